import { describe, expect, it } from 'vitest'
import { SUPPORTED_RESPONSE_TYPES } from '../supported.ts'
import { authorizationParams, testClient, testHost } from '../testing.ts'
import type { ProviderClient, ResponseType } from '../types.ts'
import { checkResponseMode, refusalMode } from './check-response-mode.ts'
import { checkResponseType } from './check-response-type.ts'

const host = testHost()
const everything: Partial<ProviderClient> = {
  responseTypes: SUPPORTED_RESPONSE_TYPES,
  grantTypes: ['authorization_code', 'implicit'],
}

describe('the response type', () => {
  const check = (responseType: string | null, client = testClient(everything)) =>
    checkResponseType({ host, params: authorizationParams({ response_type: responseType }), client })

  it.each([
    ['code', 'code', [true, false, false]],
    ['id_token', 'id_token', [false, true, false]],
    ['token id_token', 'id_token token', [false, true, true]],
    ['id_token code', 'code id_token', [true, true, false]],
    ['token code', 'code token', [true, false, true]],
    ['token id_token code', 'code id_token token', [true, true, true]],
    ['id_token token code', 'code id_token token', [true, true, true]],
  ] as const)('may be %s, its words in any order', (sent, responseType, [givesCode, givesIdToken, givesToken]) => {
    expect(check(sent)).toEqual({ responseType, givesCode, givesIdToken, givesToken })
  })

  it('must be there', () => {
    expect(() => check(null)).toThrow('invalid_request: response_type is missing')
  })

  it.each(['token', 'CODE', 'none', ' code', 'code code', 'code  id_token', 'code id_token code', 'constructor'])(
    'must be supported: not %j',
    (responseType) => {
      expect(() => check(responseType)).toThrow('unsupported_response_type')
    },
  )

  it.each(SUPPORTED_RESPONSE_TYPES)('must be registered for the client: %s', (responseType: ResponseType) => {
    const others = SUPPORTED_RESPONSE_TYPES.filter((type) => type !== responseType)
    const client = testClient({ ...everything, responseTypes: others })
    expect(() => check(responseType, client)).toThrow('unauthorized_client')
  })

  it.each([
    ['code', ['implicit']],
    ['id_token', ['authorization_code']],
    ['code id_token', ['authorization_code']],
    ['code token', ['implicit']],
  ] as const)('needs its grant types to be registered: %s is not for %j', (responseType, grantTypes) => {
    expect(() => check(responseType, testClient({ ...everything, grantTypes }))).toThrow('unauthorized_client')
  })

  it('is code only in high security', () => {
    const secure = testClient({ ...everything, isHighSecurity: true })
    expect(check('code', secure).responseType).toBe('code')
    expect(() => check('code id_token', secure)).toThrow('unsupported_response_type: High security')
  })

  it('tells staff what is registered', () => {
    expect(() => check('id_token', testClient())).toThrow(
      expect.objectContaining({ hint: { rule: 'response_type_not_registered', expected: 'code', sent: 'id_token' } }),
    )
  })
})

describe('the response mode', () => {
  const check = (mode: string | null, responseType: ResponseType = 'code', client = testClient()) =>
    checkResponseMode({ host, params: authorizationParams({ response_mode: mode }), client, responseType }).responseMode

  it('is the query for a code and the fragment for everything else when nothing is said', () => {
    for (const type of SUPPORTED_RESPONSE_TYPES) expect(check(null, type)).toBe(type === 'code' ? 'query' : 'fragment')
  })

  it('may be chosen', () => {
    expect(check('query')).toBe('query')
    expect(check('fragment')).toBe('fragment')
    expect(check('form_post')).toBe('form_post')
    expect(check('form_post', 'code id_token token')).toBe('form_post')
    expect(check('fragment', 'id_token')).toBe('fragment')
  })

  it.each(['id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token'] as const)(
    'is never the query for %s',
    (responseType) => {
      expect(() => check('query', responseType)).toThrow('invalid_request: response_mode=query is for')
    },
  )

  it.each(['Query', 'nonsense', 'jwt', 'web_message'])('is not %s', (mode) => {
    expect(() => check(mode)).toThrow('invalid_request: This response_mode is not supported')
  })

  it('is the query in high security', () => {
    const secure = testClient({ isHighSecurity: true })
    expect(check(null, 'code', secure)).toBe('query')
    expect(() => check('form_post', 'code', secure)).toThrow('High security')
    expect(() => check('fragment', 'code', secure)).toThrow('High security')
  })
})

it.each([
  ['query', ''],
  ['query', 'response_type=code'],
  ['query', 'response_type=nonsense&response_mode=nonsense'],
  ['fragment', 'response_type=id_token'],
  ['fragment', 'response_type=token code&response_mode=query'],
  ['fragment', 'response_type=token'],
  ['fragment', 'response_mode=fragment'],
  ['form_post', 'response_mode=form_post'],
  ['form_post', 'response_type=code id_token&response_mode=form_post'],
])('a refusal goes to the %s for %s', (mode, query) => {
  expect(refusalMode(new URLSearchParams(query))).toBe(mode)
})
