import type { Config } from '../config.ts'
import { nearestName } from '../core/nearest-name.ts'
import { readArguments } from './arguments.ts'
import { type Command, type CommandEntry, nameOf } from './command.ts'
import { failureLines } from './failure.ts'
import { commandHelp, nounHelp, overview } from './help.ts'
import { createOutput, type Streams } from './output.ts'
import { UsageError } from './usage-error.ts'

/** What the command line is run in. */
export interface Surroundings extends Streams {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Absolute path of the working directory. */
  readonly cwd: string
  readonly version: string
  readonly commands: readonly CommandEntry[]
}

interface Chosen {
  readonly entry: CommandEntry
  readonly rest: readonly string[]
}

function unknown(kind: string, typed: string, known: readonly string[]): UsageError {
  const nearest = nearestName(typed, known)
  return new UsageError(`unknown ${kind} ${typed}${nearest === undefined ? '' : `, did you mean ${nearest}?`}`)
}

function verbsOf(entries: readonly CommandEntry[]): string[] {
  return entries.map(({ verb }) => verb ?? '')
}

/** The command that is meant, or the help that is asked for instead. */
function choose([noun, verb, ...rest]: readonly string[], commands: readonly CommandEntry[]): Chosen | string {
  if (noun === undefined || noun === 'help' || noun === '--help' || noun === '-h') return overview(commands)
  const entries = commands.filter((entry) => entry.noun === noun)
  const [single] = entries
  if (single === undefined) {
    throw unknown(
      'command',
      noun,
      commands.map((entry) => entry.noun),
    )
  }
  if (single.verb === undefined) return { entry: single, rest: verb === undefined ? [] : [verb, ...rest] }
  if (verb === '--help' || verb === '-h' || verb === 'help') return nounHelp(entries)
  const entry = entries.find((candidate) => candidate.verb === verb)
  if (entry !== undefined) return { entry, rest }
  const below = entries.filter((candidate) => candidate.verb?.startsWith(`${verb} `))
  if (below.length > 0) return chooseBelow(`${noun} ${verb}`, rest, below)
  if (verb === undefined || verb.startsWith('-')) {
    throw new UsageError(`${noun} what? One of: ${verbsOf(entries).join(', ')}`)
  }
  throw unknown(`command ${noun}`, verb, verbsOf(entries))
}

/** One of the commands that begin with the same two words, such as `provider rule list`. */
function chooseBelow(words: string, [last, ...rest]: readonly string[], entries: readonly CommandEntry[]) {
  if (last === '--help' || last === '-h' || last === 'help') return nounHelp(entries)
  const entry = entries.find((candidate) => nameOf(candidate) === `${words} ${last}`)
  if (entry !== undefined) return { entry, rest }
  const known = entries.map((candidate) => nameOf(candidate).slice(words.length + 1))
  if (last === undefined || last.startsWith('-')) throw new UsageError(`${words} what? One of: ${known.join(', ')}`)
  throw unknown(`command ${words}`, last, known)
}

async function runCommand({ entry, rest }: Chosen, around: Surroundings): Promise<void> {
  const command: Command = (await entry.load()).default
  const read = readArguments(rest, command)
  if (read === 'help') {
    around.stdout(`${commandHelp(entry, command)}\n`)
    return
  }
  const { loadConfig } = await import('../config.ts')
  let config: Config | undefined
  await command.run({
    get config() {
      config ??= loadConfig({ env: around.env, cwd: around.cwd })
      return config
    },
    flags: read.flags,
    positionals: read.positionals,
    out: createOutput(around, read.json),
    env: around.env,
    cwd: around.cwd,
  })
}

function usageLine(error: UsageError, chosen: Chosen | string | undefined): string {
  const which = typeof chosen === 'object' ? ` ${nameOf(chosen.entry)}` : ''
  const link = error.message.endsWith('?') ? ' See' : '; see'
  return `${error.message}${link} "foyer${which} --help"`
}

/** Runs one command line. Answers the exit status: 0, 1 when the command failed, 2 when it was typed wrong. */
export async function run(args: readonly string[], around: Surroundings): Promise<0 | 1 | 2> {
  let chosen: Chosen | string | undefined
  try {
    chosen = args[0] === '--version' ? around.version : choose(args, around.commands)
    if (typeof chosen === 'string') around.stdout(`${chosen}\n`)
    else await runCommand(chosen, around)
    return 0
  } catch (error) {
    const wrong = error instanceof UsageError
    for (const line of wrong ? [usageLine(error, chosen)] : failureLines(error)) around.stderr(`foyer: ${line}\n`)
    return wrong ? 2 : 1
  }
}
