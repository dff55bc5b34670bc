import { describe, expect, it } from 'vitest'
import type { CustomerId, MembershipId, MembershipTypeId, OrganizerId } from '../../../core/ids.ts'
import type { MembershipType } from '../types.ts'
import {
  attendeeNameFor,
  checkMembershipUse,
  checkMembershipUses,
  type MemberTicket,
  type TicketTimes,
  type UsableMembership,
  usagesLeft,
} from './use.ts'

const at = (text: string) => Date.parse(`${text}+02:00`)
const ANN = 'ann' as CustomerId
const SEASON = 'season' as MembershipTypeId
const EVENT = at('2027-06-04T18:00:00')
const context = { customerId: ANN, isTest: false, now: at('2027-05-01T12:00:00') }

const type: MembershipType = {
  id: SEASON,
  organizerId: 'acme' as OrganizerId,
  name: { en: 'Season pass' },
  transferable: false,
  allowParallelUsage: false,
  maxUsages: null,
  createdAt: 0,
  modifiedAt: 0,
}

function pass(changes: Partial<UsableMembership> & { kind?: Partial<MembershipType> } = {}) {
  const { kind, ...rest } = changes
  return {
    id: 'm1' as MembershipId,
    customerId: ANN,
    type: { ...type, ...kind },
    isTest: false,
    isCanceled: false,
    startsAt: at('2027-06-01T00:00:00'),
    endsAt: at('2027-08-31T23:59:59'),
    attendeeName: '',
    ...rest,
  } satisfies UsableMembership
}

function ticket(changes: Partial<MemberTicket> = {}): MemberTicket {
  return {
    allowedTypes: [SEASON],
    membership: pass(),
    startsLater: false,
    attendeeName: null,
    eventStartsAt: EVENT,
    validFrom: null,
    validUntil: null,
    ...changes,
  }
}

const problem = (changes: Partial<MemberTicket>, others: TicketTimes[] = [], more: Partial<typeof context> = {}) =>
  checkMembershipUse(ticket(changes), others, { ...context, ...more })?.key.replace('memberships:use.', '') ?? null

const range = (from: string, until: string) => ({ validFrom: at(from), validUntil: at(until), eventStartsAt: EVENT })

