import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../core/clock.ts'
import type { OrganizerId } from '../../core/ids.ts'
import { systemRandom } from '../../core/random.ts'
import { OAuthError } from '../../protocol/provider/errors.ts'
import { createRefusalBuffer, type NewRefusal } from './refusal-buffer.ts'

const ACME = 'acme' as OrganizerId
const OTHER = 'other' as OrganizerId

beforeEach(() => {
  vi.useFakeTimers({ now: 20_000 * DAY })
})
afterEach(() => {
  vi.useRealTimers()
})

const secretWrong = (rule = 'client_secret_wrong', sent?: string) =>
  new OAuthError('invalid_client', 'The secret is wrong', { hint: { rule, ...(sent !== undefined && { sent }) } })

function setUp() {
  const rows = new Map<string, NewRefusal & { organizerId: OrganizerId }>()
  const state = { isDown: false, failures: 0, inserts: 0 }
  const buffer = createRefusalBuffer(
    { clock: { now: () => Date.now() }, random: systemRandom },
    {
      async insert(organizerId, refusals) {
        if (state.isDown) throw new Error('no database')
        state.inserts += 1
        for (const refusal of refusals) rows.set(refusal.id, { ...refusal, organizerId })
      },
      async count(organizerId, refusal) {
        if (state.isDown) throw new Error('no database')
        rows.set(refusal.id, { ...refusal, organizerId })
      },
      failed() {
        state.failures += 1
      },
    },
  )
  const note = (error = secretWrong(), organizerId = ACME, clientId: string | null = 'web-app') =>
    buffer.note(organizerId, { endpoint: '/oauth2/v1/token', error, clientId })
  return { buffer, rows, state, note }
}

test('a reference is answered at once and written within a second, together with others', async () => {
  const { rows, state, note } = setUp()
  const references = [note(), note(secretWrong('code_expired')), note(secretWrong('code_unknown'))]
  for (const reference of references) expect(reference).toMatch(/^[A-HJ-NP-Z2-9]{8}$/)
  expect(rows.size).toBe(0)
  await vi.advanceTimersByTimeAsync(1000)
  expect([...rows.values()].map(({ reference }) => reference).sort()).toEqual([...references].sort())
  expect(state.inserts).toBe(1)
})

test('equal refusals within a minute share an entry and are counted; others do not', async () => {
  const { buffer, rows, note } = setUp()
  const first = note()
  for (let index = 0; index < 40; index += 1) expect(note()).toBe(first)
  expect(note(secretWrong('client_secret_wrong', 'x'))).not.toBe(first)
  expect(note(secretWrong(), ACME, 'other-app')).not.toBe(first)
  expect(note(secretWrong(), OTHER)).not.toBe(first)
  await vi.advanceTimersByTimeAsync(MINUTE - 1000)
  expect(note()).toBe(first)
  await vi.advanceTimersByTimeAsync(1000)
  expect(note()).not.toBe(first)
  await buffer.close()
  const counts = [...rows.values()].filter(({ reference }) => reference === first).map(({ detail }) => detail.count)
  expect(counts).toEqual([42])
})

test('what apps hear every day shares an entry for an hour', async () => {
  const { note } = setUp()
  const first = note(secretWrong('login_required'))
  await vi.advanceTimersByTimeAsync(HOUR - MINUTE)
  expect(note(secretWrong('login_required'))).toBe(first)
  await vi.advanceTimersByTimeAsync(MINUTE)
  expect(note(secretWrong('login_required'))).not.toBe(first)
})

test('over ten new ones a second an organizer gets none, and takes none from others', async () => {
  const { note } = setUp()
  const storm = Array.from({ length: 100 }, (_, index) => note(secretWrong('redirect_uri_differs', `${index}`)))
  expect(storm.filter((reference) => reference !== null)).toHaveLength(10)
  expect(note(secretWrong(), OTHER)).not.toBeNull()
  await vi.advanceTimersByTimeAsync(1000)
  expect(note()).not.toBeNull()
})

test('over fifty new ones a second nobody gets one', () => {
  const { note } = setUp()
  const storm = Array.from({ length: 100 }, (_, index) => note(secretWrong(), `organizer-${index}` as OrganizerId))
  expect(storm.filter((reference) => reference !== null)).toHaveLength(50)
})

test('while the database is down references are answered, and written when it is back', async () => {
  const { rows, state, note } = setUp()
  state.isDown = true
  const reference = note()
  await vi.advanceTimersByTimeAsync(5000)
  expect(state.failures).toBeGreaterThan(3)
  state.isDown = false
  await vi.advanceTimersByTimeAsync(2000)
  expect([...rows.values()].map((row) => row.reference)).toEqual([reference])
})

test('while the database is down memory stays bounded', async () => {
  const { state, note } = setUp()
  state.isDown = true
  let kept = 0
  for (let second = 0; second < 60; second += 1) {
    for (let index = 0; index < 60; index += 1) {
      if (note(secretWrong(), `${second} ${index}` as OrganizerId) !== null) kept += 1
    }
    await vi.advanceTimersByTimeAsync(1000)
  }
  expect(kept).toBeLessThanOrEqual(1050)
})

test('closing writes what waits and takes no more', async () => {
  const { buffer, rows, note } = setUp()
  note()
  await buffer.close()
  expect(rows.size).toBe(1)
  expect(note(secretWrong('code_expired'))).toBeNull()
})
