import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readSettings } from '../rules.ts'
import { EC_KEY, forum, OKP_KEY, problems } from './testing.ts'

const byKey = { ...forum, authMethod: 'private_key_jwt' } as const
const keys = (...list: object[]) => JSON.stringify({ keys: list })
const rsa = (bits: number) => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  return { public: publicKey.export({ format: 'jwk' }), private: privateKey.export({ format: 'jwk' }) }
}

test('public keys are kept as they are', () => {
  const settings = readSettings({ ...byKey, jwksText: keys({ ...EC_KEY, kid: '1', x5t: 'kept' }) })
  expect(settings.jwks).toEqual({ keys: [{ ...EC_KEY, kid: '1', x5t: 'kept' }] })
  expect(settings.authMethod).toBe('private_key_jwt')
})

test('a single key and a list of keys are understood, too', () => {
  expect(readSettings({ ...byKey, jwksText: JSON.stringify(EC_KEY) }).jwks?.keys).toEqual([EC_KEY])
  expect(readSettings({ ...byKey, jwksText: JSON.stringify([OKP_KEY]) }).jwks?.keys).toEqual([OKP_KEY])
})

test('an empty text removes the keys, and leaving them out keeps them', () => {
  const before = readSettings({ ...forum, jwksText: keys(EC_KEY) })
  expect(readSettings({ name: 'Other' }, before).jwks).toEqual({ keys: [EC_KEY] })
  expect(readSettings({ jwksText: ' ' }, before).jwks).toBeNull()
})

describe('a key set is refused', () => {
  const many = Array.from({ length: 21 }, (_, index) => ({ ...EC_KEY, kid: String(index) }))
  test.each([
    ['with a private key', keys({ ...EC_KEY, d: 'secret' }), 'keys.private'],
    ['with a private RSA key', keys(rsa(2048).private), 'keys.private'],
    ['with a shared secret', keys({ kty: 'oct', k: 'c2VjcmV0' }), 'keys.symmetric'],
    ['with a shared secret among others', keys({ ...EC_KEY, kid: '1' }, { kty: 'oct', kid: '2' }), 'keys.symmetric'],
    ['with an RSA key of 1024 bits', keys(rsa(1024).public), 'keys.shortRsa'],
    ['with a kind that nobody knows', keys({ kty: 'AKP' }), 'keys.unknownType'],
    ['with a key that lacks a part', keys({ kty: 'EC', crv: 'P-256', x: 'abc' }), 'keys.incomplete'],
    ['with a key whose name is no text', keys({ ...EC_KEY, kid: 7 }), 'keys.incomplete'],
    ['that is empty', '{"keys":[]}', 'keys.none'],
    ['with more than twenty keys', keys(...many), 'keys.tooMany'],
    ['with two keys of one name', keys({ ...EC_KEY, kid: 'a' }, { ...OKP_KEY, kid: 'a' }), 'keys.kidTwice'],
    ['with two keys without names', keys(EC_KEY, OKP_KEY), 'keys.noKid'],
    ['that is no JSON', 'secret', 'keys.notJson'],
    ['that is something else', '{"kid":"1"}', 'keys.notJson'],
    ['that is a number', '7', 'keys.notJson'],
    ['that is PEM', '-----BEGIN PUBLIC KEY-----', 'keys.pem'],
    ['that is endless', `{"keys":[${'1'.repeat(60_001)}]}`, 'keys.tooLong'],
  ])('%s', (_what, jwksText, problem) => {
    expect(problems({ jwksText })).toEqual({ jwks: problem })
    expect(problems({ ...byKey, jwksText }).jwks).toBe(problem)
  })
})

test('keys that arrive as an object are held to the same', () => {
  expect(problems({ options: { jwks: { keys: [{ ...EC_KEY, d: 'x' }] } } })).toEqual({ jwks: 'keys.private' })
})

test('an app that signs needs keys, by value or by address, not both', () => {
  expect(problems({ authMethod: 'private_key_jwt' })).toEqual({ jwks: 'keys.neededForMethod' })
  const jwksUri = 'https://app.example/keys'
  expect(problems({ ...byKey, options: { jwksUri } })).toEqual({})
  expect(problems({ jwksText: keys(EC_KEY), options: { jwksUri } })).toEqual({ jwks_uri: 'keys.both' })
  expect(problems({ options: { jwksUri: 'http://app.example/keys' } })).toEqual({ jwks_uri: 'address.insecure' })
  expect(problems({ options: { requireSignedRequestObject: true } })).toEqual({ jwks: 'keys.neededForRequests' })
})

test('one of the keys has to fit the algorithm', () => {
  const with256 = (alg: string) => ({ ...byKey, jwksText: keys(EC_KEY), options: { tokenEndpointAuthSigningAlg: alg } })
  expect(problems(with256('ES256'))).toEqual({})
  expect(problems(with256('EdDSA'))).toEqual({ jwks: 'keys.noneFits' })
  expect(problems(with256('RS256'))).toEqual({ jwks: 'keys.noneFits' })
  expect(problems(with256('none'))).toMatchObject({ token_endpoint_auth_signing_alg: 'errors.unknownWord' })
  expect(problems(with256('HS256'))).toMatchObject({ token_endpoint_auth_signing_alg: 'errors.unknownWord' })
  expect(problems({ ...byKey, jwksText: keys({ ...EC_KEY, use: 'enc' }) })).toEqual({ jwks: 'keys.noneFits' })
  expect(problems({ ...byKey, jwksText: keys({ ...OKP_KEY, crv: 'X25519' }) })).toEqual({ jwks: 'keys.noneFits' })
})
