import type { CustomerId } from '../../../core/ids.ts'
import type { Customer } from '../../customers/index.ts'
import type { ArrivalRefusal } from '../types.ts'
import { type EmailPolicy, emailStanding } from './email-standing.ts'

export type Account = Pick<Customer, 'id' | 'email' | 'isActive' | 'isVerified'>

/** Everything that decides what happens to somebody who arrives. */
export interface ArrivalFacts {
  readonly isProviderActive: boolean
  readonly emailPolicy: EmailPolicy
  readonly isAuthoritative: boolean
  readonly refusesInUse: boolean
  readonly createsAccounts: boolean
  readonly hasSubject: boolean
  /** As the provider says; null when it sent none that can be used. */
  readonly email: string | null
  readonly hasBadEmail: boolean
  readonly isEmailVerified: boolean | null
  /** Proven by a mail of ours in this login. */
  readonly confirmedEmail: string | null
  /** The account of this identity. */
  readonly known: Account | null
  /** The account that the person just proved to own; null when that was not asked, or it is gone. */
  readonly proven: Account | null
  readonly isProofAsked: boolean
  /** Whose address it is that was confirmed, else that the provider says. */
  readonly owner: Account | null
}

export type Decision =
  /** `claims`: nobody ever activated the account; the person proved its mailbox, and whoever made it is out. */
  | { readonly kind: 'known' | 'linked'; readonly customerId: CustomerId; readonly claims: boolean }
  | { readonly kind: 'created'; readonly email: string }
  | { readonly kind: 'prove'; readonly customerId: CustomerId; readonly email: string }
  | { readonly kind: 'confirm_email'; readonly email: string | null }
  | { readonly kind: 'refused'; readonly reason: ArrivalRefusal }

/**
 * Known, linked, new, or not in. An identity is never attached to an account on the word of somebody who did not prove it, except
 * that an organizer may trust a provider with its addresses; and never to one whose address nobody ever proved.
 */
export function decide(facts: ArrivalFacts): Decision {
  if (!facts.isProviderActive) return refused('provider_disabled')
  if (!facts.hasSubject) return refused('subject_missing')
  if (facts.known) return ofKnown(facts.known, facts)
  if (facts.isProofAsked) return ofProven(facts)
  return ofAddress(facts)
}

function ofKnown(known: Account, facts: ArrivalFacts): Decision {
  if (!known.isActive) return refused('customer_disabled')
  if (facts.isProofAsked && facts.proven?.id !== known.id) return refused('linked_elsewhere')
  return enter('known', known, facts)
}

function ofProven(facts: ArrivalFacts): Decision {
  const { proven } = facts
  if (!proven) return refused('no_account')
  return proven.isActive ? enter('linked', proven, facts) : refused('customer_disabled')
}

/** Into an account that is this person's, once its own address is proven. */
function enter(kind: 'known' | 'linked', account: Account, { confirmedEmail }: ArrivalFacts): Decision {
  if (account.isVerified) return { kind, customerId: account.id, claims: false }
  if (account.email === null) return refused('customer_disabled')
  if (confirmedEmail !== account.email) return { kind: 'confirm_email', email: account.email }
  return { kind, customerId: account.id, claims: true }
}

/**
 * Of an address that neither the provider nor a mail of ours confirmed nobody is told whether it has an account. Where the organizer
 * takes the silence of the provider for a yes, it is enough for an account of one's own, not for a word about somebody else's.
 */
function ofAddress(facts: ArrivalFacts): Decision {
  const { emailPolicy, email, confirmedEmail, owner } = facts
  const standing = emailStanding(emailPolicy, facts.isEmailVerified)
  if (emailPolicy === 'require') {
    if (email === null) return refused(facts.hasBadEmail ? 'email_invalid' : 'email_missing')
    if (standing !== 'good' || (confirmedEmail !== null && confirmedEmail !== email)) return refused('email_unverified')
  }
  if (email !== null && provesMailboxFirst(facts)) {
    const isNewcomer = standing === 'good' && !owner && facts.createsAccounts
    return isNewcomer ? { kind: 'created', email } : { kind: 'confirm_email', email }
  }
  const address = confirmedEmail ?? email
  if (address !== null && owner) return ofOwner(address, owner, standing === 'good', facts)
  if (!facts.createsAccounts) return refused('no_account')
  return address === null ? { kind: 'confirm_email', email: null } : { kind: 'created', email: address }
}

/** Whether somebody hears nothing of accounts before they read a mail of ours. */
function provesMailboxFirst({ emailPolicy, isEmailVerified, confirmedEmail, isAuthoritative }: ArrivalFacts): boolean {
  if (confirmedEmail !== null || isEmailVerified === true) return false
  return emailStanding(emailPolicy, isEmailVerified) !== 'good' || !isAuthoritative
}

/** Whether it makes a difference who has the address: where it makes none, nobody looks, and no clock tells. */
export function asksForOwner(facts: Omit<ArrivalFacts, 'owner'>): boolean {
  const lookAt = (owner: Account | null) => JSON.stringify(decide({ ...facts, owner }))
  const somebody: Account = { id: '' as CustomerId, email: facts.email, isActive: true, isVerified: true }
  return lookAt(null) !== lookAt(somebody)
}

/** An account that nobody ever activated is in nobody's use. */
function ofOwner(address: string, owner: Account, isGood: boolean, facts: ArrivalFacts): Decision {
  if (!owner.isActive) return refused('customer_disabled')
  if (owner.isVerified && facts.refusesInUse) return refused('email_taken')
  if (!owner.isVerified || facts.confirmedEmail !== null) return enter('linked', owner, facts)
  if (isGood && facts.isAuthoritative) return enter('linked', owner, facts)
  return { kind: 'prove', customerId: owner.id, email: address }
}

function refused(reason: ArrivalRefusal): Decision {
  return { kind: 'refused', reason }
}
