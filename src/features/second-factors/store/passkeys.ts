import type { CustomerId, OrganizerId, PasskeyId } from '../../../core/ids.ts'
import type { CustomerPasskeyTable } from '../../../platform/db/credential-tables.ts'
import type { Database } from '../../../platform/db/db.ts'
import type { Passkey } from '../types.ts'

const COLUMNS = [
  'id',
  'customer_id',
  'credential_id',
  'public_key',
  'rp_id',
  'transports',
  'name',
  'is_backed_up',
  'created_at',
  'last_used_at',
] as const

/** WebAuthn credentials of customers. */
export function passkeyStore(q: Database) {
  const ofCustomer = (organizerId: OrganizerId, customerId: CustomerId) =>
    q
      .selectFrom('customer_passkeys')
      .select(COLUMNS)
      .where('organizer_id', '=', organizerId)
      .where('customer_id', '=', customerId)

  return {
    async insert(organizerId: OrganizerId, row: Omit<CustomerPasskeyTable, 'organizer_id'>): Promise<boolean> {
      const inserted = await q
        .insertInto('customer_passkeys')
        .values({ ...row, organizer_id: organizerId })
        .onConflict((conflict) => conflict.columns(['organizer_id', 'credential_id']).doNothing())
        .executeTakeFirst()
      return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
    },

    /** Those of a customer, the newest last. */
    async list(organizerId: OrganizerId, customerId: CustomerId): Promise<Passkey[]> {
      const rows = await ofCustomer(organizerId, customerId).orderBy('created_at').orderBy('id').execute()
      return rows.map(read)
    },

    async byId(organizerId: OrganizerId, customerId: CustomerId, id: PasskeyId): Promise<Passkey | null> {
      const row = await ofCustomer(organizerId, customerId).where('id', '=', id).executeTakeFirst()
      return row ? read(row) : null
    },

    async byCredential(organizerId: OrganizerId, credentialId: string): Promise<Passkey | null> {
      const row = await q
        .selectFrom('customer_passkeys')
        .select(COLUMNS)
        .where('organizer_id', '=', organizerId)
        .where('credential_id', '=', credentialId)
        .executeTakeFirst()
      return row ? read(row) : null
    },

    /** Whether the customer has one; only looks into the index. */
    async has(organizerId: OrganizerId, customerId: CustomerId): Promise<boolean> {
      const row = await q
        .selectFrom('customer_passkeys')
        .select('customer_id')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },

    /**
     * Notes a use. False when its counter did not go up, which no authenticator that counts does by itself; those that do not
     * count always say 0 (WebAuthn Level 3, 6.1.1).
     */
    async use(
      organizerId: OrganizerId,
      id: PasskeyId,
      { count, now, isBackedUp }: { count: number; now: number; isBackedUp: boolean },
    ): Promise<boolean> {
      const updated = await q
        .updateTable('customer_passkeys')
        .set({ sign_count: count, last_used_at: now, is_backed_up: isBackedUp })
        .where('organizer_id', '=', organizerId)
        .where('id', '=', id)
        .where((eb) => (count === 0 ? eb('sign_count', '=', 0) : eb('sign_count', '<', count)))
        .executeTakeFirst()
      return updated.numUpdatedRows > 0n
    },

    async rename(organizerId: OrganizerId, customerId: CustomerId, id: PasskeyId, name: string): Promise<boolean> {
      const updated = await q
        .updateTable('customer_passkeys')
        .set({ name })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('id', '=', id)
        .executeTakeFirst()
      return updated.numUpdatedRows > 0n
    },

    async remove(organizerId: OrganizerId, customerId: CustomerId, id: PasskeyId): Promise<boolean> {
      const deleted = await q
        .deleteFrom('customer_passkeys')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('id', '=', id)
        .executeTakeFirst()
      return deleted.numDeletedRows > 0n
    },

    /** Answers how many there were. */
    async removeAll(organizerId: OrganizerId, customerId: CustomerId): Promise<number> {
      const deleted = await q
        .deleteFrom('customer_passkeys')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .executeTakeFirst()
      return Number(deleted.numDeletedRows)
    },
  }
}

type Row = Pick<CustomerPasskeyTable, (typeof COLUMNS)[number]>

function read(row: Row): Passkey {
  return {
    id: row.id,
    customerId: row.customer_id,
    credentialId: row.credential_id,
    publicKey: new Uint8Array(row.public_key),
    rpId: row.rp_id,
    transports: row.transports === '' ? [] : row.transports.split(' '),
    name: row.name,
    isBackedUp: row.is_backed_up,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }
}
