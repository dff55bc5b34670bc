import { expect, it } from 'vitest'
import type { ClaimRequest } from '../subject-types.ts'
import { testSession } from '../testing.ts'
import { checkAcr } from './check-acr.ts'

const check = (acr: ClaimRequest | null, amr = ['pwd']) =>
  checkAcr({ claims: { userinfo: {}, id_token: { acr } }, session: testSession({ amr }) })

it('lets any login pass where none is essential', () => {
  expect(() => checkAcr({ claims: null, session: testSession() })).not.toThrow()
  expect(() => check(null)).not.toThrow()
  expect(() => check({ values: ['2'] })).not.toThrow()
  expect(() => check({ essential: true })).not.toThrow()
})

it('lets a login pass that is of the class', () => {
  expect(() => check({ essential: true, values: ['9', '1'] })).not.toThrow()
  expect(() => check({ essential: true, value: '2' }, ['pwd', 'mfa'])).not.toThrow()
  expect(() => check({ essential: true, value: '1' }, ['pwd', 'mfa'])).not.toThrow()
})

it('refuses one that is not, because another login would be no different', () => {
  expect(() => check({ essential: true, value: '2' })).toThrow('unmet_authentication_requirements')
  expect(() => check({ essential: true, values: ['urn:x'] }, ['mfa'])).toThrow(
    expect.objectContaining({ hint: { rule: 'acr_essential', expected: 'urn:x', sent: '2' } }),
  )
})
