import { describe, expect, it } from 'vitest'
import { authorizationParams, testClient } from '../testing.ts'
import { checkResponseMode } from './check-response-mode.ts'
import { checkResponseType } from './check-response-type.ts'

describe('the response type', () => {
  const check = (responseType: string | null, client = testClient()) =>
    checkResponseType({ params: authorizationParams({ response_type: responseType }), client })

  it('may be code', () => {
    expect(check('code')).toEqual({ responseType: 'code' })
  })

  it('must be there', () => {
    expect(() => check(null)).toThrow('invalid_request: response_type is missing')
  })

  it.each(['token', 'id_token', 'code id_token', 'CODE', 'none', ' code', 'code code', 'constructor'])(
    'must be supported: not %j',
    (responseType) => {
      expect(() => check(responseType)).toThrow('unsupported_response_type')
    },
  )

  it('must be registered for the client, and its grant type too', () => {
    expect(() => check('code', testClient({ responseTypes: ['id_token'] }))).toThrow('unauthorized_client')
    expect(() => check('code', testClient({ grantTypes: ['implicit'] }))).toThrow('unauthorized_client')
  })
})

describe('the response mode', () => {
  const check = (mode: string | null) => checkResponseMode({ params: authorizationParams({ response_mode: mode }) })

  it('is query when nothing is said, and when it is said', () => {
    expect(check(null)).toEqual({ responseMode: 'query' })
    expect(check('query')).toEqual({ responseMode: 'query' })
  })

  it.each(['form_post', 'Query', 'nonsense'])('is not %s', (mode) => {
    expect(() => check(mode)).toThrow('invalid_request: This response_mode is not supported')
  })
})
