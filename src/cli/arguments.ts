import { parseArgs } from 'node:util'
import { nearestName } from '../core/nearest-name.ts'
import { type FlagSpecs, type FlagValues, readFlags } from './flags.ts'
import { type PositionalSpecs, type PositionalValues, readPositionals } from './positionals.ts'
import { UsageError } from './usage-error.ts'

/** Flags that every command has. */
export const commonFlags = {
  json: { type: 'boolean', summary: 'answer with one JSON object' },
  help: { type: 'boolean', summary: 'show this help' },
} as const satisfies FlagSpecs

interface Written {
  readonly flags: ReadonlyMap<string, readonly string[]>
  readonly positionals: readonly string[]
}

function unknownFlag(rawName: string, names: readonly string[]): UsageError {
  const nearest = nearestName(rawName.replace(/^-+/, ''), names)
  return new UsageError(`unknown flag ${rawName}${nearest === undefined ? '' : `, did you mean --${nearest}?`}`)
}

function parserOptions(specs: FlagSpecs) {
  const options = Object.entries(specs).map(([name, { type }]) => {
    return [name, { type: type === 'boolean' ? ('boolean' as const) : ('string' as const), multiple: true }] as const
  })
  return Object.fromEntries(options)
}

interface OptionToken {
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function readOption({ rawName, value, inlineValue }: OptionToken, specs: FlagSpecs): readonly [string, string] {
  const name = rawName === '-h' ? 'help' : rawName.replace(/^--/, '')
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined
  if (spec === undefined) throw unknownFlag(rawName, Object.keys(specs))
  if (spec.type === 'boolean') {
    if (value !== undefined) throw new UsageError(`--${name} takes no value`)
    return [name, '']
  }
  if (value === undefined || (!inlineValue && value.startsWith('--'))) {
    throw new UsageError(`--${name} needs a value (write --${name}=VALUE if it starts with dashes)`)
  }
  return [name, value]
}

function scan(args: readonly string[], specs: FlagSpecs): Written {
  const options = parserOptions(specs)
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true })
  const flags = new Map<string, string[]>()
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const [name, value] = readOption(token, specs)
    flags.set(name, [...(flags.get(name) ?? []), value])
  }
  return { flags, positionals }
}

export interface Arguments<Flags extends FlagSpecs, Positionals extends PositionalSpecs> {
  readonly flags: FlagValues<Flags>
  readonly positionals: PositionalValues<Positionals>
  readonly json: boolean
}

/**
 * Reads what stands behind noun and verb, or answers 'help' when help is asked for.
 * Throws a `UsageError` that names the first thing that is wrong.
 */
export function readArguments<Flags extends FlagSpecs, Positionals extends PositionalSpecs>(
  args: readonly string[],
  command: { readonly flags: Flags; readonly positionals: Positionals },
): Arguments<Flags, Positionals> | 'help' {
  const written = scan(args, { ...command.flags, ...commonFlags })
  if (written.flags.has('help')) return 'help'
  return {
    flags: readFlags(command.flags, written.flags),
    positionals: readPositionals(command.positionals, written.positionals),
    json: written.flags.has('json'),
  }
}
