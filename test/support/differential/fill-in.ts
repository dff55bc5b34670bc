import type { Change, Side } from './types.ts'

export type Fields = readonly (readonly [name: string, value: string])[]

/** What a request sends: a query or a form, and the placeholders in it. */
export interface Prepared {
  readonly fields: Fields
  readonly raw: string
}

/** Applies the changes to the parameters of a good request. */
export function prepare(good: Readonly<Record<string, string>>, changes: readonly Change[]): Prepared {
  const values = new Map(Object.entries(good))
  const repeated: (readonly [string, string])[] = []
  let raw = ''
  for (const { set = [], repeat, raw: more } of changes) {
    for (const [name, value] of set) {
      if (value === null) values.delete(name)
      else values.set(name, value)
    }
    if (repeat) repeated.push(repeat)
    if (more !== undefined) raw += `&${more}`
  }
  return { fields: [...values, ...repeated], raw }
}

/** A query or a form in which the placeholders are what this provider knows. */
export function encode({ fields, raw }: Prepared, known: Readonly<Record<string, string>>): string {
  const filled = fields.map(([name, value]) => [name, fillIn(value, known)])
  return new URLSearchParams(filled).toString() + raw
}

/** `{confidential}` and the like are client identifiers. */
export function placeholders({ clients, idTokens }: Side): Record<string, string> {
  const ids = Object.entries(clients).map(([name, { id }]) => [name, id] as const)
  return { ...Object.fromEntries(ids), ...idTokens }
}

function fillIn(value: string, known: Readonly<Record<string, string>>): string {
  return value.replace(/\{(\w+)\}/g, (all, name: string) => known[name] ?? all)
}
