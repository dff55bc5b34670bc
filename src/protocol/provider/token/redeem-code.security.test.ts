import { expect, it } from 'vitest'
import type { SsoClientId } from '../../../core/ids.ts'
import { systemRandom } from '../../../core/random.ts'
import { hashHandle, newCode } from '../handles.ts'
import { CHALLENGE, NOW, REDIRECT_URI, testClient, testHost, testSession } from '../testing.ts'
import { redeemCode } from './redeem-code.ts'
import type { CodeRedemption } from './types.ts'

/** The form that the provider gives its codes. */
const CODE = newCode(systemRandom, NOW)

function issued(codeChallenge: string | null = CHALLENGE) {
  const host = testHost()
  host.grants.issue({
    client: testClient().id,
    session: testSession(),
    codeHash: hashHandle(CODE),
    codeExpiresAt: NOW + 60_000,
    redirectUri: REDIRECT_URI,
    scope: 'openid',
    nonce: null,
    codeChallenge,
    issuedAt: NOW,
  })
  const redeem = (changes: Partial<CodeRedemption> = {}) =>
    redeemCode({
      host,
      now: NOW,
      client: testClient(),
      codeHash: hashHandle(CODE),
      redirectUri: REDIRECT_URI,
      codeChallenge,
      ...changes,
    })
  const isAlive = (accessToken: string) => host.grants.findByAccessToken(hashHandle(accessToken), NOW) !== null
  return { host, redeem, isAlive }
}

it('gives one access token, stored as its hash for as long as the client says', async () => {
  const { host, redeem } = issued()
  const { accessToken } = await redeem({ client: testClient({ accessTokenLifetimeS: 60 }) })
  expect(accessToken).toMatch(/^[0-9a-z]{26}\.[A-Za-z0-9_-]{43}$/)
  expect(host.grants.findByAccessToken(hashHandle(accessToken), NOW + 59_999)).not.toBeNull()
  expect(host.grants.findByAccessToken(hashHandle(accessToken), NOW + 60_000)).toBeNull()
  expect(JSON.stringify([...host.grants.rows])).not.toContain(accessToken)
})

it('refuses the second use and ends the token of the first', async () => {
  const { redeem, isAlive } = issued()
  const { accessToken } = await redeem()
  expect(isAlive(accessToken)).toBe(true)
  await expect(redeem()).rejects.toThrow('invalid_grant: The code was used before')
  expect(isAlive(accessToken)).toBe(false)
})

it('sees the second use also when the code has expired since', async () => {
  const { redeem, isAlive } = issued()
  const { accessToken } = await redeem()
  await expect(redeem({ now: NOW + 120_000 })).rejects.toThrow('used before')
  expect(isAlive(accessToken)).toBe(false)
})

it('lets one of two uses at the same time win', async () => {
  const { redeem } = issued()
  const results = await Promise.allSettled([redeem(), redeem()])
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
})

it('does not let another client end the token', async () => {
  const { redeem, isAlive } = issued()
  const { accessToken } = await redeem()
  const stranger = testClient({ id: 'client-9' as SsoClientId })
  await expect(redeem({ client: stranger })).rejects.toThrow('invalid_grant: The code is not known for this client')
  expect(isAlive(accessToken)).toBe(true)
})

it.each<[string, Partial<CodeRedemption>]>([
  ['The code is not known for this client', { client: testClient({ id: 'client-9' as SsoClientId }) }],
  ['redirect_uri is not the one', { redirectUri: `${REDIRECT_URI}/` }],
  ['code_verifier is missing', { codeChallenge: null }],
  ['code_verifier does not match', { codeChallenge: CHALLENGE.toLowerCase() }],
  ['The code is not known for this client', { codeHash: hashHandle('other') }],
])('says "%s", and the code still works for its owner', async (text, changes) => {
  const { redeem } = issued()
  await expect(redeem(changes)).rejects.toThrow(`invalid_grant: ${text}`)
  expect((await redeem()).accessToken).toHaveLength(70)
})

it('refuses a verifier where the authorization request had no challenge', async () => {
  const { redeem } = issued(null)
  await expect(redeem({ codeChallenge: CHALLENGE })).rejects.toThrow('although the authorization request had no')
  expect((await redeem()).accessToken).toHaveLength(70)
})

it('refuses a code from the instant it expires', async () => {
  await expect(issued().redeem({ now: NOW + 60_000 })).rejects.toThrow('invalid_grant: The code has expired')
  expect((await issued().redeem({ now: NOW + 59_999 })).accessToken).toHaveLength(70)
})

it('refuses a code whose authorization was revoked', async () => {
  const { host, redeem } = issued()
  host.grants.revoke(hashHandle(CODE))
  await expect(redeem()).rejects.toThrow('invalid_grant: The authorization was revoked')
})
