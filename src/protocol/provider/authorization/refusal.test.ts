import { expect, it } from 'vitest'
import { AuthorizationRedirectError } from '../errors.ts'
import { hintOf, refusal } from './refusal.ts'

it('tells the client a word and a sentence, and staff the rule with what was expected and sent', () => {
  const error = refusal('invalid_scope', 'scope lacks openid', 'scope_openid', { expected: 'openid', sent: 'email' })
  expect(error).toBeInstanceOf(AuthorizationRedirectError)
  expect(error).toMatchObject({
    code: 'invalid_scope',
    description: 'scope lacks openid',
    hint: { rule: 'scope_openid', expected: 'openid', sent: 'email' },
  })
})

it('leaves out what is not known and keeps no endless text', () => {
  expect(hintOf('rule', { expected: null, sent: undefined })).toEqual({ rule: 'rule' })
  expect(hintOf('rule', { sent: 'x'.repeat(10_000) }).sent).toHaveLength(501)
})
