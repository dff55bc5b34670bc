import { describe, expect, it } from 'vitest'
import { kindOf, LOOKS } from './refusal-kinds.ts'

describe('pages of logins that did not work', () => {
  it('tell people apart what they can do something about', () => {
    expect(kindOf('denied')).toBe('denied')
    expect(kindOf('timeout')).toBe('slow')
    expect(kindOf('provider_busy')).toBe('busy')
    expect(kindOf('interaction_required')).toBe('login_required')
    expect(kindOf('wrong_nonce')).toBe('unsafe')
    expect(kindOf('client_refused')).toBe('misconfigured')
    expect(kindOf('issuer_mismatch')).toBe('misconfigured')
  })

  it('are never answered as a failure of ours, and offer a way on unless the account is closed', () => {
    for (const [kind, { status, remedies }] of Object.entries(LOOKS)) {
      expect(status, kind).not.toBe(500)
      expect(remedies.length > 0, kind).toBe(kind !== 'customer_disabled')
    }
  })
})
