import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type {
  ClaimGrantId,
  ClaimRuleId,
  CustomerId,
  CustomerIdentityId,
  MembershipId,
  MembershipTypeId,
  OrganizerId,
  SsoProviderId,
} from '../../../core/ids.ts'
import type { ClaimRule, OpenGrant } from '../types.ts'
import { planGrants, type Situation } from './plan.ts'

const NOW = 1_000_000

function rule(id: string, gives: string): ClaimRule {
  const [kind, what = ''] = gives.split(' ')
  return {
    id: id as ClaimRuleId,
    organizerId: 'o' as OrganizerId,
    providerId: 'p' as SsoProviderId,
    isActive: true,
    claim: 'groups',
    operator: 'contains',
    value: id,
    effect:
      kind === 'tag'
        ? { kind: 'tag', tag: what }
        : { kind: 'membership', typeId: what as MembershipTypeId, validDays: 30 },
    createdAt: 0,
    modifiedAt: 0,
  }
}

function grant(id: string, ruleId: string, gives: string, more: Partial<OpenGrant> = {}): OpenGrant {
  const [kind, what = ''] = gives.split(' ')
  return {
    id: id as ClaimGrantId,
    customerId: 'c' as CustomerId,
    identityId: 'i' as CustomerIdentityId,
    ruleId: ruleId as ClaimRuleId,
    membershipId: kind === 'tag' ? null : (what as MembershipId),
    tag: kind === 'tag' ? what : null,
    condition: ruleId,
    seenAt: NOW - 10,
    endsAt: kind === 'tag' ? null : NOW + 100,
    ending: null,
    ...more,
  }
}

const memberships: Situation['memberships'] = new Map([
  ['m1' as MembershipId, { type: { id: 'student' as MembershipTypeId }, isCanceled: false }],
  ['m2' as MembershipId, { type: { id: 'student' as MembershipTypeId }, isCanceled: true }],
])

function plan(situation: Partial<Situation>) {
  const { closes, keeps, opens } = planGrants({
    own: [],
    others: [],
    wanted: [],
    memberships,
    now: NOW,
    cause: 'claim_gone',
    loggedInAt: NOW,
    endOf: ({ effect }, seenAt) => (effect.kind === 'tag' ? null : seenAt + 30),
    ...situation,
  })
  return {
    closes: closes.map(({ grant: { id }, cause }) => `${id} ${cause}`),
    keeps: keeps.map(({ grant: { id, endsAt } }) => `${id} ${endsAt}`),
    opens: opens.map(({ wanted, shares }) => `${wanted.rule.id} ${shares}`),
  }
}

const wants = (...rules: ClaimRule[]) => rules.map((one) => ({ rule: one, found: '' }))

describe('what becomes of what rules gave', () => {
  it('begins, goes on and ends', () => {
    const student = wants(rule('r1', 'membership student'))
    expect(plan({ wanted: student })).toEqual({ closes: [], keeps: [], opens: ['r1 null'] })
    const own = [grant('g', 'r1', 'membership m1')]
    expect(plan({ own, wanted: student })).toEqual({ closes: [], keeps: [`g ${NOW + 30}`], opens: [] })
    expect(plan({ own })).toEqual({ closes: ['g claim_gone'], keeps: [], opens: [] })
    expect(plan({ own, cause: 'unlinked', loggedInAt: null }).closes).toEqual(['g unlinked'])
  })

  it('is over without a login in time, and then begins anew', () => {
    const own = [grant('g', 'r1', 'membership m1', { endsAt: NOW - 1 })]
    const wanted = wants(rule('r1', 'membership student'))
    expect(plan({ own, wanted })).toEqual({ closes: ['g timeout'], keeps: [], opens: ['r1 null'] })
    expect(plan({ own, wanted, loggedInAt: null })).toEqual({ closes: ['g timeout'], keeps: [], opens: [] })
  })

  it('is kept over a change of its rule when that would give the same', () => {
    const own = [grant('g', 'r1', 'membership m1', { ending: 'rule_changed' })]
    const still = wants(rule('r1', 'membership student'))
    expect(plan({ own, wanted: still, loggedInAt: null }).keeps).toEqual([`g ${NOW + 20}`])
    for (const gives of ['membership other', 'tag x']) {
      expect(plan({ own, wanted: wants(rule('r1', gives)), loggedInAt: null })).toEqual({
        closes: ['g rule_changed'],
        keeps: [],
        opens: [],
      })
    }
    const shorter = (_rule: ClaimRule, seenAt: number) => seenAt + 5
    expect(plan({ own, wanted: still, loggedInAt: null, endOf: shorter }).closes).toEqual(['g rule_changed'])
  })

  it('shares the membership of a rule that gives the same type', () => {
    const wanted = wants(rule('r2', 'membership student'))
    const lasting = grant('g', 'r1', 'membership m1', { identityId: 'j' as CustomerIdentityId })
    expect(plan({ others: [lasting], wanted }).opens).toEqual(['r2 m1'])
    expect(plan({ others: [{ ...lasting, endsAt: NOW - 1 }], wanted }).opens).toEqual(['r2 null'])
    expect(plan({ own: [lasting], wanted }).opens).toEqual(['r2 m1'])
    const cancelled = grant('g', 'r1', 'membership m2')
    expect(plan({ own: [cancelled], wanted }).opens).toEqual(['r2 null'])
    expect(plan({ own: [cancelled], wanted: [...wants(rule('r1', 'membership student')), ...wanted] }).opens).toEqual([
      'r2 m2',
    ])
  })

  it('each grant is closed or kept, and each rule that holds is kept or begins', () => {
    const some = fc.subarray(['r1', 'r2', 'r3', 'r4'])
    fc.assert(
      fc.property(some, some, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (has, holds, over) => {
        const own = has.map((id, at) => grant(`g-${id}`, id, 'membership m1', { endsAt: NOW + (over[at] ? -1 : 1) }))
        const { closes, keeps, opens } = plan({
          own,
          wanted: wants(...holds.map((id) => rule(id, 'membership student'))),
        })
        expect(closes.length + keeps.length).toBe(has.length)
        expect(keeps.length + opens.length).toBe(holds.length)
      }),
    )
  })
})
