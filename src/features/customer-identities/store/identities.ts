import type { CustomerId, CustomerIdentityId, OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { CustomerIdentityTable } from '../../../platform/db/provider-login-tables.ts'
import type { CustomerIdentity } from '../types.ts'
import { IDENTITY_COLUMNS, toIdentity } from './row.ts'

/** A person at a provider. */
export interface SubjectKey {
  readonly providerId: SsoProviderId
  readonly issuer: string
  readonly subject: string
}

/** Identities of customers, one organizer's at a time. */
export function identityStore(q: Database) {
  const select = (organizerId: OrganizerId) =>
    q.selectFrom('customer_identities').select(IDENTITY_COLUMNS).where('organizer_id', '=', organizerId)
  const update = (organizerId: OrganizerId, id: CustomerIdentityId, columns: Partial<CustomerIdentityTable>) =>
    q.updateTable('customer_identities').set(columns).where('organizer_id', '=', organizerId).where('id', '=', id)

  return {
    async byId(organizerId: OrganizerId, id: CustomerIdentityId): Promise<CustomerIdentity | null> {
      const row = await select(organizerId).where('id', '=', id).executeTakeFirst()
      return row ? toIdentity(row) : null
    },

    async bySubject(
      organizerId: OrganizerId,
      { providerId, issuer, subject }: SubjectKey,
    ): Promise<CustomerIdentity | null> {
      const row = await select(organizerId)
        .where('provider_id', '=', providerId)
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
        .executeTakeFirst()
      return row ? toIdentity(row) : null
    },

    /** The oldest first. */
    async of(organizerId: OrganizerId, customerId: CustomerId): Promise<CustomerIdentity[]> {
      const rows = await select(organizerId)
        .where('customer_id', '=', customerId)
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return rows.map(toIdentity)
    },

    /** Those of several customers, the oldest first. */
    async ofMany(organizerId: OrganizerId, customers: readonly CustomerId[]): Promise<CustomerIdentity[]> {
      if (customers.length === 0) return []
      const rows = await select(organizerId)
        .where('customer_id', 'in', customers)
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return rows.map(toIdentity)
    },

    /** False when somebody else was quicker with this person. */
    async insert(organizerId: OrganizerId, row: Omit<CustomerIdentityTable, 'organizer_id'>): Promise<boolean> {
      const inserted = await q
        .insertInto('customer_identities')
        .values({ ...row, organizer_id: organizerId })
        .onConflict((conflict) => conflict.columns(['organizer_id', 'provider_id', 'issuer', 'subject']).doNothing())
        .returning('id')
        .executeTakeFirst()
      return inserted !== undefined
    },

    async update(
      organizerId: OrganizerId,
      id: CustomerIdentityId,
      columns: Pick<CustomerIdentityTable, 'email' | 'owned_fields' | 'claims'>,
    ): Promise<boolean> {
      return (await update(organizerId, id, columns).executeTakeFirst()).numUpdatedRows > 0n
    },

    /** @param at instant in ms */
    async noteLogin(organizerId: OrganizerId, id: CustomerIdentityId, at: number): Promise<void> {
      await update(organizerId, id, { last_login_at: at }).execute()
    },

    /** What the provider sent last, encrypted. */
    async claims(organizerId: OrganizerId, id: CustomerIdentityId): Promise<string | null> {
      const row = await q
        .selectFrom('customer_identities')
        .select('claims')
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .executeTakeFirst()
      return row?.claims ?? null
    },

    /** Null when it is gone. */
    async remove(organizerId: OrganizerId, id: CustomerIdentityId): Promise<CustomerIdentity | null> {
      const row = await q
        .deleteFrom('customer_identities')
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .returning(IDENTITY_COLUMNS)
        .executeTakeFirst()
      return row ? toIdentity(row) : null
    },

    async removeAll(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
      await q
        .deleteFrom('customer_identities')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
    },

    /** To another account, all of them or only these; answers which. */
    async move(
      organizerId: OrganizerId,
      from: CustomerId,
      into: CustomerId,
      only?: readonly CustomerIdentityId[],
    ): Promise<CustomerIdentityId[]> {
      if (only?.length === 0) return []
      let moving = q
        .updateTable('customer_identities')
        .set({ customer_id: into })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', from)
      if (only) moving = moving.where('id', 'in', only)
      return (await moving.returning('id').execute()).map(({ id }) => id)
    },
  }
}
