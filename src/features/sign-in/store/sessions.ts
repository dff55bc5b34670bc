import type { CustomerId, CustomerSessionId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { kindOf } from '../../../platform/db/kind-of.ts'
import { type Params, prepare } from '../../../platform/db/prepared.ts'
import type { CustomerSessionTable } from '../../../platform/db/schema.ts'
import { deviceOf } from '../../../platform/devices/device.ts'
import type { EndedRow } from '../session-ends.ts'
import type { ListedSession } from '../types.ts'

interface ByToken {
  readonly organizerId: OrganizerId
  readonly idHash: string
  readonly now: number
}

/** A living session with its customer, if that account may log in. One statement: it runs for every request. */
const findLiving = prepare((q: Database, p: Params<ByToken>) =>
  q
    .selectFrom('customer_sessions as s')
    .innerJoin('customers as c', 'c.id', 's.customer_id')
    .select(['s.id', 's.auth_at', 's.amr', 's.last_used_at', 's.expires_at', 's.identity_id'])
    .select([
      'c.id as customer_id',
      'c.identifier',
      'c.name_cached',
      'c.email',
      'c.locale',
      'c.has_other_subjects',
      'c.deletion_due_at',
    ])
    .where('s.organizer_id', '=', p('organizerId'))
    .where('s.id_hash', '=', p('idHash'))
    .where('s.expires_at', '>', p('now'))
    .where('c.organizer_id', '=', p('organizerId'))
    .where('c.is_active', '=', true)
    .where('c.is_verified', '=', true),
)

/** What those who are told of the end of a session need. */
export const ENDED = ['id', 'organizer_id', 'customer_id', 'host'] as const

/** What a new login changes in the session that goes on. */
type Renewed = Omit<CustomerSessionTable, 'id' | 'organizer_id' | 'customer_id' | 'created_at'>

/** Logins of customers. */
export function sessionStore(q: Database) {
  return {
    find: (organizerId: OrganizerId, idHash: string, now: number) => findLiving.first(q, { organizerId, idHash, now }),

    async insert(organizerId: OrganizerId, row: Omit<CustomerSessionTable, 'organizer_id'>): Promise<void> {
      await q
        .insertInto('customer_sessions')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    /** Moves the end of a session on, unless another request just did. */
    async touch(
      organizerId: OrganizerId,
      id: CustomerSessionId,
      times: { usedBefore: number; now: number; expiresAt: number },
    ): Promise<void> {
      await q
        .updateTable('customer_sessions')
        .set({ last_used_at: times.now, expires_at: times.expiresAt })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where('last_used_at', '<=', times.usedBefore)
        .execute()
    },

    async list(organizerId: OrganizerId, customerId: CustomerId, now: number): Promise<ListedSession[]> {
      const rows = await q
        .selectFrom('customer_sessions')
        .select(['id', 'created_at', 'last_used_at', 'user_agent', 'ip_prefix'])
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('expires_at', '>', now)
        .orderBy('last_used_at', 'desc')
        .orderBy('id')
        .limit(100)
        .execute()
      return rows.map((row) => ({
        id: row.id,
        createdAt: row.created_at,
        lastUsedAt: row.last_used_at,
        userAgent: row.user_agent,
        device: deviceOf(row.user_agent),
        ipPrefix: row.ip_prefix,
      }))
    },

    /** Makes the session of this customer behind `idHash` one of a new login; false when there is none. */
    async renew(organizerId: OrganizerId, customerId: CustomerId, idHash: string, to: Renewed): Promise<boolean> {
      const result = await q
        .updateTable('customer_sessions')
        .set(to)
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('id_hash', '=', idHash)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** Gives a session another secret; false when it has ended. */
    async changeSecret(
      organizerId: OrganizerId,
      customerId: CustomerId,
      id: CustomerSessionId,
      to: { readonly idHash: string; readonly authAt: number },
    ): Promise<boolean> {
      const result = await q
        .updateTable('customer_sessions')
        .set({ id_hash: to.idHash, auth_at: to.authAt })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('id', '=', id)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /**
     * Whether a session goes on. Nobody ends it before the transaction does: on PostgreSQL they wait, on SQLite nobody else writes.
     * The account is held first, as by everybody who ends its sessions.
     */
    async hold(organizerId: OrganizerId, customerId: CustomerId, id: CustomerSessionId, now: number): Promise<boolean> {
      const account = q
        .selectFrom('customers')
        .select('id')
        .where('organizer_id', '=', organizerId)
        .where('id', '=', customerId)
      if (kindOf(q) === 'postgres') await account.forKeyShare().execute()
      const query = q
        .selectFrom('customer_sessions')
        .select('id')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('id', '=', id)
        .where('expires_at', '>', now)
      return (await (kindOf(q) === 'postgres' ? query.forShare() : query).executeTakeFirst()) !== undefined
    },

    /** Of several that end a session at once, one gets it. */
    endByToken: (organizerId: OrganizerId, idHash: string): Promise<EndedRow[]> =>
      q
        .deleteFrom('customer_sessions')
        .where('organizer_id', '=', organizerId)
        .where('id_hash', '=', idHash)
        .returning(ENDED)
        .execute(),

    endOne: (organizerId: OrganizerId, customerId: CustomerId, id: CustomerSessionId): Promise<EndedRow[]> =>
      q
        .deleteFrom('customer_sessions')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('id', '=', id)
        .returning(ENDED)
        .execute(),

    /** Ends all sessions of a customer, but for one. */
    async endAll(organizerId: OrganizerId, customerId: CustomerId, keep?: CustomerSessionId): Promise<EndedRow[]> {
      let query = q
        .deleteFrom('customer_sessions')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
      if (keep !== undefined) query = query.where('id', '!=', keep)
      return query.returning(ENDED).execute()
    },
  }
}

/** Of all organizers: removes sessions that nobody used for too long, `limit` at most. */
export async function takeExpiredSessions(q: Database, now: number, limit: number): Promise<EndedRow[]> {
  const oldest = q
    .selectFrom('customer_sessions')
    .select('id')
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(limit)
  return q
    .deleteFrom('customer_sessions')
    .where('id', 'in', oldest)
    .where('expires_at', '<=', now)
    .returning(ENDED)
    .execute()
}
