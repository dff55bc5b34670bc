import type { CustomerIdentityId, OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { ProviderUsage } from '../types.ts'

/** Accounts that depend on a provider. */
export function providerCustomerStore(q: Database) {
  const identitiesOf = (organizerId: OrganizerId, id: SsoProviderId) =>
    q.selectFrom('customer_identities as i').where('i.organizer_id', '=', organizerId).where('i.provider_id', '=', id)

  return {
    /** @param since identities that were used at this instant or later, in ms */
    async usage(organizerId: OrganizerId, id: SsoProviderId, since: number): Promise<ProviderUsage> {
      const all = await identitiesOf(organizerId, id)
        .select(({ fn }) => fn.count('i.customer_id').distinct().as('n'))
        .executeTakeFirst()
      const recent = await identitiesOf(organizerId, id)
        .where('i.last_login_at', '>=', since)
        .select(({ fn }) => fn.count('i.customer_id').distinct().as('n'))
        .executeTakeFirst()
      const onlyWay = await identitiesOf(organizerId, id)
        .innerJoin('customers as c', (join) =>
          join.onRef('c.organizer_id', '=', 'i.organizer_id').onRef('c.id', '=', 'i.customer_id'),
        )
        .where('c.password_hash', 'is', null)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('customer_passkeys as p')
                .select('p.id')
                .whereRef('p.organizer_id', '=', 'i.organizer_id')
                .whereRef('p.customer_id', '=', 'i.customer_id'),
            ),
          ),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('customer_identities as other')
                .select('other.id')
                .whereRef('other.organizer_id', '=', 'i.organizer_id')
                .whereRef('other.customer_id', '=', 'i.customer_id')
                .whereRef('other.provider_id', '<>', 'i.provider_id'),
            ),
          ),
        )
        .select(({ fn }) => fn.count('i.customer_id').distinct().as('n'))
        .executeTakeFirst()
      return { customers: Number(all?.n ?? 0), onlyWay: Number(onlyWay?.n ?? 0), loginsIn7Days: Number(recent?.n ?? 0) }
    },

    /** Takes identities to another provider, but for people whom that one knows already; answers how many. */
    async move(organizerId: OrganizerId, from: SsoProviderId, to: SsoProviderId): Promise<number> {
      const moved = await q
        .updateTable('customer_identities')
        .set({ provider_id: to })
        .where('organizer_id', '=', organizerId)
        .where('provider_id', '=', from)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('customer_identities as there')
                .select('there.id')
                .whereRef('there.organizer_id', '=', 'customer_identities.organizer_id')
                .whereRef('there.issuer', '=', 'customer_identities.issuer')
                .whereRef('there.subject', '=', 'customer_identities.subject')
                .where('there.provider_id', '=', to),
            ),
          ),
        )
        .executeTakeFirst()
      return Number(moved.numUpdatedRows)
    },

    /** In the order of their ids, after one of them. */
    async identities(
      organizerId: OrganizerId,
      id: SsoProviderId,
      limit: number,
      after: CustomerIdentityId | null,
    ): Promise<CustomerIdentityId[]> {
      const query = identitiesOf(organizerId, id).select('i.id').orderBy('i.id').limit(limit)
      const rows = await (after === null ? query : query.where('i.id', '>', after)).execute()
      return rows.map((row) => row.id)
    },

    async countIdentities(organizerId: OrganizerId, id: SsoProviderId): Promise<number> {
      const row = await identitiesOf(organizerId, id)
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirst()
      return Number(row?.n ?? 0)
    },

    /** Accounts that the provider knows under this issuer. */
    async countKnown(organizerId: OrganizerId, id: SsoProviderId, issuer: string): Promise<number> {
      const row = await identitiesOf(organizerId, id)
        .where('i.issuer', '=', issuer)
        .select(({ fn }) => fn.count('i.customer_id').distinct().as('n'))
        .executeTakeFirst()
      return Number(row?.n ?? 0)
    },

    async removeIdentity(organizerId: OrganizerId, id: CustomerIdentityId): Promise<void> {
      await q.deleteFrom('customer_identities').where('organizer_id', '=', organizerId).where('id', '=', id).execute()
    },
  }
}
