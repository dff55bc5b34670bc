import { expect, it } from 'vitest'
import { authorizationParams, testClient } from '../testing.ts'
import { checkDpopKey, type DpopKeyFacts } from './check-dpop-key.ts'

const JKT = '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I'

const check = (dpop_jkt: string | null, changes: Partial<DpopKeyFacts> = {}) =>
  checkDpopKey({
    params: authorizationParams({ dpop_jkt }),
    client: testClient(),
    pushed: null,
    givesToken: false,
    ...changes,
  }).dpopJkt
const pushedWith = (dpopJkt: string | null) => ({ pushed: { handleHash: 'h', dpopJkt } })

it('binds the code to the key that is named, or that was proved when the request was pushed', () => {
  expect(check(null)).toBeNull()
  expect(check(JKT)).toBe(JKT)
  expect(check(null, pushedWith(JKT))).toBe(JKT)
  expect(check(JKT, pushedWith(JKT))).toBe(JKT)
  expect(check(JKT, pushedWith(null))).toBe(JKT)
})

it('refuses two different keys', () => {
  expect(() => check(JKT.toLowerCase(), pushedWith(JKT))).toThrow('invalid_request: dpop_jkt is not the key')
})

it.each(['x', `${JKT}=`, JKT.slice(1), 'ü'.repeat(43)])('refuses what is no thumbprint (%#)', (jkt) => {
  expect(() => check(jkt)).toThrow('invalid_request: dpop_jkt must be')
})

it('refuses a token through the browser where tokens are bound', () => {
  expect(() => check(JKT, { givesToken: true })).toThrow('cannot be bound')
  expect(() => check(null, { givesToken: true, client: testClient({ requiresDpop: true }) })).toThrow('cannot be bound')
  expect(check(null, { givesToken: true })).toBeNull()
  expect(check(null, { client: testClient({ requiresDpop: true }) })).toBeNull()
})
