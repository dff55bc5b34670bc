import { type Kysely, type Selectable, sql } from 'kysely'
import type { CustomerId, OrganizerId, SsoLoginId, SsoProviderId } from '../../core/ids.ts'
import type { SsoLoginTable } from '../../platform/db/provider-login-tables.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { SsoLoginCursor } from './types.ts'

export type LoginRow = Selectable<SsoLoginTable>
export type NewLoginRow = Omit<SsoLoginTable, 'organizer_id'>

export interface LoginRange {
  readonly limit: number
  readonly provider?: SsoProviderId | undefined
  readonly refusalsOnly?: boolean | undefined
  readonly cursor?: SsoLoginCursor | undefined
}

export function ssoLoginStore(q: Kysely<Schema>) {
  const ofOrganizer = (organizerId: OrganizerId) =>
    q.selectFrom('sso_logins').selectAll().where('organizer_id', '=', organizerId)

  return {
    async insert(organizerId: OrganizerId, row: NewLoginRow): Promise<void> {
      await q
        .insertInto('sso_logins')
        .values({ ...row, organizer_id: organizerId })
        .execute()
    },

    async setDetail(organizerId: OrganizerId, id: SsoLoginId, detail: string): Promise<void> {
      await q
        .updateTable('sso_logins')
        .set({ detail })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .execute()
    },

    async byId(organizerId: OrganizerId, id: SsoLoginId): Promise<LoginRow | null> {
      return (await ofOrganizer(organizerId).where('id', '=', id).executeTakeFirst()) ?? null
    },

    async byReference(organizerId: OrganizerId, reference: string): Promise<LoginRow | null> {
      return (await ofOrganizer(organizerId).where('reference', '=', reference).executeTakeFirst()) ?? null
    },

    /** Newest first; with a cursor to the newer ones the nearest of them. */
    async list(organizerId: OrganizerId, { limit, provider, refusalsOnly, cursor }: LoginRange): Promise<LoginRow[]> {
      const isNewer = cursor?.way === 'newer'
      let query = ofOrganizer(organizerId)
      if (provider) query = query.where('provider_id', '=', provider)
      if (refusalsOnly) query = query.where('reference', 'is not', null)
      if (cursor) query = query.where('id', isNewer ? '>' : '<', cursor.id)
      const rows = await query
        .orderBy('id', isNewer ? 'asc' : 'desc')
        .limit(limit)
        .execute()
      return isNewer ? rows.reverse() : rows
    },

    /** The newest that are about people. */
    async lastOfPeople(organizerId: OrganizerId, providerId: SsoProviderId, limit: number): Promise<LoginRow[]> {
      return ofOrganizer(organizerId)
        .where('provider_id', '=', providerId)
        .where('subject_hash', 'is not', null)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
    },

    /** The newest entries of a customer, and those of the same people at providers. */
    async ofCustomer(organizerId: OrganizerId, customerId: CustomerId, limit: number): Promise<LoginRow[]> {
      return ofOrganizer(organizerId)
        .where((where) =>
          where.or([
            where('customer_id', '=', customerId),
            where(
              'subject_hash',
              'in',
              where
                .selectFrom('sso_logins as own')
                .select((own) => own.fn.coalesce('own.subject_hash', sql<string>`''`).as('hash'))
                .where('own.organizer_id', '=', organizerId)
                .where('own.customer_id', '=', customerId),
            ),
          ]),
        )
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
    },

    /** Who a customer is at providers. */
    async subjectsOf(organizerId: OrganizerId, customerId: CustomerId) {
      return q
        .selectFrom('customer_identities')
        .select(['issuer', 'subject'])
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
    },

    /** Removes what is known of a customer, by the account and by who that is at providers; answers the hashes of the latter. */
    async removeOf(organizerId: OrganizerId, customerId: CustomerId, hashes: readonly string[]): Promise<string[]> {
      const own = await q
        .selectFrom('sso_logins')
        .select('subject_hash')
        .distinct()
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
      const all = [...new Set([...hashes, ...own.flatMap(({ subject_hash }) => subject_hash ?? [])])]
      let gone = q.deleteFrom('sso_logins').where('organizer_id', '=', organizerId)
      gone =
        all.length === 0
          ? gone.where('customer_id', '=', customerId)
          : gone.where((where) => where.or([where('customer_id', '=', customerId), where('subject_hash', 'in', all)]))
      await gone.execute()
      return all
    },

    async move(
      organizerId: OrganizerId,
      from: CustomerId,
      into: CustomerId,
      ids?: readonly string[],
    ): Promise<string[]> {
      let query = q
        .updateTable('sso_logins')
        .set({ customer_id: into })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', from)
      if (ids) query = query.where('id', 'in', ids as SsoLoginId[])
      return (await query.returning('id').execute()).map(({ id }) => id)
    },

    /** Removes all but the newest `kept` of a provider; only those about nobody with `ofNobody`. Answers how many. */
    async trim(organizerId: OrganizerId, providerId: SsoProviderId, kept: number, ofNobody: boolean): Promise<number> {
      let last = q
        .selectFrom('sso_logins')
        .select('id')
        .where('organizer_id', '=', organizerId)
        .where('provider_id', '=', providerId)
      if (ofNobody) last = last.where('subject_hash', 'is', null)
      const first = await last.orderBy('id', 'desc').offset(kept).limit(1).executeTakeFirst()
      if (!first) return 0
      let gone = q
        .deleteFrom('sso_logins')
        .where('organizer_id', '=', organizerId)
        .where('provider_id', '=', providerId)
        .where('id', '<=', first.id)
      if (ofNobody) gone = gone.where('subject_hash', 'is', null)
      return Number((await gone.executeTakeFirst()).numDeletedRows)
    },
  }
}

/** Removes what all organizers kept before the instant; answers how many. */
export async function deleteOldLogins(q: Kysely<Schema>, before: number): Promise<number> {
  const removed = await q.deleteFrom('sso_logins').where('at', '<', before).executeTakeFirst()
  return Number(removed.numDeletedRows)
}

/** Providers of which more than so many are kept. */
export async function crowdedProviders(q: Kysely<Schema>, most: number) {
  return q
    .selectFrom('sso_logins')
    .select(['organizer_id', 'provider_id'])
    .groupBy(['organizer_id', 'provider_id'])
    .having(sql<number>`count(*)`, '>', most)
    .execute()
}
