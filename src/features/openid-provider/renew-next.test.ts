import { describe, expect, it } from 'vitest'
import { HOUR } from '../../core/clock.ts'
import type { OrganizerId } from '../../core/ids.ts'
import { MARKER_PARAMETER } from './login-marker.ts'
import { createRenewNext } from './renew-next.ts'
import { createNoteBook } from './request-notes.ts'

const NOW = Date.UTC(2026, 10, 21, 12)
const ORGANIZER = 'acme' as OrganizerId
const secrets = {
  mac: (text: string, purpose: string) =>
    Buffer.from(`${purpose} ${text}`).toString('base64url').slice(-43).padEnd(43, 'x'),
  checkMac: (text: string, purpose: string, mac: string) => secrets.mac(text, purpose) === mac,
}
const request = { organizer: { id: ORGANIZER }, site: { origin: 'https://tickets.example', base: '/acme' } } as never

function pathWith(began: number | null): string {
  const params = new URLSearchParams({ client_id: 'forum', prompt: 'create' })
  const noted = createNoteBook(secrets).add(params, { began, decision: null }, context(NOW))
  return `/acme/oauth2/v1/authorize?${noted}`
}

const context = (now: number) => ({ organizerId: ORGANIZER, session: null, now })

function beganAt(path: string, now: number): number | null {
  return createNoteBook(secrets).take(new URLSearchParams(path.split('?')[1]), context(now)).began
}

describe('a request that waited while its person read a mail', () => {
  const renewAt = (now: number, next: string) =>
    createRenewNext({ secrets, clock: { now: () => now } } as never)(request, next)

  it('stays as it is while its login counts', () => {
    const path = pathWith(NOW)
    expect(renewAt(NOW + HOUR / 2, path)).toBe(path)
  })

  it.each([
    ['its login began too long ago', NOW - 2 * HOUR],
    ['its login was never asked for', null],
  ])('begins now when %s', (_why, began) => {
    const renewed = renewAt(NOW, pathWith(began))
    expect(beganAt(renewed, NOW)).toBe(NOW)
    expect(new URLSearchParams(renewed.split('?')[1]).getAll(MARKER_PARAMETER)).toHaveLength(1)
  })

  it('is left alone when it is a page', () => {
    expect(renewAt(NOW, '/acme/account/')).toBe('/acme/account/')
  })
})
