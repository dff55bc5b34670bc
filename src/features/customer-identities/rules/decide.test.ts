import { describe, expect, it } from 'vitest'
import type { CustomerId } from '../../../core/ids.ts'
import { type Account, type ArrivalFacts, asksForOwner, decide } from './decide.ts'

const ANN = 'ann' as CustomerId
const BEA = 'bea' as CustomerId
const EMAIL = 'ann@uni.example'

const account = (more: Partial<Account> = {}): Account => ({
  id: ANN,
  email: EMAIL,
  isActive: true,
  isVerified: true,
  ...more,
})
const facts = (more: Partial<ArrivalFacts> = {}): ArrivalFacts => ({
  isProviderActive: true,
  emailPolicy: 'verify',
  isAuthoritative: false,
  refusesInUse: false,
  createsAccounts: true,
  hasSubject: true,
  email: EMAIL,
  hasBadEmail: false,
  isEmailVerified: true,
  confirmedEmail: null,
  known: null,
  proven: null,
  isProofAsked: false,
  owner: null,
  ...more,
})
const outcome = (more: Partial<ArrivalFacts>) => {
  const decision = decide(facts(more))
  return decision.kind === 'refused' ? decision.reason : decision.kind
}

const OFF = account({ isActive: false })
const OFF_UNVERIFIED = account({ isActive: false, isVerified: false })
const UNVERIFIED = account({ isVerified: false })

describe('somebody new', () => {
  it.each([
    ['require', true, 'created'],
    ['require', null, 'email_unverified'],
    ['require', false, 'email_unverified'],
    ['trust', true, 'created'],
    ['trust', null, 'created'],
    ['trust', false, 'confirm_email'],
    ['verify', true, 'created'],
    ['verify', null, 'confirm_email'],
    ['verify', false, 'confirm_email'],
  ] as const)('with the policy %s and email_verified %j: %s', (emailPolicy, isEmailVerified, expected) => {
    expect(outcome({ emailPolicy, isEmailVerified })).toBe(expected)
    const isSure = isEmailVerified === true
    expect(outcome({ emailPolicy, isEmailVerified, createsAccounts: false })).toBe(
      expected === 'email_unverified' ? expected : isSure ? 'no_account' : 'confirm_email',
    )
    const trusted = isSure || (emailPolicy === 'trust' && isEmailVerified === null)
    expect(outcome({ emailPolicy, isEmailVerified, createsAccounts: false, isAuthoritative: true })).toBe(
      expected === 'email_unverified' ? expected : trusted ? 'no_account' : 'confirm_email',
    )
    const confirmed = outcome({ emailPolicy, isEmailVerified, confirmedEmail: EMAIL })
    expect(confirmed).toBe(expected === 'email_unverified' ? expected : 'created')
  })

  it.each([
    ['require', false, 'email_missing'],
    ['require', true, 'email_invalid'],
    ['trust', false, 'confirm_email'],
    ['trust', true, 'confirm_email'],
    ['verify', false, 'confirm_email'],
    ['verify', true, 'confirm_email'],
  ] as const)('without an address, policy %s, bad one %j: %s', (emailPolicy, hasBadEmail, expected) => {
    const without = { email: null, isEmailVerified: null, emailPolicy, hasBadEmail }
    expect(outcome(without)).toBe(expected)
    expect(outcome({ ...without, createsAccounts: false })).toBe(expected === 'confirm_email' ? 'no_account' : expected)
    const confirmed = outcome({ ...without, confirmedEmail: EMAIL })
    expect(confirmed).toBe(expected === 'confirm_email' ? 'created' : expected)
  })

  it('gets the account of the address that was confirmed, not of the one that the provider claims', () => {
    const decision = decide(facts({ isEmailVerified: false, confirmedEmail: 'own@example.org' }))
    expect(decision).toEqual({ kind: 'created', email: 'own@example.org' })
    const strict = facts({ emailPolicy: 'require', confirmedEmail: 'own@example.org' })
    expect(decide(strict)).toEqual({ kind: 'refused', reason: 'email_unverified' })
  })
})

