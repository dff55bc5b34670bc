import { parseArgs } from 'node:util'
import { isTargetName, TARGET_NAMES, type TargetName } from './targets/index.ts'

export interface BenchOptions {
  readonly seconds: number
  readonly rounds: number
  readonly only: readonly TargetName[]
  readonly json: boolean
  readonly profileFolder: string | undefined
}

export const HELP = `npm run bench -- [flags]

  --seconds N     length of each measurement; default 5
  --rounds N      rounds, whose medians are shown; default 3
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

/**
 * Reads the command line; null when help is asked for.
 *
 * @throws UsageError
 */
export function readArguments(args: readonly string[]): BenchOptions | null {
  const flags = {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
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
  const wanted = values.only.split(',').map((name) => name.trim())
  const unknown = wanted.find((name) => !isTargetName(name))
  if (unknown !== undefined) throw new UsageError(`--only knows ${TARGET_NAMES.join(', ')}, not "${unknown}"`)
  const rounds = positive('rounds', values.rounds)
  if (!Number.isInteger(rounds)) throw new UsageError('--rounds must be a whole number')
  return {
    seconds: positive('seconds', values.seconds),
    rounds,
    only: TARGET_NAMES.filter((name) => wanted.includes(name)),
    json: values.json,
    profileFolder: values['cpu-prof'],
  }
}
