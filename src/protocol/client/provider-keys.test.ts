import { compactVerify, errors, exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { ProviderProblem } from './errors.ts'
import { createProviderKeys } from './provider-keys.ts'

const MINUTE = 60_000

/** Keys of a provider, a clock and a token. */
async function keyKit() {
  const pair = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' }
  const state = { now: 1_000_000, fetched: 0, set: { keys: [jwk] } as JSONWebKeySet, isDown: false }
  const keys = createProviderKeys({
    clock: { now: () => state.now },
    async fetchKeys() {
      state.fetched += 1
      await Promise.resolve()
      if (state.isDown) throw new ProviderProblem('unreachable')
      return state.set
    },
  })
  const token = (kid: string) => new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid }).sign(pair.privateKey)
  return {
    state,
    keys,
    jwk,
    token,
    verify: async (kid = 'k1') => keys.use(async (key) => compactVerify(await token(kid), key)),
  }
}

describe('the keys of a provider', () => {
  it('are fetched once for many, and again after ten minutes', async () => {
    const { state, verify, keys } = await keyKit()
    expect(keys.known()).toBeNull()
    await Promise.all([verify(), verify(), verify()])
    expect(state.fetched).toBe(1)
    expect(keys.known()).toEqual(state.set)
    state.now += 9 * MINUTE
    await verify()
    expect(state.fetched).toBe(1)
    state.now += 2 * MINUTE
    await verify()
    expect(state.fetched).toBe(2)
  })

  it('stay in use while the provider does not answer', async () => {
    const { state, verify } = await keyKit()
    state.isDown = true
    await expect(verify()).rejects.toMatchObject({ code: 'unreachable' })
    state.isDown = false
    await verify()
    state.isDown = true
    state.now += 60 * MINUTE
    await expect(verify()).resolves.toBeDefined()
  })

  it('are fetched again for a key that is not there, once for all who wait', async () => {
    const { state, verify, jwk } = await keyKit()
    await verify()
    await expect(verify('k2')).rejects.toThrow(errors.JWKSNoMatchingKey)
    expect(state.fetched).toBe(2)
    state.set = { keys: [{ ...jwk, kid: 'k2' }] }
    state.now += 950
    await Promise.all([verify('k2'), verify('k2'), verify('k2')])
    expect(state.fetched).toBe(3)
  })

  it('are not all tried when there are very many of them', async () => {
    const { state, keys, jwk } = await keyKit()
    state.set = { keys: Array.from({ length: 50 }, () => jwk) }
    let tried = 0
    const failing = keys.use(async (key) => {
      const found = await (key as (header: object, token: object) => Promise<unknown>)({ alg: 'ES256' }, {})
      tried += found === undefined ? 0 : 1
      throw new errors.JWSSignatureVerificationFailed()
    })
    await expect(failing).rejects.toThrow(errors.JWSSignatureVerificationFailed)
    expect(tried).toBeLessThanOrEqual(8)
  })
})
