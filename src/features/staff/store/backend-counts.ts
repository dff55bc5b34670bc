import type { Kysely } from 'kysely'
import type { Schema } from '../../../platform/db/schema.ts'

/** Who owns how many accounts. */
export function backendCountStore(q: Kysely<Schema>) {
  return {
    /** The number of accounts by the identifier of their backend. */
    async accounts(): Promise<ReadonlyMap<string, number>> {
      const rows = await q
        .selectFrom('users')
        .select(({ fn }) => ['auth_backend', fn.countAll().as('count')])
        .groupBy('auth_backend')
        .orderBy('auth_backend')
        .execute()
      return new Map(rows.map(({ auth_backend, count }) => [auth_backend, Number(count)]))
    },
  }
}
