import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../core/clock.ts'
import type { UserId } from '../../core/ids.ts'
import { sessionState } from './rules.ts'
import type { StaffSession } from './types.ts'

const short: StaffSession = {
  idHash: 'h',
  userId: 'u' as UserId,
  authBackend: 'native',
  authAt: 0,
  createdAt: 0,
  lastUsedAt: 0,
  expiresAt: 12 * HOUR,
  isLong: false,
  userAgent: 'test',
  ipPrefix: '192.0.2.0/24',
  secondFactor: null,
  upstreamSession: null,
  upstreamData: null,
  actingAs: null,
  actingSince: null,
}
const long: StaffSession = { ...short, expiresAt: 14 * DAY, isLong: true }
const busy = { ...short, lastUsedAt: 11 * HOUR }

describe('a session of the back office', () => {
  it.each([
    ['just before 3 h without use', short, 3 * HOUR - 1, true, 'in use'],
    ['52: after 3 h without use', short, 3 * HOUR, true, 'idle'],
    ['used, just before 12 h', busy, 12 * HOUR - 1, true, 'in use'],
    ['48: used, 12 h and a minute old', busy, 12 * HOUR + MINUTE, true, 'over'],
    ['unused for 12 h: the lifetime comes first', short, 12 * HOUR, true, 'over'],
    ['proven again after 11 h', { ...busy, authAt: 11 * HOUR, expiresAt: 23 * HOUR }, 13 * HOUR, true, 'in use'],
    ['53: long, unused for just under 3 h', long, 3 * HOUR - MINUTE, true, 'in use'],
    ['51: long, 12 h and a minute old', { ...long, lastUsedAt: 12 * HOUR }, 12 * HOUR + MINUTE, true, 'in use'],
    ['54: long, unused for 13 days', long, 13 * DAY, true, 'in use'],
    ['long, after 14 days', long, 14 * DAY, true, 'over'],
    ['long, idle where long sessions were switched off since', long, 4 * HOUR, false, 'idle'],
    ['50: long, 12 h and a minute old where long sessions were switched off', long, 12 * HOUR + MINUTE, false, 'over'],
  ] as const)('%s', (_what, session, now, longAllowed, state) => {
    expect(sessionState(session, { now, longAllowed, userAgent: 'test' })).toBe(state)
  })

  it.each(['', 'test2', 'Test', 'tes'])('58: is over in another browser (%j)', (userAgent) => {
    expect(sessionState(long, { now: 1, longAllowed: true, userAgent })).toBe('over')
  })

  it('of a browser without a name is good for such a one only', () => {
    const nameless = { ...short, userAgent: '' }
    expect(sessionState(nameless, { now: 1, longAllowed: true, userAgent: '' })).toBe('in use')
    expect(sessionState(nameless, { now: 1, longAllowed: true, userAgent: 'test' })).toBe('over')
  })
})