describe('somebody whose address has an account', () => {
  const policies = ['require', 'trust', 'verify'] as const
  const words = [true, null, false] as const
  const cases = policies.flatMap((emailPolicy) =>
    words.flatMap((isEmailVerified) =>
      [true, false].map((isAuthoritative) => ({ emailPolicy, isEmailVerified, isAuthoritative })),
    ),
  )
  const isRefused = ({ emailPolicy, isEmailVerified }: (typeof cases)[number]) =>
    emailPolicy === 'require' && isEmailVerified !== true
  const isTrusted = ({ emailPolicy, isEmailVerified, isAuthoritative }: (typeof cases)[number]) =>
    isAuthoritative && (isEmailVerified === true || (emailPolicy === 'trust' && isEmailVerified === null))

  /** Nobody said that the address is this person's, whom the organizer would believe about accounts: nobody learns of one. */
  const isHidden = (given: (typeof cases)[number]) => given.isEmailVerified !== true && !isTrusted(given)
  /** Without an account they get one; otherwise they hear what everybody hears. */
  const isWelcome = ({ emailPolicy, isEmailVerified }: (typeof cases)[number]) =>
    emailPolicy === 'trust' && isEmailVerified === null

  it.each(cases)('is linked only on the word of an authoritative provider: %j', (given) => {
    const known = isTrusted(given) ? 'linked' : isHidden(given) ? 'confirm_email' : 'prove'
    const expected = isRefused(given) ? 'email_unverified' : known
    expect(outcome({ ...given, owner: account() })).toBe(expected)
    expect(outcome({ ...given, owner: account(), createsAccounts: false })).toBe(expected)
  })

  it.each(cases)('never enters a disabled one: %j', (given) => {
    const expected = isRefused(given) ? 'email_unverified' : 'customer_disabled'
    for (const owner of [OFF, OFF_UNVERIFIED]) {
      const first = isHidden(given) && !isRefused(given) ? 'confirm_email' : expected
      expect(outcome({ ...given, owner })).toBe(first)
      expect(outcome({ ...given, owner, confirmedEmail: EMAIL })).toBe(expected)
    }
  })

  it.each(cases)('proves the mailbox of one that nobody activated, whatever the provider says: %j', (given) => {
    const expected = isRefused(given) ? 'email_unverified' : 'confirm_email'
    expect(outcome({ ...given, owner: UNVERIFIED })).toBe(expected)
    const confirmed = decide(facts({ ...given, owner: UNVERIFIED, confirmedEmail: EMAIL }))
    if (isRefused(given)) expect(confirmed.kind).toBe('refused')
    else expect(confirmed).toEqual({ kind: 'linked', customerId: ANN, claims: true })
  })

  it.each(cases.filter(isHidden))('is told nothing that others are not told: %j', (given) => {
    for (const createsAccounts of [true, false]) {
      const owners = isWelcome(given) && createsAccounts ? [] : [null]
      const told = [...owners, account(), OFF, UNVERIFIED].map((owner) =>
        decide(facts({ ...given, owner, createsAccounts })),
      )
      expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1)
      const { owner, ...before } = facts({ ...given, createsAccounts })
      expect([owner, asksForOwner(before)]).toEqual([null, owners.length === 0])
    }
  })

  it('is linked after a mail of ours was confirmed', () => {
    const decision = decide(facts({ isEmailVerified: false, confirmedEmail: EMAIL, owner: account() }))
    expect(decision).toEqual({ kind: 'linked', customerId: ANN, claims: false })
  })
})

