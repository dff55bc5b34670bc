import type { Kysely } from 'kysely'
import type { UserId } from '../../../core/ids.ts'
import type { Schema } from '../../../platform/db/schema.ts'

export function emailAddressStore(q: Kysely<Schema>) {
  const update = () => q.updateTable('users').returning('id')
  return {
    /** False when the account is not the backend's or has another address by now. */
    async change(id: UserId, to: { backend: string; from: string; email: string; at: number }): Promise<boolean> {
      const row = await update()
        .set({ email: to.email, is_verified: true, modified_at: to.at })
        .where('id', '=', id)
        .where('auth_backend', '=', to.backend)
        .where('email', '=', to.from)
        .executeTakeFirst()
      return row !== undefined
    },

    /** False when the account has another address by now. */
    async confirm(id: UserId, email: string, at: number): Promise<boolean> {
      const row = await update()
        .set({ is_verified: true, modified_at: at })
        .where('id', '=', id)
        .where('email', '=', email)
        .executeTakeFirst()
      return row !== undefined
    },
  }
}
