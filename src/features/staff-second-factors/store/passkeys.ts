import type { PasskeyId, UserId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { StaffPasskeyTable } from '../../../platform/db/staff-tables.ts'
import type { Passkey } from '../types.ts'

const COLUMNS = [
  'id',
  'user_id',
  'credential_id',
  'public_key',
  'transports',
  'name',
  'is_backed_up',
  'created_at',
  'last_used_at',
] as const

/** WebAuthn credentials of staff. */
export function passkeyStore(q: Database) {
  const all = () => q.selectFrom('staff_passkeys').select(COLUMNS)

  return {
    /** False when the credential is known already, to whomever it belongs. */
    async insert(row: StaffPasskeyTable): Promise<boolean> {
      const inserted = await q
        .insertInto('staff_passkeys')
        .values(row)
        .onConflict((conflict) => conflict.column('credential_id').doNothing())
        .executeTakeFirst()
      return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
    },

    /** The oldest first. */
    async list(userId: UserId): Promise<Passkey[]> {
      const rows = await all().where('user_id', '=', userId).orderBy('created_at').orderBy('id').execute()
      return rows.map(read)
    },

    async byId(userId: UserId, id: PasskeyId): Promise<Passkey | null> {
      const row = await all().where('user_id', '=', userId).where('id', '=', id).executeTakeFirst()
      return row ? read(row) : null
    },

    async byCredential(credentialId: string): Promise<Passkey | null> {
      const row = await all().where('credential_id', '=', credentialId).executeTakeFirst()
      return row ? read(row) : null
    },

    /**
     * Notes a use. False when its counter did not go up, which no authenticator that counts does by itself; those that do not
     * count always say 0 (WebAuthn Level 3, 6.1.1).
     */
    async use(id: PasskeyId, { count, now, isBackedUp }: { count: number; now: number; isBackedUp: boolean }) {
      const updated = await q
        .updateTable('staff_passkeys')
        .set({ sign_count: count, last_used_at: now, is_backed_up: isBackedUp })
        .where('id', '=', id)
        .where((eb) => (count === 0 ? eb('sign_count', '=', 0) : eb('sign_count', '<', count)))
        .executeTakeFirst()
      return updated.numUpdatedRows > 0n
    },

    async rename(userId: UserId, id: PasskeyId, name: string): Promise<boolean> {
      const updated = await q
        .updateTable('staff_passkeys')
        .set({ name })
        .where('user_id', '=', userId)
        .where('id', '=', id)
        .executeTakeFirst()
      return updated.numUpdatedRows > 0n
    },

    async remove(userId: UserId, id: PasskeyId): Promise<boolean> {
      const deleted = await q
        .deleteFrom('staff_passkeys')
        .where('user_id', '=', userId)
        .where('id', '=', id)
        .executeTakeFirst()
      return deleted.numDeletedRows > 0n
    },

    async removeAll(userId: UserId): Promise<void> {
      await q.deleteFrom('staff_passkeys').where('user_id', '=', userId).execute()
    },
  }
}

function read(row: Pick<StaffPasskeyTable, (typeof COLUMNS)[number]>): Passkey {
  return {
    id: row.id,
    userId: row.user_id,
    credentialId: row.credential_id,
    publicKey: new Uint8Array(row.public_key),
    transports: row.transports === '' ? [] : row.transports.split(' '),
    name: row.name,
    isBackedUp: row.is_backed_up,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }
}