describe('somebody whose address has an account, where the organizer refuses that', () => {
  const refusing = { refusesInUse: true, owner: account() } as const

  it('hears of it only once the address is proven', () => {
    expect(outcome(refusing)).toBe('email_taken')
    expect(outcome({ ...refusing, emailPolicy: 'require' })).toBe('email_taken')
    for (const isEmailVerified of [null, false]) {
      expect(outcome({ ...refusing, isEmailVerified })).toBe('confirm_email')
      expect(outcome({ ...refusing, isEmailVerified, confirmedEmail: EMAIL })).toBe('email_taken')
    }
    expect(outcome({ ...refusing, owner: OFF })).toBe('customer_disabled')
  })

  it('comes in where it is their own, new, or nobody uses the other one', () => {
    expect(outcome({ ...refusing, known: account() })).toBe('known')
    expect(outcome({ ...refusing, isProofAsked: true, proven: account() })).toBe('linked')
    expect(outcome({ ...refusing, owner: null })).toBe('created')
    expect(outcome({ ...refusing, owner: UNVERIFIED })).toBe('confirm_email')
    expect(outcome({ ...refusing, owner: UNVERIFIED, confirmedEmail: EMAIL })).toBe('linked')
  })
})

describe('somebody who proved an account', () => {
  const asked = { isProofAsked: true, isEmailVerified: false } as const

  it('is linked with it, whatever the provider says of the address', () => {
    for (const emailPolicy of ['require', 'trust', 'verify'] as const) {
      const decision = decide(facts({ ...asked, emailPolicy, proven: account({ email: 'other@example.org' }) }))
      expect(decision).toEqual({ kind: 'linked', customerId: ANN, claims: false })
    }
  })

  it('is not let in to one that is disabled, gone, or was never activated', () => {
    expect(outcome({ ...asked, proven: OFF })).toBe('customer_disabled')
    expect(outcome({ ...asked, proven: null })).toBe('no_account')
    expect(decide(facts({ ...asked, proven: UNVERIFIED }))).toEqual({ kind: 'confirm_email', email: EMAIL })
    const confirmed = decide(facts({ ...asked, proven: UNVERIFIED, confirmedEmail: EMAIL }))
    expect(confirmed).toEqual({ kind: 'linked', customerId: ANN, claims: true })
    expect(outcome({ ...asked, proven: account({ isVerified: false, email: null }) })).toBe('customer_disabled')
  })

  it('cannot take an identity from another account', () => {
    const proven = account({ id: BEA, email: 'bea@example.org' })
    expect(outcome({ ...asked, known: account(), proven })).toBe('linked_elsewhere')
    expect(outcome({ ...asked, known: account(), proven: account() })).toBe('known')
    expect(outcome({ ...asked, known: account(), proven: null })).toBe('linked_elsewhere')
    expect(outcome({ ...asked, known: OFF, proven })).toBe('customer_disabled')
  })
})

describe('somebody known', () => {
  it('comes in, whatever the provider says of the address now', () => {
    for (const emailPolicy of ['require', 'trust', 'verify'] as const) {
      for (const isEmailVerified of [true, null, false]) {
        expect(outcome({ known: account(), emailPolicy, isEmailVerified })).toBe('known')
      }
      expect(outcome({ known: account(), emailPolicy, email: null, hasBadEmail: true })).toBe('known')
    }
    expect(outcome({ known: account(), owner: account({ id: BEA }) })).toBe('known')
  })

  it('d.4 A: does not when the account is disabled', () => {
    for (const known of [OFF, OFF_UNVERIFIED]) {
      expect(outcome({ known })).toBe('customer_disabled')
      expect(outcome({ known, confirmedEmail: EMAIL })).toBe('customer_disabled')
      expect(outcome({ known, proven: known, isProofAsked: true })).toBe('customer_disabled')
    }
  })

  it('proves the mailbox where the address of the account is not proven', () => {
    expect(outcome({ known: UNVERIFIED })).toBe('confirm_email')
    expect(outcome({ known: UNVERIFIED, confirmedEmail: 'other@example.org' })).toBe('confirm_email')
    const decision = decide(facts({ known: UNVERIFIED, confirmedEmail: EMAIL }))
    expect(decision).toEqual({ kind: 'known', customerId: ANN, claims: true })
  })
})

it('40: lets nobody in by a provider that is switched off, or without a user ID', () => {
  for (const more of [{}, { known: account() }, { owner: account() }, { proven: account(), isProofAsked: true }]) {
    expect(outcome({ ...more, isProviderActive: false })).toBe('provider_disabled')
    expect(outcome({ ...more, hasSubject: false })).toBe('subject_missing')
  }
})
