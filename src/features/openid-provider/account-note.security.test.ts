import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../core/clock.ts'
import type { CustomerSessionId, OrganizerId } from '../../core/ids.ts'
import { createSecretBox } from '../../platform/crypto/secret-box.ts'
import { ACCOUNT_PARAMETER, DECISION_PARAMETER } from './consent-marker.ts'
import { createNoteBook, type NoteContext } from './request-notes.ts'

const NOW = Date.UTC(2026, 10, 21, 12)
const CONTEXT: NoteContext = {
  organizerId: 'acme' as OrganizerId,
  session: 'session-1' as CustomerSessionId,
  now: NOW,
}
const notes = createNoteBook(createSecretBox(['only for tests, but long enough to be one']))
const request = () => new URLSearchParams({ client_id: 'forum', prompt: 'select_account', state: 'a' })
const chosen = () => notes.add(request(), { began: null, decision: null, hasChosenAccount: true }, CONTEXT)
const isChosen = (params: URLSearchParams, context = CONTEXT) => notes.take(params, context).hasChosenAccount ?? false

describe('the note that an account was chosen', () => {
  it('counts for its session and request, for ten minutes', () => {
    expect(isChosen(chosen())).toBe(true)
    expect(isChosen(chosen(), { ...CONTEXT, now: NOW + 11 * MINUTE })).toBe(false)
  })

  it.each<[string, Partial<NoteContext>]>([
    ['another session', { session: 'session-2' as CustomerSessionId }],
    ['nobody', { session: null }],
    ['another organizer', { organizerId: 'other' as OrganizerId }],
  ])('does not count for %s', (_whom, changes) => {
    expect(isChosen(chosen(), { ...CONTEXT, ...changes })).toBe(false)
  })

  it('does not count for another request', () => {
    const params = chosen()
    params.set('state', 'b')
    expect(isChosen(params)).toBe(false)
  })

  it('is no consent, and consent is no choice', () => {
    const swapped = (from: string, to: string, noted: URLSearchParams) => {
      const params = request()
      params.set(to, noted.get(from) ?? '')
      return notes.take(params, CONTEXT)
    }
    const allowed = notes.add(request(), { began: null, decision: 'allowed' }, CONTEXT)
    expect(swapped(ACCOUNT_PARAMETER, DECISION_PARAMETER, chosen()).decision).toBeNull()
    expect(swapped(DECISION_PARAMETER, ACCOUNT_PARAMETER, allowed).hasChosenAccount ?? false).toBe(false)
  })
})
