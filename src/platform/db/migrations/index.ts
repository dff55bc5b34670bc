import type { Migration } from '../columns.ts'

/** All migrations by name. Names start with four digits and run in that order; a released one is never renamed or changed. */
export const migrations: Readonly<Record<string, Migration>> = {}
