import { describe, expect, it } from 'vitest'
import { shownMark } from './shown.ts'

const QUESTION = { person: 'customer-1', client: { clientId: 'forum' }, scopes: ['openid', 'email'], claims: ['name'] }

describe('the mark of what a consent page showed', () => {
  it.each([
    ['another person', { person: 'customer-2' }],
    ['another app', { client: { clientId: 'video' } }],
    ['more', { scopes: ['openid', 'email', 'phone'] }],
    ['less', { scopes: ['openid'] }],
    ['another claim', { claims: ['birthdate'] }],
    ['words in the other list', { scopes: ['openid'], claims: ['email', 'name'] }],
  ])('is another one for %s', (_what, change) => {
    expect(shownMark({ ...QUESTION, ...change })).not.toBe(shownMark(QUESTION))
  })

  it('is the same whatever the order', () => {
    expect(shownMark({ ...QUESTION, scopes: ['email', 'openid'] })).toBe(shownMark(QUESTION))
  })
})
