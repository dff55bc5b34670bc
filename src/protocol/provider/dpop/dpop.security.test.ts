import { beforeAll, describe, expect, it } from 'vitest'
import { ISSUER, NOW, testClient, testHost } from '../testing.ts'
import { clientRequest, dpopProof, type TestKey, testKey } from '../testing-requests.ts'
import { type KeyRequest, proveKey } from './prove-key.ts'

let key: TestKey
beforeAll(async () => {
  key = await testKey()
})

const seconds = NOW / 1000

async function prove(dpop: string | null, changes: Partial<KeyRequest> = {}): Promise<string | null> {
  const request = { ...clientRequest(testHost()), client: testClient(), dpop, ...changes }
  return (await proveKey(request)).dpopJkt
}

describe('a proof', () => {
  it.each(['ES256', 'PS256', 'EdDSA', 'RS256'])('names the key that it is signed with: %s', async (alg) => {
    const own = await testKey(alg)
    expect(await prove(await dpopProof(own))).toBe(own.jkt)
  })

  it('is not needed unless the client or the issuer says so', async () => {
    expect(await prove(null)).toBeNull()
    const missing = 'invalid_dpop_proof: This client has to send'
    await expect(prove(null, { client: testClient({ requiresDpop: true }) })).rejects.toThrow(missing)
    await expect(prove(null, { client: testClient({ isHighSecurity: true }) })).rejects.toThrow(missing)
    await expect(prove(null, { host: { ...testHost(), isHighSecurity: true } })).rejects.toThrow(missing)
  })

  it('counts once, also at the same time', async () => {
    const host = testHost()
    const proof = await dpopProof(key)
    const results = await Promise.allSettled([prove(proof, { host }), prove(proof, { host })])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(prove(proof, { host })).rejects.toThrow('was used before')
  })

  it('does not count for another key with the same jti', async () => {
    const host = testHost()
    expect(await prove(await dpopProof(key, null, { jti: 'one' }), { host })).toBe(key.jkt)
    const other = await testKey()
    expect(await prove(await dpopProof(other, null, { jti: 'one' }), { host })).toBe(other.jkt)
  })

  it.each<[string, Record<string, unknown>]>([
    ['made ten seconds ago', { iat: seconds - 10 }],
    ['made by a clock ten seconds ahead', { iat: seconds + 10 }],
    ['with nbf and exp', { nbf: seconds, exp: seconds + 300 }],
    ['for the address with a query', { htu: `${ISSUER}/oauth2/v1/token?x=1#y` }],
    ['for the address with its port, in other letters', { htu: 'HTTPS://Tickets.Example:443/%61cme/oauth2/v1/token' }],
    ['with a claim that nobody knows', { nonce: 'n', extra: {} }],
  ])('is good %s', async (_, changes) => {
    expect(await prove(await dpopProof(key, null, changes))).toBe(key.jkt)
  })

  it.each<[string, Record<string, unknown>]>([
    ['htm', { htm: 'GET' }],
    ['htm', { htm: 'post' }],
    ['htm', { htm: undefined }],
    ['htu', { htu: `${ISSUER}/oauth2/v1/token/` }],
    ['htu', { htu: `${ISSUER}/oauth2/v1/userinfo` }],
    ['htu', { htu: 'http://tickets.example/acme/oauth2/v1/token' }],
    ['htu', { htu: 'https://tickets.example/acme%2Foauth2/v1/token' }],
    ['htu', { htu: 'token' }],
    ['htu', { htu: { href: `${ISSUER}/oauth2/v1/token` } }],
    ['older than a minute', { iat: seconds - 61 }],
    ['in the future', { iat: seconds + 61 }],
    ['iat', { iat: undefined }],
    ['iat', { iat: '1' }],
    ['expired', { exp: seconds - 300 }],
    ['in the future', { nbf: seconds + 300 }],
    ['jti', { jti: undefined }],
    ['jti', { jti: 1 }],
    ['jti', { jti: 'x'.repeat(501) }],
  ])('is refused for its claims: %s (%#)', async (word, changes) => {
    const refusal = prove(await dpopProof(key, null, changes))
    await expect(refusal).rejects.toMatchObject({ code: 'invalid_dpop_proof', status: 400 })
    await expect(refusal).rejects.toThrow(word)
  })

  it('is refused for its header', async () => {
    const refused = async (header: object, word: string) =>
      expect(prove(await dpopProof(key, null, {}, header))).rejects.toThrow(word)
    await refused({ typ: 'JWT' }, 'typ')
    await refused({ typ: undefined }, 'typ')
    await refused({ jwk: undefined }, 'no jwk')
    await refused({ jwk: { ...key.jwk, d: 'AAAA' } }, 'private key')
    await refused({ jwk: { kty: 'oct', k: 'AAAA' } }, 'private key')
    await refused({ jwk: (await testKey()).jwk }, 'not signed with the key')
    await refused({ jwk: (await testKey('RS256')).jwk }, 'not signed with the key')
    await refused({ jwk: {} }, 'not signed with the key')
  })

  it('is refused when it is no JWT, or more than one', async () => {
    const proof = await dpopProof(key)
    for (const header of ['', 'a', 'a.b.c', `${proof}, ${proof}`, proof.slice(0, -2), `${proof}${'A'.repeat(9000)}`]) {
      await expect(prove(header)).rejects.toMatchObject({ code: 'invalid_dpop_proof' })
    }
  })

  it('is refused without a signature or with a shared secret', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = part({ htm: 'POST', htu: `${ISSUER}/oauth2/v1/token`, iat: seconds, jti: 'one' })
    for (const alg of ['none', 'HS256']) {
      const proof = `${part({ typ: 'dpop+jwt', alg, jwk: key.jwk })}.${claims}.AAAA`
      await expect(prove(proof)).rejects.toThrow('must be signed with RS256, PS256, ES256, EdDSA')
    }
  })

  it('is refused with RS256 under high security', async () => {
    const rsa = await testKey('RS256')
    const client = testClient({ isHighSecurity: true })
    await expect(prove(await dpopProof(rsa), { client })).rejects.toThrow('must be signed with PS256')
    expect(await prove(await dpopProof(key), { client })).toBe(key.jkt)
  })
})
