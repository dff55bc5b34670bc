import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../core/clock.ts'
import type { UserId } from '../../core/ids.ts'
import { isSessionAlive } from './rules.ts'
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
  ipPrefix: '127.0.0',
  secondFactor: null,
  upstreamSession: null,
  upstreamData: null,
  actingAs: null,
  actingSince: null,
}
const long: StaffSession = { ...short, expiresAt: 14 * DAY, isLong: true }

describe('a session of the back office', () => {
  it.each([
    ['just before 3 h without use', short, 3 * HOUR - 1, true, true],
    ['after 3 h without use', short, 3 * HOUR, true, false],
    ['used, just before 12 h', { ...short, lastUsedAt: 11 * HOUR }, 12 * HOUR - 1, true, true],
    ['used, after 12 h', { ...short, lastUsedAt: 11 * HOUR }, 12 * HOUR, true, false],
    ['long, unused for 13 days', long, 13 * DAY, true, true],
    ['long, after 14 days', long, 14 * DAY, true, false],
    ['long, where long sessions were switched off since', long, 4 * HOUR, false, false],
  ])('%s', (_what, session, now, longAllowed, alive) => {
    expect(isSessionAlive(session, now, longAllowed)).toBe(alive)
  })
})
