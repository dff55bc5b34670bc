import type { Kysely } from 'kysely'
import type { Schema } from '../../../platform/db/schema.ts'

export function sessionIdStore(q: Kysely<Schema>) {
  return {
    /** The session goes on under another id. False when it has ended meanwhile. */
    async rename(idHash: string, newIdHash: string): Promise<boolean> {
      const row = await q
        .updateTable('staff_sessions')
        .set({ id_hash: newIdHash })
        .where('id_hash', '=', idHash)
        .returning('id_hash')
        .executeTakeFirst()
      return row !== undefined
    },
  }
}
