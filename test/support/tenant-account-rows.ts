import type { CustomerId } from '../../src/core/ids.ts'
import type {
  AttendeeProfileTable,
  CustomerAddressTable,
  CustomerBulkChangeTable,
  CustomerImportTable,
  CustomerMergeTable,
} from '../../src/platform/db/account-tables.ts'
import type { Database } from '../../src/platform/db/db.ts'
import type {
  MembershipTable,
  MembershipTypeTable,
  OrderPositionTable,
  OrderTable,
} from '../../src/platform/db/order-tables.ts'
import { accountIds } from './tenant-account-ids.ts'
import { insertCredentialRows } from './tenant-credential-rows.ts'
import { LATER, NOW, type TenantRows } from './tenant-rows.ts'

type Rows<Table> = Omit<Table, 'organizer_id'>

export function profileRow(its: TenantRows, id = accountIds(its).profile): Rows<AttendeeProfileTable> {
  const none = { company: null, street: null, zipcode: null, city: null, country: null, state: null }
  return {
    ...none,
    id,
    customer_id: its.customer,
    attendee_name_parts: '{}',
    attendee_name_cached: its.tag,
    attendee_email: its.email,
    answers: '[]',
    created_at: NOW,
    modified_at: NOW,
  }
}

export function addressRow(its: TenantRows, id = accountIds(its).address): Rows<CustomerAddressTable> {
  const none = { company: null, street: null, zipcode: null, city: null, country: null, state: null, vat_id: null }
  return {
    ...none,
    id,
    customer_id: its.customer,
    is_business: false,
    name_parts: '{}',
    name_cached: its.tag,
    custom_field: null,
    internal_reference: null,
    beneficiary: null,
    created_at: NOW,
    modified_at: NOW,
  }
}

export function mergeRow(its: TenantRows, id = accountIds(its).merge): Rows<CustomerMergeTable> {
  return {
    id,
    kept_id: its.customer,
    removed_id: accountIds(its).part,
    at: NOW,
    actor_name: its.tag,
    snapshot: its.tag,
    undo_until: LATER,
    undone_at: null,
  }
}

export function importRow(its: TenantRows, id = accountIds(its).import): Rows<CustomerImportTable> {
  const settings = { columns: ['email'], mapping: ['email'], existing: 'skip', matchBy: 'email', verified: false }
  return {
    id,
    file_name: its.tag,
    state: 'running',
    settings: JSON.stringify(settings),
    total_rows: 2,
    done_rows: 0,
    created_count: 0,
    updated_count: 0,
    skipped_count: 0,
    failed_count: 0,
    actor: '{"type":"system"}',
    created_at: NOW,
    modified_at: NOW,
    lease_until: NOW,
    lease_owner: its.tag,
  }
}

export function bulkChangeRow(its: TenantRows, id = accountIds(its).bulkChange): Rows<CustomerBulkChangeTable> {
  return {
    id,
    action: 'disable',
    state: 'running',
    filter: its.tag,
    cursor: null,
    total: 2,
    done: 0,
    changed: 0,
    actor: '{"type":"system"}',
    created_at: NOW,
    modified_at: NOW,
    lease_until: NOW,
    lease_owner: its.tag,
  }
}

export function typeRow(its: TenantRows, id = accountIds(its).type): Rows<MembershipTypeTable> {
  return {
    id,
    name: JSON.stringify({ en: its.tag }),
    transferable: false,
    allow_parallel_usage: false,
    max_usages: 3,
    created_at: NOW,
    modified_at: NOW,
  }
}

export function membershipRow(its: TenantRows, id = accountIds(its).membership): Rows<MembershipTable> {
  return {
    id,
    customer_id: its.customer,
    membership_type_id: accountIds(its).type,
    testmode: false,
    canceled: false,
    granted_in: accountIds(its).position,
    date_start: NOW,
    date_end: LATER,
    attendee_name_parts: null,
    attendee_name_cached: null,
    reminded_at: null,
    created_at: NOW,
    modified_at: NOW,
  }
}

export function orderRow(its: TenantRows, id = accountIds(its).order): Rows<OrderTable> {
  return {
    id,
    event: 'openair',
    event_name: JSON.stringify(its.tag),
    code: id === accountIds(its).order ? `CODE${its.tag.toUpperCase()}` : id,
    secret: its.hash('order'),
    email: its.email,
    customer_id: its.customer,
    status: 'p',
    datetime: NOW,
    total: '23.00',
    currency: 'EUR',
    testmode: false,
    locale: 'en',
    url: null,
    item_count: 1,
    extra: '{}',
    line_hash: its.hash('line'),
    created_at: NOW,
    modified_at: NOW,
  }
}

export function positionRow(its: TenantRows, id = accountIds(its).position): Rows<OrderPositionTable> {
  return {
    id,
    order_id: accountIds(its).order,
    positionid: id === accountIds(its).position ? 1 : 2,
    item: '"Ticket"',
    variation: null,
    price: '23.00',
    attendee_name: its.tag,
    attendee_email: its.email,
    canceled: false,
    used_membership: accountIds(its).membership,
    extra: '{}',
  }
}

/** A row in every table around the customer of this organizer. */
export async function insertAccountRows(q: Database, its: TenantRows, part: (id: CustomerId) => object): Promise<void> {
  const organizer_id = its.organizer
  const ids = accountIds(its)
  const own = { organizer_id, customer_id: its.customer }
  const insert = q.insertInto.bind(q)
  await insert('customers')
    .values({ organizer_id, ...part(ids.part), merged_into: its.customer } as never)
    .execute()
  await insert('customer_emails')
    .values({ ...own, id: ids.email, email: `more-${its.email}`, verified_at: NOW, created_at: NOW })
    .execute()
  await insert('attendee_profiles')
    .values({ organizer_id, ...profileRow(its) })
    .execute()
  await insert('customer_addresses')
    .values({ organizer_id, ...addressRow(its) })
    .execute()
  await insert('customer_merges')
    .values({ organizer_id, ...mergeRow(its) })
    .execute()
  await insert('sso_subjects')
    .values({ ...own, sso_client_id: its.client, identifier: its.tag })
    .execute()
  await insertCredentialRows(q, its)
  await insert('membership_types')
    .values({ organizer_id, ...typeRow(its) })
    .execute()
  await insert('memberships')
    .values({ organizer_id, ...membershipRow(its) })
    .execute()
  await insert('orders')
    .values({ organizer_id, ...orderRow(its) })
    .execute()
  await insert('order_positions')
    .values({ organizer_id, ...positionRow(its) })
    .execute()
  await insert('order_choices')
    .values({ ...own, order_id: ids.order, choice: 'claimed', at: NOW })
    .execute()
  await insert('mail_texts')
    .values({ organizer_id, key: 'customer_reset', locale: 'en', subject: its.tag, body: its.tag, modified_at: NOW })
    .execute()
  await insert('customer_bulk_changes')
    .values({ organizer_id, ...bulkChangeRow(its) })
    .execute()
  await insert('customer_imports')
    .values({ organizer_id, ...importRow(its) })
    .execute()
  await insert('customer_import_chunks')
    .values({ organizer_id, import_id: ids.import, number: 0, first_row: 1, rows: its.tag })
    .execute()
  await insert('customer_import_errors')
    .values({ organizer_id, import_id: ids.import, row: 1, problems: JSON.stringify({ email: { key: its.tag } }) })
    .execute()
}
