import { expect, test } from 'vitest'
import type { OrganizerId } from '../../core/ids.ts'
import { createSecretBox } from '../../platform/crypto/secret-box.ts'
import { createLoginMarkers, MARKER_PARAMETER } from './login-marker.ts'
import { createNoteBook } from './request-notes.ts'

const secrets = createSecretBox(['a secret of at least thirty-two characters'])
const markers = createLoginMarkers(secrets)
const notes = createNoteBook(secrets)
const acme = 'acme' as OrganizerId
const START = Date.UTC(2026, 10, 21, 12)
const HOUR = 3_600_000

const request = () =>
  new URLSearchParams({ client_id: 'a', redirect_uri: 'https://a.example/', state: 's', prompt: 'login' })

function take(organizer: OrganizerId, params: URLSearchParams, now: number): number | null {
  return notes.take(params, { organizerId: organizer, session: null, now }).began
}

function marked(change: (params: URLSearchParams) => void = () => {}): URLSearchParams {
  const params = request()
  params.set(MARKER_PARAMETER, markers.write(acme, request(), START))
  change(params)
  return params
}

test('tells when the login of this very request was asked for, and disappears', () => {
  const params = marked()
  expect(take(acme, params, START + 60_000)).toBe(START)
  expect(params.toString()).toBe(request().toString())
})

test('ends after an hour, and is not believed when it comes from the future', () => {
  expect(take(acme, marked(), START + HOUR)).toBe(START)
  expect(take(acme, marked(), START + HOUR + 1)).toBeNull()
  expect(take(acme, marked(), START - 6000)).toBeNull()
})

test.each([
  ['another state', (params: URLSearchParams) => params.set('state', 't')],
  ['another client', (params: URLSearchParams) => params.set('client_id', 'b')],
  ['another redirect URI', (params: URLSearchParams) => params.set('redirect_uri', 'https://b.example/')],
  ['a smaller max_age', (params: URLSearchParams) => params.append('max_age', '1')],
  [
    'an earlier instant',
    (params: URLSearchParams) =>
      params.set(MARKER_PARAMETER, (params.get(MARKER_PARAMETER) ?? '').replace(/^\d+/, String(START - 1000))),
  ],
  ['no signature', (params: URLSearchParams) => params.set(MARKER_PARAMETER, String(START))],
  ['a second marker', (params: URLSearchParams) => params.append(MARKER_PARAMETER, 'x')],
])('is not believed with %s', (_what, change) => {
  const params = marked(change)
  expect(take(acme, params, START + 1000)).toBeNull()
  expect(params.has(MARKER_PARAMETER)).toBe(false)
})

test('is not believed at another organizer', () => {
  expect(take('other' as OrganizerId, marked(), START + 1000)).toBeNull()
})
