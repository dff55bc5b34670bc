import { UsageError } from './usage-error.ts'

interface AnyFlag {
  readonly summary: string
}

/** One flag of a command, named in kebab-case without its dashes. */
export type FlagSpec =
  | (AnyFlag & { readonly type: 'boolean' })
  | (AnyFlag & { readonly type: 'string'; readonly required?: true; readonly choices?: readonly string[] })
  | (AnyFlag & { readonly type: 'number'; readonly required?: true })
  /** May be given several times. */
  | (AnyFlag & { readonly type: 'strings'; readonly required?: true })

export type FlagSpecs = Readonly<Record<string, FlagSpec>>

type Given<Spec, Type> = Spec extends { readonly required: true } ? Type : Type | undefined

export type FlagValue<Spec extends FlagSpec> = Spec extends { readonly type: 'boolean' }
  ? boolean
  : Spec extends { readonly type: 'strings' }
    ? readonly string[]
    : Spec extends { readonly type: 'number' }
      ? Given<Spec, number>
      : Spec extends { readonly choices: readonly (infer Choice)[] }
        ? Given<Spec, Choice>
        : Given<Spec, string>

export type FlagValues<Specs extends FlagSpecs> = { readonly [Name in keyof Specs]: FlagValue<Specs[Name]> }

function readNumber(name: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new UsageError(`--${name} must be a whole number, not "${text}"`)
}

function readString(name: string, text: string, choices: readonly string[] | undefined): string {
  if (choices === undefined || choices.includes(text)) return text
  throw new UsageError(`--${name} must be ${choices.join(' or ')}, not "${text}"`)
}

function readFlag(
  name: string,
  spec: FlagSpec,
  raw: readonly string[],
): string | number | readonly string[] | undefined {
  const [text, second] = raw
  if (text === undefined) {
    if (spec.type !== 'boolean' && spec.required) throw new UsageError(`--${name} is missing (${spec.summary})`)
    return spec.type === 'strings' ? [] : undefined
  }
  if (spec.type === 'strings') return raw
  if (second !== undefined) throw new UsageError(`--${name} is given twice`)
  if (spec.type === 'number') return readNumber(name, text)
  return readString(name, text, spec.type === 'string' ? spec.choices : undefined)
}

/**
 * The typed values of the flags as written, each with all its occurrences (a boolean flag occurs with the text "").
 * Throws a `UsageError` for one that is missing, given twice or of the wrong kind.
 */
export function readFlags<Specs extends FlagSpecs>(
  specs: Specs,
  written: ReadonlyMap<string, readonly string[]>,
): FlagValues<Specs> {
  const values = Object.entries(specs).map(([name, spec]) => {
    const raw = written.get(name) ?? []
    return [name, spec.type === 'boolean' ? raw.length > 0 : readFlag(name, spec, raw)]
  })
  return Object.fromEntries(values)
}
