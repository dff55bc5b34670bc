import { UsageError } from './usage-error.ts'

/** One value that stands without a flag. Only the last may be `optional` or take the `rest`, which is one or more. */
export interface PositionalSpec {
  readonly summary: string
  readonly optional?: true
  readonly rest?: true
}

/** In the order in which they are written. */
export type PositionalSpecs = Readonly<Record<string, PositionalSpec>>

export type PositionalValues<Specs extends PositionalSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name] extends { readonly rest: true }
    ? readonly string[]
    : Specs[Name] extends { readonly optional: true }
      ? string | undefined
      : string
}

/** Throws a `UsageError` for one that is missing or too many. */
export function readPositionals<Specs extends PositionalSpecs>(
  specs: Specs,
  written: readonly string[],
): PositionalValues<Specs> {
  const values: Record<string, string | readonly string[] | undefined> = {}
  let taken = 0
  for (const [name, spec] of Object.entries(specs)) {
    const given = written.slice(taken, spec.rest ? undefined : taken + 1)
    if (given.length === 0 && !spec.optional) throw new UsageError(`<${name}> is missing (${spec.summary})`)
    values[name] = spec.rest ? given : given[0]
    taken += given.length
  }
  const surplus = written[taken]
  if (surplus !== undefined) throw new UsageError(`"${surplus}" is one value too many`)
  return values as PositionalValues<Specs>
}
