import { describe, expect, it } from 'vitest'
import { hashHandle } from '../handles.ts'
import { CHALLENGE, ISSUER, REDIRECT_URI, testClient, testHost, VERIFIER } from '../testing.ts'
import { checkGrantType } from './check-grant-type.ts'
import { checkParameters } from './check-parameters.ts'
import { readCode } from './read-code.ts'
import { readCodeVerifier } from './read-code-verifier.ts'

const body = (fields: Record<string, string>) => ({ host: testHost(), params: new URLSearchParams(fields) })
const SECRETS = ['client_secret', 'client_assertion', 'client_assertion_type']

describe('the parameters', () => {
  it.each(['grant_type', 'code', 'redirect_uri', 'code_verifier', 'refresh_token', 'scope', 'client_id', ...SECRETS])(
    'hold %s once and not endlessly',
    (name) => {
      const twice = new URLSearchParams([
        [name, 'a'],
        [name, 'a'],
      ])
      expect(() => checkParameters({ params: twice })).toThrow(`invalid_request: ${name} was sent more than once`)
      expect(() => checkParameters(body({ [name]: 'x'.repeat(100_000) }))).toThrow(`${name} is too long`)
    },
  )

  it('may hold unknown ones', () => {
    expect(() => checkParameters({ params: new URLSearchParams('x=1&x=2') })).not.toThrow()
  })
})

describe('the grant type', () => {
  const check = (fields: Record<string, string>, client = testClient()) => checkGrantType({ ...body(fields), client })

  it('may be authorization_code', () => {
    expect(check({ grant_type: 'authorization_code' })).toEqual({ grantType: 'authorization_code' })
  })

  it('may be refresh_token for a client that has one', () => {
    const client = testClient({ grantTypes: ['authorization_code', 'refresh_token'] })
    expect(check({ grant_type: 'refresh_token' }, client)).toEqual({ grantType: 'refresh_token' })
    expect(() => check({ grant_type: 'refresh_token' })).toThrow('unauthorized_client')
  })

  it('must be there', () => {
    expect(() => check({})).toThrow('invalid_request: grant_type is missing')
  })

  it.each(['password', 'client_credentials', 'implicit', 'toString'])('must be supported: not %s', (grantType) => {
    expect(() => check({ grant_type: grantType })).toThrow('unsupported_grant_type')
  })

  it('must be registered for the client', () => {
    const client = testClient({ grantTypes: ['implicit'] })
    expect(() => check({ grant_type: 'authorization_code' }, client)).toThrow('unauthorized_client')
  })
})

describe('the code', () => {
  it('is read as its hash, with the redirect URI', () => {
    const read = readCode(body({ code: 'abc', redirect_uri: REDIRECT_URI }))
    expect(read).toEqual({ codeHash: hashHandle('abc', ISSUER), redirectUri: REDIRECT_URI })
  })

  it('must be there, and the redirect URI too', () => {
    expect(() => readCode(body({ redirect_uri: REDIRECT_URI }))).toThrow('invalid_request: code is missing')
    expect(() => readCode(body({ code: 'abc' }))).toThrow('invalid_request: redirect_uri is missing')
  })

  it('does not bring a redirect URI to the store that it cannot hold', () => {
    expect(() => readCode(body({ code: 'abc', redirect_uri: 'https://a\u0000' }))).toThrow('invalid_grant')
  })
})

describe('the code verifier', () => {
  it('becomes the challenge of RFC 7636 appendix B', () => {
    expect(readCodeVerifier(body({ code_verifier: VERIFIER }))).toEqual({ codeChallenge: CHALLENGE })
    expect(readCodeVerifier(body({}))).toEqual({ codeChallenge: null })
  })

  it.each(['x'.repeat(42), 'x'.repeat(129), `${VERIFIER}=`, `${VERIFIER} `, 'ü'.repeat(43)])(
    'is refused when it cannot be one (%#)',
    (verifier) => {
      expect(() => readCodeVerifier(body({ code_verifier: verifier }))).toThrow('invalid_grant: code_verifier')
    },
  )
})
