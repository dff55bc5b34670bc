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

function scan(args: readonly string[], specs: FlagSpecs): Written {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [
      name,
      { type: spec.type === 'boolean' ? ('boolean' as const) : ('string' as const), multiple: true },
    ]),
  )
  const flags = new Map<string, string[]>()
  const positionals: string[] = []
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true })
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const name = token.rawName === '-h' ? 'help' : token.name
    const spec = Object.hasOwn(specs, name) && token.rawName !== `-${name}` ? specs[name] : undefined
    if (spec === undefined) throw unknownFlag(token.rawName, Object.keys(specs))
    const isBoolean = spec.type === 'boolean'
    if (isBoolean && token.value !== undefined) throw new UsageError(`--${name} takes no value`)
    if (!isBoolean && (token.value === undefined || (!token.inlineValue && token.value.startsWith('--')))) {
      throw new UsageError(`--${name} needs a value; write --${name}=VALUE if it starts with dashes`)
    }
    flags.set(name, [...(flags.get(name) ?? []), token.value ?? ''])
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
