import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { codeOf, loginKit } from './testing-login.ts'

describe('a signature', () => {
  it('is not left out', async () => {
    const { provider, logIn } = await loginKit({}, { id_token_signing_alg_values_supported: ['none', 'ES256'] })
    provider.sign = async (claims) => new UnsecuredJWT(claims).encode()
    expect(await codeOf(logIn())).toBe('algorithm_not_supported')
  })

  it.each([
    ['the client secret', async () => 'shh'],
    ['a public key', async (key: unknown) => JSON.stringify(key)],
  ])('is not made with %s', async (_name, secretOf) => {
    const { provider, logIn } = await loginKit({}, { id_token_signing_alg_values_supported: ['HS256', 'ES256'] })
    const secret = Buffer.from(await secretOf(provider.keys[0]))
    provider.sign = (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(secret)
    expect(await codeOf(logIn())).toBe('algorithm_not_supported')
  })

  it('is not made with an algorithm that the provider does not list', async () => {
    const { logIn } = await loginKit({}, { id_token_signing_alg_values_supported: null })
    expect(await codeOf(logIn())).toBe('algorithm_not_supported')
  })

  it('is not made with somebody else’s key', async () => {
    const { provider, logIn, called } = await loginKit()
    const { sign } = provider
    provider.sign = (claims) => sign(claims, { foreign: true })
    expect(await codeOf(logIn())).toBe('bad_signature')
    provider.sign = (claims) => sign(claims, { header: { kid: 'k9' } })
    expect(await codeOf(logIn())).toBe('unknown_key')
    expect(called('/userinfo')).toBe(0)
  })

  it('is not made with a key for something else', async () => {
    const { provider, logIn } = await loginKit()
    for (const change of [{ use: 'enc' }, { key_ops: ['deriveKey'] }, { alg: 'ES384' }]) {
      provider.keys = provider.keys.map((key) => ({ ...key, use: 'sig', ...change }))
      await expect(codeOf(logIn())).resolves.toBe('unknown_key')
    }
  })

  it('is not that of a token of another kind', async () => {
    const { provider, logIn } = await loginKit()
    const { sign } = provider
    for (const typ of ['at+jwt', 'application/logout+jwt', 'Secevent+JWT']) {
      provider.sign = (claims) => sign(claims, { typ })
      expect(await codeOf(logIn())).toBe('bad_token')
    }
  })

  it('makes us ask for keys again, once a second for all strangers', async () => {
    const { provider, logIn, called, time } = await loginKit()
    await logIn()
    const { sign } = provider
    provider.sign = (claims) => sign(claims, { header: { kid: 'made up' } })
    const codes = await Promise.all(Array.from({ length: 5 }, () => codeOf(logIn())))
    expect(new Set(codes)).toEqual(new Set(['unknown_key']))
    const calls = called('/keys')
    expect(calls).toBeLessThanOrEqual(1 + codes.length)
    time.now += 1_100
    expect(await codeOf(logIn())).toBe('unknown_key')
    expect(called('/keys')).toBe(calls + 1)
  })

  it('is found in a key set with odd keys', async () => {
    const { provider, logIn } = await loginKit()
    const { publicKey } = await generateKeyPair('RS256')
    provider.keys = [{ kty: 'odd' }, { ...(await exportJWK(publicKey)), kid: 'k1' }, ...provider.keys]
    expect(await logIn()).toMatchObject({ subject: 'u-1' })
  })
})
