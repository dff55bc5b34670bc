import type { MigrationContext } from '../../columns.ts'

/** Finds pieces of text among a million accounts. */
export async function createSearch(_context: MigrationContext): Promise<void> {}
