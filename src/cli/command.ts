import type { Config } from '../config.ts'
import type { FlagSpecs, FlagValues } from './flags.ts'
import type { Output } from './output.ts'
import type { PositionalSpecs, PositionalValues } from './positionals.ts'

/** What a command is run with. */
export interface CliContext<
  Flags extends FlagSpecs = FlagSpecs,
  Positionals extends PositionalSpecs = PositionalSpecs,
> {
  /** Read on first use; throws a `ConfigError`. */
  readonly config: Config
  readonly flags: FlagValues<Flags>
  readonly positionals: PositionalValues<Positionals>
  readonly out: Output
  readonly env: Readonly<Record<string, string | undefined>>
  /** Absolute path of the working directory. */
  readonly cwd: string
}

export interface CommandDefinition<Flags extends FlagSpecs, Positionals extends PositionalSpecs> {
  readonly positionals: Positionals
  readonly flags: Flags
  /** More lines for `--help`. */
  notes?(): string
  /** The command is over when this resolves; an error thrown becomes one line on stderr and exit status 1. */
  run(ctx: CliContext<Flags, Positionals>): Promise<void>
}

/** A command whose flags and values are checked when it is run. */
export type Command = CommandDefinition<FlagSpecs, PositionalSpecs>

/** Gives `run` the types of the flags and positionals that stand above it. */
export function defineCommand<const Flags extends FlagSpecs, const Positionals extends PositionalSpecs>(
  definition: CommandDefinition<Flags, Positionals>,
): CommandDefinition<Flags, Positionals> {
  return definition
}

/** A line in the list of commands: enough for `foyer --help`, the rest is loaded when it is run. */
export interface CommandEntry {
  readonly noun: string
  /** One word, or two for a thing that belongs to another: `rule list`. */
  readonly verb?: string
  readonly summary: string
  readonly load: () => Promise<{ readonly default: Command }>
}

/** What is typed for it: `organizer create`. */
export function nameOf(entry: Pick<CommandEntry, 'noun' | 'verb'>): string {
  return entry.verb === undefined ? entry.noun : `${entry.noun} ${entry.verb}`
}
