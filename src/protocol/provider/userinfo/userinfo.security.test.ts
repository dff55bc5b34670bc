import { beforeAll, expect, it } from 'vitest'
import { OAuthError } from '../errors.ts'
import { testClient, testHost } from '../testing.ts'
import { issueTestTokens } from '../testing-grants.ts'
import { clientRequest, dpopProof, ENDPOINT_URL, type TestKey, testKey } from '../testing-requests.ts'
import { userinfo } from './index.ts'
import type { UserinfoRequest } from './types.ts'

let key: TestKey
beforeAll(async () => {
  key = await testKey()
})

/** A token that is bound to the key, unless told otherwise, and a way to ask with it. */
async function boundToken(dpopJkt: string | null = key.jkt) {
  const host = testHost()
  const { accessToken } = await issueTestTokens(host, testClient(), {}, dpopJkt)
  const ask = async (changes: Partial<UserinfoRequest>) => {
    const call = { params: null, method: 'GET', url: ENDPOINT_URL.userinfo }
    try {
      const { status } = await userinfo({ ...clientRequest(host), ...call, ...changes })
      return { status }
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error
      return { status: error.status, code: error.code, challenge: error.headers['www-authenticate'] }
    }
  }
  const proof = (changes: object = {}, by = key) => dpopProof(by, accessToken, { ...changes })
  return { accessToken, ask, proof }
}

it('takes a bound token with a proof of its key', async () => {
  const { accessToken, ask, proof } = await boundToken()
  expect(await ask({ authorization: `DPoP ${accessToken}`, dpop: await proof() })).toEqual({ status: 200 })
  expect(await ask({ authorization: `dpop ${accessToken}`, dpop: await proof() })).toEqual({ status: 200 })
})

it('refuses a bound token as a bearer token, with a challenge for DPoP', async () => {
  const { accessToken, ask, proof } = await boundToken()
  const refusal = { status: 401, code: 'invalid_token', challenge: expect.stringMatching(/^DPoP .*algs="[^"]*ES256/) }
  expect(await ask({ authorization: `Bearer ${accessToken}` })).toEqual(refusal)
  expect(await ask({ authorization: `Bearer ${accessToken}`, dpop: await proof() })).toEqual(refusal)
  const params = new URLSearchParams({ access_token: accessToken })
  expect(await ask({ params, method: 'POST', dpop: await proof({ htm: 'POST' }) })).toEqual(refusal)
})

it('refuses a bound token without a good proof', async () => {
  const { accessToken, ask, proof } = await boundToken()
  const refusal = { status: 401, code: 'invalid_dpop_proof', challenge: expect.stringMatching(/^DPoP realm=/) }
  const authorization = `DPoP ${accessToken}`
  expect(await ask({ authorization })).toEqual(refusal)
  for (const changes of [{ ath: undefined }, { ath: 'x' }, { htm: 'POST' }, { htu: ENDPOINT_URL.token }]) {
    expect(await ask({ authorization, dpop: await proof(changes) })).toEqual(refusal)
  }
  const dpop = await proof()
  expect(await ask({ authorization, dpop })).toEqual({ status: 200 })
  expect(await ask({ authorization, dpop })).toEqual(refusal)
})

it('refuses the proof of another key', async () => {
  const { accessToken, ask, proof } = await boundToken()
  const call = { authorization: `DPoP ${accessToken}`, dpop: await proof({}, await testKey()) }
  expect(await ask(call)).toMatchObject({ status: 401, code: 'invalid_token' })
})

it('refuses a bearer token that claims to be bound, and an unknown one', async () => {
  const { accessToken, ask, proof } = await boundToken(null)
  const refusal = { status: 401, code: 'invalid_token', challenge: expect.stringMatching(/^DPoP /) }
  expect(await ask({ authorization: `DPoP ${accessToken}`, dpop: await proof() })).toEqual(refusal)
  expect(await ask({ authorization: 'DPoP other', dpop: await proof() })).toEqual(refusal)
})

it('takes a bearer token whatever else is in the DPoP header', async () => {
  const { accessToken, ask } = await boundToken(null)
  expect(await ask({ authorization: `Bearer ${accessToken}`, dpop: 'x' })).toEqual({ status: 200 })
})
