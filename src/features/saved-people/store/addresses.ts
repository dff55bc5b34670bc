import { z } from 'zod'
import type { CustomerAddressId, CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { NameParts } from '../../../core/person-names.ts'
import type { CustomerAddressTable } from '../../../platform/db/account-tables.ts'
import type { Database } from '../../../platform/db/db.ts'
import { parseJson } from '../../../platform/db/json.ts'
import type { Entry, NewEntry } from '../types.ts'
import { filled, type Stamps } from './columns.ts'

const namesSchema = z.record(z.string(), z.string())

/** Addresses for invoices. */
export function addressStore(q: Database) {
  return {
    async list(organizerId: OrganizerId, customerId: CustomerId): Promise<Entry[]> {
      const rows = await q
        .selectFrom('customer_addresses')
        .selectAll()
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return rows.map(toEntry)
    },
    async add(organizerId: OrganizerId, customerId: CustomerId, entry: NewEntry, stamps: Stamps): Promise<void> {
      await q
        .insertInto('customer_addresses')
        .values({
          ...columnsOf(entry),
          organizer_id: organizerId,
          customer_id: customerId,
          id: stamps.id as CustomerAddressId,
          created_at: stamps.now,
          modified_at: stamps.now,
        })
        .execute()
    },
    async change(
      organizerId: OrganizerId,
      customerId: CustomerId,
      entry: NewEntry,
      { id, now }: Stamps,
    ): Promise<boolean> {
      const row = await q
        .updateTable('customer_addresses')
        .set({ ...columnsOf(entry), modified_at: now })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('id', '=', id as CustomerAddressId)
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },
    async remove(organizerId: OrganizerId, customerId: CustomerId, id: string): Promise<boolean> {
      const row = await q
        .deleteFrom('customer_addresses')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .where('id', '=', id as CustomerAddressId)
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },
    async removeAll(organizerId: OrganizerId, customerId: CustomerId): Promise<void> {
      await q
        .deleteFrom('customer_addresses')
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', customerId)
        .execute()
    },
    /** Gives addresses another owner; with `ids` only these. Answers which. */
    async move(
      organizerId: OrganizerId,
      from: CustomerId,
      into: CustomerId,
      ids?: readonly string[],
    ): Promise<string[]> {
      let moved = q
        .updateTable('customer_addresses')
        .set({ customer_id: into })
        .where('organizer_id', '=', organizerId)
        .where('customer_id', '=', from)
      if (ids) moved = moved.where('id', 'in', ids as readonly CustomerAddressId[])
      return (await moved.returning('id').execute()).map(({ id }) => id)
    },
  }
}

function columnsOf({ name, nameParts, texts, isBusiness }: NewEntry) {
  return {
    is_business: isBusiness,
    name_parts: JSON.stringify(nameParts),
    name_cached: name,
    company: texts.company ?? null,
    street: texts.street ?? null,
    zipcode: texts.zipcode ?? null,
    city: texts.city ?? null,
    state: texts.state ?? null,
    country: texts.country ?? null,
    vat_id: texts.vat_id ?? null,
    custom_field: texts.custom_field ?? null,
    internal_reference: texts.internal_reference ?? null,
    beneficiary: texts.beneficiary ?? null,
  }
}

function toEntry(row: CustomerAddressTable): Entry {
  const { company, street, zipcode, city, state, country, vat_id, custom_field, internal_reference, beneficiary } = row
  return {
    id: row.id,
    name: row.name_cached,
    nameParts: parseJson(namesSchema, row.name_parts, 'customer_addresses.name_parts') as NameParts,
    texts: filled({
      company,
      street,
      zipcode,
      city,
      state,
      country,
      vat_id,
      custom_field,
      internal_reference,
      beneficiary,
    }),
    isBusiness: row.is_business,
    answers: [],
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  }
}
