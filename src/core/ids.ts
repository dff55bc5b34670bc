import type { Random } from './random.ts'

declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }

export type OrganizerId = Id<'organizer'>
export type CustomerId = Id<'customer'>
export type CustomerSessionId = Id<'customer session'>
export type SsoClientId = Id<'sso client'>
export type GrantId = Id<'grant'>
/** One use of a refresh token, and what it gave; unique within its grant. */
export type RefreshId = Id<'refresh'>
export type PushedRequestId = Id<'pushed request'>
export type RefusalId = Id<'refusal'>
export type InitialTokenId = Id<'initial access token'>
export type UserId = Id<'user'>
export type AuditId = Id<'audit entry'>
export type OutboxId = Id<'outbox entry'>
export type CustomerEmailId = Id<'customer email'>
export type AttendeeProfileId = Id<'attendee profile'>
export type CustomerAddressId = Id<'customer address'>
export type CustomerMergeId = Id<'customer merge'>
export type CustomerImportId = Id<'customer import'>
export type BulkChangeId = Id<'bulk change'>
export type PasskeyId = Id<'passkey'>
export type OrderId = Id<'order'>
export type OrderPositionId = Id<'order position'>
export type MembershipTypeId = Id<'membership type'>
export type MembershipId = Id<'membership'>
export type TeamId = Id<'team'>
export type TeamInviteId = Id<'team invite'>
export type ApiTokenId = Id<'api token'>
export type TotpDeviceId = Id<'totp device'>
export type PasswordHistoryId = Id<'former password'>
export type SsoProviderId = Id<'sso provider'>
export type CustomerIdentityId = Id<'customer identity'>
export type SsoLoginId = Id<'sso login'>
export type SsoTestId = Id<'sso test'>
export type ClaimRuleId = Id<'claim rule'>
export type ClaimGrantId = Id<'claim grant'>
export type AnyId =
  | OrganizerId
  | CustomerId
  | CustomerSessionId
  | SsoClientId
  | GrantId
  | RefreshId
  | PushedRequestId
  | RefusalId
  | InitialTokenId
  | UserId
  | AuditId
  | OutboxId
  | CustomerEmailId
  | AttendeeProfileId
  | CustomerAddressId
  | CustomerMergeId
  | CustomerImportId
  | BulkChangeId
  | PasskeyId
  | OrderId
  | OrderPositionId
  | MembershipTypeId
  | MembershipId
  | TeamId
  | TeamInviteId
  | ApiTokenId
  | TotpDeviceId
  | PasswordHistoryId
  | SsoProviderId
  | CustomerIdentityId
  | SsoLoginId
  | SsoTestId
  | ClaimRuleId
  | ClaimGrantId

/** In the order of their bytes, so that ids sort as their bits do. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** A new id: 128 random bits as 26 symbols of base32 without look-alikes (no i, l, o, u). */
export function newId<T extends AnyId>(random: Random): T {
  return encode(random.bytes(16)) as T
}

/** What the last ordered id of a source ended with, and its millisecond. */
const latest = new WeakMap<Random, { readonly at: number; readonly tail: Buffer }>()

/**
 * A new id that is greater than those that this source gave before, as long as the clock does not go back: 48 bits of time, 80 random
 * bits, counted up within a millisecond. Not a secret.
 * @param now instant in ms since 1970 UTC
 */
export function newOrderedId<T extends AnyId>(random: Random, now: number): T {
  const last = latest.get(random)
  const tail = last?.at === now ? successor(last.tail) : Buffer.from(random.bytes(10))
  latest.set(random, { at: now, tail })
  const bytes = Buffer.allocUnsafe(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes.set(tail, 6)
  return encode(bytes) as T
}

/** The number that follows, in as many bytes. */
function successor(tail: Buffer): Buffer {
  const next = Buffer.from(tail)
  for (let index = next.length - 1; index >= 0; index--) {
    const byte = ((next[index] ?? 0) + 1) & 0xff
    next[index] = byte
    if (byte !== 0) break
  }
  return next
}

function encode(bytes: Uint8Array): string {
  let bits = 0
  let value = 0
  let text = ''
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET[(value >>> bits) & 31]
    }
    value &= (1 << bits) - 1
  }
  return text + ALPHABET[(value << (5 - bits)) & 31]
}

/** True for text that has the form of an id; a cheap check before the database is asked. */
export function looksLikeId(text: string): boolean {
  return /^[a-z0-9]{26}$/.test(text)
}
