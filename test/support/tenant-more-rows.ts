import type { Database } from '../../src/platform/db/db.ts'
import { moreIds } from './tenant-account-ids.ts'
import { membershipRow, orderRow, positionRow, typeRow } from './tenant-account-rows.ts'
import { passkeyRow } from './tenant-credential-rows.ts'
import { clientRow } from './tenant-provider-rows.ts'
import { auditRow, customerRow, NOW, type TenantRows } from './tenant-rows.ts'
import { providerRow, ssoIds } from './tenant-sso-rows.ts'

/** More rows of a tenant: of what is counted, so that the numbers of two tenants differ, and of what functions look for. */
export async function insertMoreRows(q: Database, its: TenantRows): Promise<void> {
  const organizer_id = its.organizer
  const ids = moreIds(its)
  const leaving = { ...customerRow(its, ids.owner), deletion_due_at: NOW }
  const customers = [customerRow(its, ids.customer), leaving]
  await q
    .insertInto('customers')
    .values(customers.map((row) => ({ ...row, organizer_id })))
    .execute()
  await q
    .insertInto('sso_clients')
    .values({ ...clientRow(its, ids.client), organizer_id })
    .execute()
  await q
    .insertInto('sso_providers')
    .values({ ...providerRow(its, ssoIds(its).thirdProvider), organizer_id })
    .execute()
  await q.insertInto('audit_log').values(auditRow(its, ids.auditEntry)).execute()
  await q
    .insertInto('customer_emails')
    .values({
      organizer_id,
      customer_id: its.customer,
      id: ids.email,
      email: `open-${its.email}`,
      verified_at: null,
      created_at: NOW,
    })
    .execute()
  await q
    .insertInto('customer_passkeys')
    .values({ ...passkeyRow(its, ids.passkey), organizer_id, customer_id: ids.owner })
    .execute()
  await q
    .insertInto('customer_totp')
    .values({ organizer_id, customer_id: ids.customer, secret: its.tag, last_step: 1, created_at: NOW })
    .execute()
  await q
    .insertInto('membership_types')
    .values({ ...typeRow(its, ids.type), organizer_id })
    .execute()
  await q
    .insertInto('memberships')
    .values({
      ...membershipRow(its, ids.membership),
      organizer_id,
      testmode: true,
      granted_in: null,
      attendee_name_cached: its.tag,
    })
    .execute()
  await insertMoreOrders(q, its)
}

async function insertMoreOrders(q: Database, its: TenantRows): Promise<void> {
  const organizer_id = its.organizer
  const ids = moreIds(its)
  const orders = [
    { ...orderRow(its, ids.guestOrder), organizer_id, customer_id: null },
    { ...orderRow(its, ids.hiddenOrder), organizer_id, customer_id: null },
    { ...orderRow(its, ids.othersOrder), organizer_id, customer_id: ids.customer },
  ]
  await q.insertInto('orders').values(orders).execute()
  await q
    .insertInto('order_positions')
    .values({ ...positionRow(its, ids.ticket), organizer_id, order_id: ids.othersOrder })
    .execute()
  await q
    .insertInto('order_choices')
    .values({
      organizer_id,
      customer_id: its.customer,
      order_id: ids.hiddenOrder,
      choice: 'hidden',
      at: NOW,
    })
    .execute()
}
