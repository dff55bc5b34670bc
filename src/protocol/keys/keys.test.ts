import { calculateJwkThumbprint, createLocalJWKSet, jwtVerify } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { generateSigningKey, publicPart } from './generate-key.ts'
import { keySet } from './key-set.ts'
import { createSigner } from './signer.ts'
import { createSignerCache } from './signer-cache.ts'
import { type PrivateJwk, SIGNING_ALGS, type SigningAlg } from './types.ts'

const keys = new Map<SigningAlg, PrivateJwk>()
beforeAll(async () => {
  for (const alg of SIGNING_ALGS) keys.set(alg, await generateSigningKey(alg))
})
function keyOf(alg: SigningAlg): PrivateJwk {
  const key = keys.get(alg)
  if (!key) throw new Error(`no ${alg} key`)
  return key
}

const MEMBERS: Readonly<Record<SigningAlg, readonly string[]>> = {
  RS256: ['alg', 'e', 'kid', 'kty', 'n', 'use'],
  ES256: ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
  EdDSA: ['alg', 'crv', 'kid', 'kty', 'use', 'x'],
}

describe.each(SIGNING_ALGS)('a %s key', (alg) => {
  it('signs what the published key set verifies', async () => {
    const key = keyOf(alg)
    const signer = await createSigner(key)
    const jwt = await signer.sign({ iss: 'https://shop.example', aud: 'app', sub: 'Größe' })
    const { payload, protectedHeader } = await jwtVerify(jwt, createLocalJWKSet({ keys: [publicPart(key)] }))
    expect(payload).toEqual({ iss: 'https://shop.example', aud: 'app', sub: 'Größe' })
    expect(protectedHeader).toEqual({ alg, kid: key.kid, typ: 'JWT' })
  })

  it('is published without its private parts, under its thumbprint', async () => {
    const published = keySet([publicPart(keyOf(alg))]).keys[0]
    expect(Object.keys(published ?? {}).sort()).toEqual(MEMBERS[alg])
    expect(published).toMatchObject({ alg, use: 'sig', kid: await calculateJwkThumbprint(keyOf(alg)) })
  })
})

it('an RSA key has 2048 bits, the others are on the curves that their algorithms name', () => {
  expect(Buffer.from(`${keyOf('RS256').n}`, 'base64url')).toHaveLength(256)
  expect(keyOf('ES256')).toMatchObject({ kty: 'EC', crv: 'P-256' })
  expect(keyOf('EdDSA')).toMatchObject({ kty: 'OKP', crv: 'Ed25519' })
})

it('a signer can name another type of token', async () => {
  const jwt = await (await createSigner(keyOf('ES256'))).sign({ sub: 'a' }, 'logout+jwt')
  expect(JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString())).toMatchObject({ typ: 'logout+jwt' })
})

describe('the signer cache', () => {
  it('loads a key once, also for requests at the same time, and then answers at once', async () => {
    const cache = createSignerCache()
    let loads = 0
    const load = async () => {
      loads += 1
      return keyOf('ES256')
    }
    const [first, second] = await Promise.all([cache.get('a', load), cache.get('a', load)])
    expect(first).toBe(second)
    expect(cache.get('a', load)).toBe(first)
    expect(loads).toBe(1)
  })

  it('tries again after a key could not be loaded', async () => {
    const cache = createSignerCache()
    const failing = async () => Promise.reject(new Error('no such key'))
    await expect(cache.get('a', failing)).rejects.toThrow('no such key')
    expect((await cache.get('a', () => keyOf('ES256'))).alg).toBe('ES256')
  })

  it('lets the signer go that was unused for longest', async () => {
    const cache = createSignerCache(2)
    const loaded: string[] = []
    const ask = (kid: string) =>
      cache.get(kid, () => {
        loaded.push(kid)
        return keyOf('ES256')
      })
    for (const kid of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(kid)
    expect(loaded).toEqual(['a', 'b', 'c', 'b'])
  })
})
