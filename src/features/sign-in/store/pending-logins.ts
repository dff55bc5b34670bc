import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { PendingLoginTable } from '../../../platform/db/credential-tables.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { UpstreamLogin } from '../types.ts'

/** Somebody who passed the first step. Instants in ms. */
export interface PendingLogin {
  readonly customerId: CustomerId
  readonly amr: readonly string[]
  /** The PHC string that was checked; null when no password was. */
  readonly checkedHash: string | null
  readonly upstream: UpstreamLogin | undefined
  readonly next: string | null
  readonly triesLeft: number
  readonly expiresAt: number
}

const UPSTREAM = ['identity_id', 'upstream_session', 'upstream_data', 'auth_at'] as const
const COLUMNS = ['customer_id', 'amr', 'checked_hash', 'next', 'tries_left', 'expires_at', ...UPSTREAM] as const

/** Logins between the first and the second step. */
export function pendingLoginStore(q: Database) {
  return {
    async insert(organizerId: OrganizerId, row: Omit<PendingLoginTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('pending_logins')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    async find(organizerId: OrganizerId, idHash: string, now: number): Promise<PendingLogin | null> {
      const row = await q
        .selectFrom('pending_logins')
        .select(COLUMNS)
        .where('organizer_id', '=', organizerId)
        .where('id_hash', '=', idHash)
        .where('expires_at', '>', now)
        .where('tries_left', '>', 0)
        .executeTakeFirst()
      return row ? read(row) : null
    },

    /** Takes one try away before it is made; null when none is left. */
    async useTry(organizerId: OrganizerId, idHash: string, now: number): Promise<PendingLogin | null> {
      const row = await q
        .updateTable('pending_logins')
        .set((eb) => ({ tries_left: eb('tries_left', '-', 1) }))
        .where('organizer_id', '=', organizerId)
        .where('id_hash', '=', idHash)
        .where('expires_at', '>', now)
        .where('tries_left', '>', 0)
        .returning(COLUMNS)
        .executeTakeFirst()
      return row ? read(row) : null
    },

    /** Ends it. Of several at once one gets it. */
    async take(organizerId: OrganizerId, idHash: string, now: number): Promise<PendingLogin | null> {
      const row = await q
        .deleteFrom('pending_logins')
        .where('organizer_id', '=', organizerId)
        .where('id_hash', '=', idHash)
        .where('expires_at', '>', now)
        .returning(COLUMNS)
        .executeTakeFirst()
      return row ? read(row) : null
    },

    async endAll(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
      await q
        .deleteFrom('pending_logins')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
    },
  }
}

/** Of all organizers: removes those that nobody finished. */
export async function deleteExpiredPendingLogins(q: Database, now: number): Promise<void> {
  await q.deleteFrom('pending_logins').where('expires_at', '<=', now).execute()
}

function read(row: Pick<PendingLoginTable, (typeof COLUMNS)[number]>): PendingLogin {
  return {
    customerId: row.customer_id,
    amr: row.amr === '' ? [] : row.amr.split(' '),
    checkedHash: row.checked_hash,
    upstream:
      row.identity_id === null
        ? undefined
        : {
            identityId: row.identity_id,
            sessionId: row.upstream_session,
            data: row.upstream_data,
            authAt: row.auth_at,
          },
    next: row.next,
    triesLeft: row.tries_left,
    expiresAt: row.expires_at,
  }
}
