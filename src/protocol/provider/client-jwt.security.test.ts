import { generateKeyPairSync, sign } from 'node:crypto'
import { CompactSign, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { CLIENT_JWT_ALGS, verifyClientJwt } from './client-jwt.ts'
import { OAuthError } from './errors.ts'
import { testClient, testHost } from './testing.ts'
import type { ProviderClient } from './types.ts'

type Alg = (typeof CLIENT_JWT_ALGS)[number]

async function keyPair(alg: Alg, more: Partial<JWK> = {}) {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const jwk: JWK = { ...(await exportJWK(publicKey)), ...more }
  const sign = (header: object = {}, claims: Record<string, unknown> = { a: 1 }) =>
    new SignJWT(claims).setProtectedHeader({ alg, ...header }).sign(privateKey)
  return { jwk, privateKey, sign }
}

const refuse = (why: string) => new OAuthError('invalid_client', `It ${why}`)

function verify(jwt: string, keys: JWK[], algs: readonly string[] = CLIENT_JWT_ALGS) {
  return verifyClientJwt(testHost(), testClient({ jwks: { keys } }), jwt, { algs, refuse })
}

it.each(CLIENT_JWT_ALGS)('reads a JWT that the client signed with %s', async (alg) => {
  const { jwk, sign } = await keyPair(alg, { kid: 'one' })
  expect(await verify(await sign({ kid: 'one' }), [jwk])).toEqual({ header: { alg, kid: 'one' }, payload: { a: 1 } })
  expect((await verify(await sign(), [jwk])).payload).toEqual({ a: 1 })
})

it('looks for the right one among several keys', async () => {
  const [first, second, rsa] = await Promise.all([keyPair('ES256'), keyPair('ES256'), keyPair('RS256')])
  const keys = [rsa.jwk, first.jwk, { kty: 'EC' }, second.jwk]
  expect((await verify(await second.sign(), keys)).payload).toEqual({ a: 1 })
})

it('fetches the keys once more when none fits, and only then', async () => {
  const [former, present, stranger] = await Promise.all([keyPair('ES256'), keyPair('ES256'), keyPair('ES256')])
  const asked: boolean[] = []
  const keys = (_client: ProviderClient, fresh: boolean) => {
    asked.push(fresh)
    return fresh ? [present.jwk] : [former.jwk]
  }
  const host = { documents: { keys, requestObject: () => '' } }
  const client = testClient({ jwksUri: 'https://app.example/keys' })
  const read = async (jwt: string) => (await verifyClientJwt(host, client, jwt, { algs: ['ES256'], refuse })).payload
  expect(await read(await former.sign())).toEqual({ a: 1 })
  expect(asked).toEqual([false])
  expect(await read(await present.sign())).toEqual({ a: 1 })
  expect(asked).toEqual([false, false, true])
  await expect(read(await stranger.sign())).rejects.toThrow('It is not signed with a key of the client')
})

describe('refused is', () => {
  it('what is no JWT', async () => {
    const { jwk } = await keyPair('ES256')
    for (const jwt of ['', 'a', 'a.b', 'a.b.c', 'e30.e30.', 'e30.e30.e30', 'a.b.c.d.e', `${'ey'.repeat(9)}.e30.e30`]) {
      await expect(verify(jwt, [jwk])).rejects.toBeInstanceOf(OAuthError)
    }
  })

  it('a JWT without a signature or with a shared secret', async () => {
    const { jwk } = await keyPair('RS256')
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`
    await expect(verify(none, [jwk], ['none', 'RS256'])).rejects.toThrow('invalid_client')
    const secret = new TextEncoder().encode(jwk.n ?? '')
    const hs256 = await new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).sign(secret)
    const shared: JWK = { kty: 'oct', k: jwk.n ?? '' }
    await expect(verify(hs256, [jwk, shared], ['HS256', 'RS256'])).rejects.toThrow('must be signed with RS256')
  })

  it('an algorithm that is not asked for, also when the key would fit', async () => {
    const { jwk, sign } = await keyPair('RS256')
    await expect(verify(await sign(), [jwk], ['PS256'])).rejects.toThrow('must be signed with PS256')
    const { alg: _alg, ...ps } = jwk
    await expect(verify(await sign(), [{ ...ps, alg: 'PS256' }])).rejects.toThrow('not signed with a key')
  })

  it('a kid that no key has, a key for encryption, a private key', async () => {
    const { jwk, privateKey, sign } = await keyPair('RS256', { kid: 'one' })
    await expect(verify(await sign({ kid: 'two' }), [jwk])).rejects.toThrow('its kid names')
    await expect(verify(await sign(), [{ ...jwk, use: 'enc' }])).rejects.toThrow('not signed')
    await expect(verify(await sign(), [await exportJWK(privateKey)])).rejects.toThrow('not signed')
  })

  it('the signature of an RSA key that is too short', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const content = `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.e30`
    const signature = sign('sha256', Buffer.from(content), privateKey).toString('base64url')
    await expect(verify(`${content}.${signature}`, [await exportJWK(publicKey)])).rejects.toThrow('not signed')
  })

  it('a changed payload and the signature of another key', async () => {
    const [own, other] = await Promise.all([keyPair('ES256'), keyPair('ES256')])
    const [header, , signature] = (await own.sign()).split('.')
    const changed = Buffer.from('{"a":2}').toString('base64url')
    await expect(verify(`${header}.${changed}.${signature}`, [own.jwk])).rejects.toThrow('not signed')
    await expect(verify(await other.sign(), [own.jwk])).rejects.toThrow('not signed')
  })

  it('an embedded key, a critical extension, and a payload that is no object', async () => {
    const [own, other] = await Promise.all([keyPair('ES256'), keyPair('ES256')])
    await expect(verify(await other.sign({ jwk: other.jwk }), [own.jwk])).rejects.toThrow('not signed')
    const signer = (payload: string, header: object) =>
      new CompactSign(new TextEncoder().encode(payload))
        .setProtectedHeader({ alg: 'ES256', ...header })
        .sign(own.privateKey)
    await expect(verify(await signer('{}', { crit: ['b64'], b64: true }), [own.jwk])).rejects.toThrow('crit')
    for (const payload of ['[]', 'null', '"text"', '{', '']) {
      await expect(verify(await signer(payload, {}), [own.jwk])).rejects.toBeInstanceOf(OAuthError)
    }
  })

  it('any JWT of a client without keys', async () => {
    const { sign } = await keyPair('ES256')
    await expect(verifyClientJwt(testHost(), testClient(), await sign(), { algs: ['ES256'], refuse })).rejects.toThrow(
      'no keys on record',
    )
  })
})