describe('using a membership', () => {
  it('works for whom and when it is valid', () => {
    expect(problem({})).toBeNull()
    expect(problem({ allowedTypes: null, membership: null })).toBeNull()
  })

  it('82: is refused where none is needed', () => {
    expect(problem({ allowedTypes: null })).toBe('notNeeded')
  })

  it('83: cannot be left out where one is needed', () => {
    expect(problem({ membership: null })).toBe('missing')
  })

  it('85: is refused once it is cancelled', () => {
    expect(problem({ membership: pass({ isCanceled: true }) })).toBe('canceled')
  })

  it('86: is refused for a test membership in a live shop', () => {
    expect(problem({ membership: pass({ isTest: true }) })).toBe('testOnly')
  })

  it('87: is refused for a live membership in test mode', () => {
    expect(problem({}, [], { isTest: true })).toBe('notInTest')
    expect(problem({ membership: pass({ isTest: true }) }, [], { isTest: true })).toBeNull()
  })

  it('88: is refused for the membership of somebody else', () => {
    expect(problem({ membership: pass({ customerId: 'bob' as CustomerId }) })).toBe('otherCustomer')
    expect(checkMembershipUse(ticket(), [], { ...context, customerId: null })?.key).toBe(
      'memberships:use.otherCustomer',
    )
  })

  it('89: is refused when it is not valid at the start; both ends count', () => {
    expect(problem({ membership: pass({ startsAt: EVENT + 1 }) })).toBe('notYet')
    expect(problem({ membership: pass({ endsAt: EVENT - 1 }) })).toBe('ended')
    expect(problem({ membership: pass({ startsAt: EVENT, endsAt: EVENT }) })).toBeNull()
    expect(problem({ validFrom: at('2027-09-01T00:00:00') })).toBe('ended')
    expect(problem({ validFrom: at('2027-07-01T00:00:00'), eventStartsAt: at('2027-01-01T00:00:00') })).toBeNull()
  })

  it('90: is refused for a type that the product does not take', () => {
    expect(problem({ allowedTypes: ['other' as MembershipTypeId] })).toBe('wrongType')
    expect(problem({ allowedTypes: [] })).toBe('wrongType')
  })

  it('91: is refused once it is used up, and works while one use is left', () => {
    const other = { ...range('2027-07-01T00:00:00', '2027-07-01T23:59:59'), validFrom: null, eventStartsAt: 0 }
    expect(problem({ membership: pass({ kind: { maxUsages: 1 } }) }, [other])).toBe('usedUp')
    expect(problem({ membership: pass({ kind: { maxUsages: 2 } }) }, [other])).toBeNull()
    expect(problem({ membership: pass({ kind: { maxUsages: 0 } }) })).toBe('usedUp')
  })

  it('92: counts the tickets of the same order', () => {
    const membership = pass({ kind: { maxUsages: 2, allowParallelUsage: true } })
    const three = [1, 2, 3].map(() => ticket({ membership }))
    const problems = checkMembershipUses(three, { ...context, uses: new Map() })
    expect(problems.map((found) => found?.key ?? null)).toEqual([null, null, 'memberships:use.usedUp'])
    const one = checkMembershipUses([ticket({ membership })], {
      ...context,
      uses: new Map([[membership.id, [ticket(), ticket()]]]),
    })
    expect(one).toEqual([{ key: 'memberships:use.usedUp' }])
  })

  it('93: is refused a second time for the same start, and works for another date', () => {
    expect(problem({}, [ticket()])).toBe('parallel')
    expect(problem({}, [ticket({ eventStartsAt: EVENT + 60_000 })])).toBe('parallel')
    expect(problem({}, [ticket({ eventStartsAt: EVENT + 60_001 })])).toBeNull()
  })

  it('94: is refused for two tickets of one order with the same start', () => {
    const problems = checkMembershipUses([ticket(), ticket()], { ...context, uses: new Map() })
    expect(problems).toEqual([null, { key: 'memberships:use.parallel' }])
  })

  it('95: works at the same time where the type allows it', () => {
    expect(problem({ membership: pass({ kind: { allowParallelUsage: true } }) }, [ticket()])).toBeNull()
  })

  it('96, 99: is refused for a validity that overlaps another', () => {
    const other = range('2027-07-01T00:00:00', '2027-07-03T23:59:59')
    expect(problem(range('2027-07-03T00:00:00', '2027-07-05T23:59:59'), [other])).toBe('parallel')
    expect(problem(range('2027-06-30T00:00:00', '2027-07-09T23:59:59'), [other])).toBe('parallel')
    expect(problem(range('2027-07-03T23:59:59', '2027-07-04T23:59:59'), [other])).toBe('parallel')
  })

  it('97: works early where the start is chosen later, and is refused once it overlaps', () => {
    const other = range('2027-07-01T00:00:00', '2027-07-03T23:59:59')
    const chosen = range('2027-07-02T00:00:00', '2027-07-04T23:59:59')
    expect(problem({ startsLater: true }, [other])).toBeNull()
    expect(problem(chosen, [other])).toBe('parallel')
    const ended = pass({ endsAt: context.now - 1 })
    expect(problem({ startsLater: true, membership: ended }, [other])).toBe('ended')
  })

  it('98: works for a chosen start that overlaps nothing, or where the type allows it', () => {
    const other = range('2027-07-01T00:00:00', '2027-07-03T23:59:59')
    expect(problem(range('2027-07-04T00:00:00', '2027-07-06T23:59:59'), [other])).toBeNull()
    const membership = pass({ kind: { allowParallelUsage: true } })
    expect(problem({ ...range('2027-07-02T00:00:00', '2027-07-04T23:59:59'), membership }, [other])).toBeNull()
  })

  it('100: works directly after another validity, or before it', () => {
    const other = range('2027-07-01T00:00:00', '2027-07-03T23:59:59')
    expect(problem(range('2027-07-04T00:00:00', '2027-07-05T23:59:59'), [other])).toBeNull()
    expect(problem(range('2027-06-10T00:00:00', '2027-06-30T23:59:59'), [other])).toBeNull()
  })

  it('takes a ticket whose validity has no end by its start', () => {
    const open = { validFrom: at('2027-07-01T00:00:00'), validUntil: null, eventStartsAt: EVENT }
    expect(problem(open, [open])).toBe('parallel')
    expect(problem(open, [range('2027-06-01T00:00:00', '2027-08-01T00:00:00')])).toBeNull()
  })

  it('is for the person whose name it has, unless it is transferable or has none', () => {
    const named = pass({ attendeeName: 'Ann Example' })
    expect(problem({ membership: named, attendeeName: 'Bob Example' })).toBe('otherPerson')
    expect(problem({ membership: named, attendeeName: 'Ann Example ' })).toBeNull()
    expect(problem({ membership: named, attendeeName: null })).toBeNull()
    expect(problem({ membership: pass(), attendeeName: 'Bob Example' })).toBeNull()
    const anybody = pass({ attendeeName: 'Ann Example', kind: { transferable: true } })
    expect(problem({ membership: anybody, attendeeName: 'Bob Example' })).toBeNull()
    expect(attendeeNameFor(named, 'Bob Example')).toBe('Ann Example')
    expect(attendeeNameFor(pass(), 'Bob Example')).toBe('Bob Example')
  })
})

it('what is left is never less than nothing', () => {
  expect([usagesLeft(null, 7), usagesLeft(3, 1), usagesLeft(3, 5), usagesLeft(0, 0)]).toEqual([null, 2, 0, 0])
})
