import { expect, test } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../core/clock.ts'
import type { OrganizerId, SsoLoginId, SsoProviderId } from '../../core/ids.ts'
import { createFloodGuard, type SharedEntry, sharedFor } from './flood-guard.ts'

const ACME = 'acme' as OrganizerId
const OTHER = 'other' as OrganizerId
const provider = (name: string) => name as SsoProviderId
const NOW = 1000 * HOUR

function entry(id: string, endsAt = NOW + HOUR): SharedEntry {
  const detail = { person: null, claims: null, detail: {}, count: 1 }
  const ids = { organizerId: ACME, id: id as SsoLoginId, customerId: null, subjectHash: `hash of ${id}` }
  return { ...ids, reference: null, endsAt, detail, writtenAt: NOW, isBehind: false }
}

const countOf = (take: () => boolean, tries = 200) => Array.from({ length: tries }, take).filter(Boolean).length

test('what costs nothing to cause is taken ten times a minute of a provider, sixty times of all', () => {
  const guard = createFloodGuard()
  const cheap = (name: string, at = NOW) => countOf(() => guard.mayTake(ACME, provider(name), true, at))
  expect(cheap('a')).toBe(10)
  expect(['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => cheap(name))).toEqual([10, 10, 10, 10, 10, 0, 0])
  expect(cheap('a', NOW + MINUTE)).toBe(10)
})

test('logins of people are taken fifty times a second of an organizer, whatever else comes in', () => {
  const guard = createFloodGuard()
  const flood = () => guard.mayTake(ACME, provider('a'), true, NOW)
  countOf(flood)
  expect(flood()).toBe(false)
  expect(countOf(() => guard.mayTake(ACME, provider('a'), false, NOW))).toBe(50)
  expect(guard.mayTake(OTHER, provider('x'), false, NOW)).toBe(true)
  expect(guard.mayTake(ACME, provider('a'), false, NOW + SECOND)).toBe(true)
})

test('equal entries share one until it ends', () => {
  const guard = createFloodGuard()
  guard.remember('same', entry('1', NOW + sharedFor(true)))
  expect(guard.shared('same', NOW + HOUR - 1)?.id).toBe('1')
  expect(guard.shared('other', NOW)).toBeNull()
  expect(guard.shared('same', NOW + HOUR)).toBeNull()
  expect(guard.entries()).toEqual([])
  expect(sharedFor(false)).toBe(MINUTE)
})

test('memory has an end, and forgets people', () => {
  const guard = createFloodGuard()
  for (let index = 0; index < 1500; index++) guard.remember(`name ${index}`, entry(String(index)))
  expect(guard.entries().length).toBe(1000)
  expect(guard.shared('name 0', NOW)).toBeNull()
  guard.forget(({ subjectHash }) => subjectHash === 'hash of 1400')
  expect(guard.shared('name 1400', NOW)).toBeNull()
  expect(guard.entries().length).toBe(999)
})
