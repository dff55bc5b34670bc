import type { TotpDeviceId, UserId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { StaffTotpDeviceTable } from '../../../platform/db/staff-tables.ts'
import type { TotpDevice } from '../types.ts'

const COLUMNS = ['id', 'user_id', 'name', 'secret', 'created_at', 'confirmed_at', 'last_used_at'] as const

/** Authenticator apps of staff. */
export function totpStore(q: Database) {
  const ofUser = (userId: UserId) => q.selectFrom('staff_totp_devices').select(COLUMNS).where('user_id', '=', userId)

  return {
    async insert(row: StaffTotpDeviceTable): Promise<void> {
      await q.insertInto('staff_totp_devices').values(row).execute()
    },

    /** The confirmed ones, the oldest first. */
    async list(userId: UserId): Promise<TotpDevice[]> {
      const rows = await ofUser(userId)
        .where('confirmed_at', 'is not', null)
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return rows.map(read)
    },

    /** Confirmed or not. */
    async byId(userId: UserId, id: TotpDeviceId): Promise<TotpDevice | null> {
      const row = await ofUser(userId).where('id', '=', id).executeTakeFirst()
      return row ? read(row) : null
    },

    /** From now on it counts. Of several at once one does it. */
    async confirm(userId: UserId, id: TotpDeviceId, { step, now }: { step: number; now: number }): Promise<boolean> {
      const updated = await q
        .updateTable('staff_totp_devices')
        .set({ confirmed_at: now, last_step: step })
        .where('user_id', '=', userId)
        .where('id', '=', id)
        .where('confirmed_at', 'is', null)
        .executeTakeFirst()
      return updated.numUpdatedRows > 0n
    },

    /** Uses a time step of a confirmed one up, and all before it. Of several at once one gets it. */
    async useStep(userId: UserId, id: TotpDeviceId, { step, now }: { step: number; now: number }): Promise<boolean> {
      const updated = await q
        .updateTable('staff_totp_devices')
        .set({ last_step: step, last_used_at: now })
        .where('user_id', '=', userId)
        .where('id', '=', id)
        .where('confirmed_at', 'is not', null)
        .where('last_step', '<', step)
        .executeTakeFirst()
      return updated.numUpdatedRows > 0n
    },

    async rename(userId: UserId, id: TotpDeviceId, name: string): Promise<boolean> {
      const updated = await q
        .updateTable('staff_totp_devices')
        .set({ name })
        .where('user_id', '=', userId)
        .where('id', '=', id)
        .executeTakeFirst()
      return updated.numUpdatedRows > 0n
    },

    async remove(userId: UserId, id: TotpDeviceId): Promise<boolean> {
      const deleted = await q
        .deleteFrom('staff_totp_devices')
        .where('user_id', '=', userId)
        .where('id', '=', id)
        .executeTakeFirst()
      return deleted.numDeletedRows > 0n
    },

    /** The unconfirmed ones, too. */
    async removeAll(userId: UserId): Promise<void> {
      await q.deleteFrom('staff_totp_devices').where('user_id', '=', userId).execute()
    },

    /** Keeps so many unconfirmed ones of a user; the oldest go. */
    async trimUnconfirmed(userId: UserId, keep: number): Promise<void> {
      const kept = q
        .selectFrom('staff_totp_devices')
        .select('id')
        .where('user_id', '=', userId)
        .where('confirmed_at', 'is', null)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(keep)
      await q
        .deleteFrom('staff_totp_devices')
        .where('user_id', '=', userId)
        .where('confirmed_at', 'is', null)
        .where('id', 'not in', kept)
        .execute()
    },

    /** Those that nobody confirmed and that were begun before this instant (ms): of one user, or of all. Answers how many. */
    async removeUnconfirmed(before: number, userId?: UserId): Promise<number> {
      let query = q.deleteFrom('staff_totp_devices').where('confirmed_at', 'is', null).where('created_at', '<', before)
      if (userId !== undefined) query = query.where('user_id', '=', userId)
      const deleted = await query.executeTakeFirst()
      return Number(deleted.numDeletedRows)
    },
  }
}

function read(row: Pick<StaffTotpDeviceTable, (typeof COLUMNS)[number]>): TotpDevice {
  return {
    id: row.id,
    userId: row.user_id,
    name: row.name,
    secret: row.secret,
    createdAt: row.created_at,
    confirmedAt: row.confirmed_at,
    lastUsedAt: row.last_used_at,
  }
}
