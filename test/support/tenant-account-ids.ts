import type {
  AttendeeProfileId,
  AuditId,
  BulkChangeId,
  CustomerAddressId,
  CustomerEmailId,
  CustomerId,
  CustomerImportId,
  CustomerMergeId,
  MembershipId,
  MembershipTypeId,
  OrderId,
  OrderPositionId,
  PasskeyId,
  SsoClientId,
} from '../../src/core/ids.ts'
import type { TenantRows } from './tenant-rows.ts'

/** Ids of the rows around a customer. */
export function accountIds({ tag }: TenantRows) {
  return {
    email: `email-${tag}` as CustomerEmailId,
    profile: `profile-${tag}` as AttendeeProfileId,
    address: `address-${tag}` as CustomerAddressId,
    merge: `merge-${tag}` as CustomerMergeId,
    /** The account that became a part of the customer's. */
    part: `part-${tag}` as CustomerId,
    import: `import-${tag}` as CustomerImportId,
    bulkChange: `bulk-${tag}` as BulkChangeId,
    passkey: `passkey-${tag}` as PasskeyId,
    type: `type-${tag}` as MembershipTypeId,
    membership: `membership-${tag}` as MembershipId,
    order: `order-${tag}` as OrderId,
    position: `position-${tag}` as OrderPositionId,
  }
}

/** Ids of the rows that only one tenant has. */
export function moreIds({ tag }: TenantRows) {
  return {
    customer: `more-customer-${tag}` as CustomerId,
    /** The owner of a passkey, who asked for the deletion of the account. */
    owner: `more-owner-${tag}` as CustomerId,
    client: `more-client-${tag}` as SsoClientId,
    auditEntry: `more-audit-${tag}` as AuditId,
    /** Not confirmed. */
    email: `more-email-${tag}` as CustomerEmailId,
    passkey: `more-passkey-${tag}` as PasskeyId,
    /** Nobody has it. */
    type: `more-type-${tag}` as MembershipTypeId,
    /** Of a test. */
    membership: `more-membership-${tag}` as MembershipId,
    /** Nobody's, with the customer's address. */
    guestOrder: `guest-order-${tag}` as OrderId,
    /** The same, but the customer hid it. */
    hiddenOrder: `hidden-order-${tag}` as OrderId,
    /** Of somebody else, with a ticket for the customer's address. */
    othersOrder: `others-order-${tag}` as OrderId,
    ticket: `ticket-${tag}` as OrderPositionId,
  }
}
