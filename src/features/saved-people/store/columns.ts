import type { TextField } from '../types.ts'

/** Which row, and when; in ms. */
export interface Stamps {
  readonly id: string
  readonly now: number
}

/** Without what is empty. */
export function filled(
  columns: Readonly<Partial<Record<TextField, string | null>>>,
): Readonly<Partial<Record<TextField, string>>> {
  return Object.fromEntries(Object.entries(columns).filter(([, text]) => text !== null && text !== ''))
}
