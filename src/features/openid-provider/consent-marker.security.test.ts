import { expect, test } from 'vitest'
import type { CustomerSessionId, OrganizerId } from '../../core/ids.ts'
import { createSecretBox } from '../../platform/crypto/secret-box.ts'
import { DECISION_PARAMETER } from './consent-marker.ts'
import { createNoteBook, type NoteContext } from './request-notes.ts'

const notes = createNoteBook(createSecretBox(['a secret of at least thirty-two characters']))
const NOW = Date.UTC(2026, 10, 21, 12)
const MINUTE = 60_000
const mine: NoteContext = { organizerId: 'acme' as OrganizerId, session: 'mine' as CustomerSessionId, now: NOW }
const request = () => new URLSearchParams({ client_id: 'a', redirect_uri: 'https://a.example/', scope: 'openid' })
const allowed = () => notes.add(request(), { began: NOW - MINUTE, decision: 'allowed' }, mine)

test('a decision comes back with the request that it was made about, together with the login', () => {
  const params = allowed()
  expect(notes.take(params, { ...mine, now: NOW + 10 * MINUTE })).toEqual({ began: NOW - MINUTE, decision: 'allowed' })
  expect(params.toString()).toBe(request().toString())
  const denied = notes.add(request(), { began: null, decision: 'denied' }, mine)
  expect(notes.take(denied, mine)).toEqual({ began: null, decision: 'denied' })
})

test.each<[string, (params: URLSearchParams) => void, Partial<NoteContext>]>([
  ['ten minutes later', () => {}, { now: NOW + 10 * MINUTE + 1 }],
  ['from the future', () => {}, { now: NOW - 6000 }],
  ['in another session', () => {}, { session: 'another' as CustomerSessionId }],
  ['without a session', () => {}, { session: null }],
  ['at another organizer', () => {}, { organizerId: 'other' as OrganizerId }],
  ['with more scopes', (params) => params.set('scope', 'openid email'), {}],
  ['for another client', (params) => params.set('client_id', 'b'), {}],
  ['twice', (params) => params.append(DECISION_PARAMETER, params.get(DECISION_PARAMETER) ?? ''), {}],
  ['without its signature', (params) => params.set(DECISION_PARAMETER, `allowed.${NOW}`), {}],
  [
    'turned into the opposite',
    (params) => params.set(DECISION_PARAMETER, (params.get(DECISION_PARAMETER) ?? '').replace('allowed', 'denied')),
    {},
  ],
])('a decision does not count %s', (_what, change, context) => {
  const params = allowed()
  change(params)
  expect(notes.take(params, { ...mine, ...context }).decision).toBeNull()
  expect(params.has(DECISION_PARAMETER)).toBe(false)
})

test('the note of a login is not one of a decision', () => {
  const params = notes.add(request(), { began: NOW, decision: null }, mine)
  const marker = params.get('login_began') ?? ''
  params.set(DECISION_PARAMETER, `allowed.${marker}`)
  expect(notes.take(params, mine).decision).toBeNull()
})
