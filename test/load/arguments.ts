import { parseArgs } from 'node:util'
import { isScenarioName, SCENARIOS, type ScenarioName, USUAL } from './scenarios/index.ts'
import { isTargetName, TARGET_NAMES, type TargetName } from './targets/index.ts'
import { CONNECTIONS } from './types.ts'

export interface BenchOptions {
  readonly seconds: number
  readonly rounds: number
  /** How many people are logged in. */
  readonly sessions: number
  readonly scenarios: readonly ScenarioName[]
  readonly only: readonly TargetName[]
  /** How many customers the list is measured with. */
  readonly customers: number
  readonly json: boolean
  readonly profileFolder: string | undefined
}

export const HELP = `npm run bench -- [flags]

  --seconds N     length of each measurement; default 5
  --rounds N      rounds, whose medians are shown; default 3
  --sessions N    people whose sessions the connections use, 1 to ${CONNECTIONS}; default ${CONNECTIONS}
  --scenario LIST of ${SCENARIOS.join(',')};
                  default all but customers
  --customers N   accounts of the scenario "customers"; default 1000000
  --only LIST     of ${TARGET_NAMES.join(',')}; default all
  --json          one JSON object on stdout instead of the table
  --cpu-prof DIR  servers write CPU profiles into this folder; slows them down
`

/** What is wrong with the command line, in one sentence. */
export class UsageError extends Error {}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (!(value > 0) || !Number.isFinite(value)) throw new UsageError(`--${name} must be a number above 0, not "${text}"`)
  return value
}

function wholeNumber(name: string, text: string): number {
  const value = positive(name, text)
  if (!Number.isInteger(value)) throw new UsageError(`--${name} must be a whole number, not "${text}"`)
  return value
}

function namesIn(list: string): string[] {
  return list.split(',').map((name) => name.trim())
}

/**
 * Reads the command line; null when help is asked for.
 *
 * @throws UsageError
 */
export function readArguments(args: readonly string[]): BenchOptions | null {
  const flags = {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    sessions: { type: 'string', default: String(CONNECTIONS) },
    scenario: { type: 'string', default: USUAL.join(',') },
    customers: { type: 'string', default: '1000000' },
    only: { type: 'string', default: TARGET_NAMES.join(',') },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    'cpu-prof': { type: 'string' },
  } as const
  let values: ReturnType<typeof parseArgs<{ options: typeof flags }>>['values']
  try {
    values = parseArgs({ args: [...args], options: flags }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
  if (values.help) return null
  const scenarios = namesIn(values.scenario)
  const unknownScenario = scenarios.find((name) => !isScenarioName(name))
  if (unknownScenario !== undefined) {
    throw new UsageError(`--scenario knows ${SCENARIOS.join(', ')}, not "${unknownScenario}"`)
  }
  const only = namesIn(values.only)
  const unknown = only.find((name) => !isTargetName(name))
  if (unknown !== undefined) throw new UsageError(`--only knows ${TARGET_NAMES.join(', ')}, not "${unknown}"`)
  const sessions = wholeNumber('sessions', values.sessions)
  if (sessions > CONNECTIONS) throw new UsageError(`--sessions is ${CONNECTIONS} at most`)
  return {
    seconds: positive('seconds', values.seconds),
    rounds: wholeNumber('rounds', values.rounds),
    sessions,
    scenarios: SCENARIOS.filter((name) => scenarios.includes(name)),
    only: TARGET_NAMES.filter((name) => only.includes(name)),
    customers: wholeNumber('customers', values.customers),
    json: values.json,
    profileFolder: values['cpu-prof'],
  }
}
