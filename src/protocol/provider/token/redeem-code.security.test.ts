import { expect, it } from 'vitest'
import type { SsoClientId } from '../../../core/ids.ts'
import type { NewGrant } from '../grant-types.ts'
import { hashHandle } from '../handles.ts'
import { CHALLENGE, ISSUER, NOW, REDIRECT_URI, testClient, testHost } from '../testing.ts'
import { issueTestCode, OFFLINE } from '../testing-grants.ts'
import { redeemCode } from './redeem-code.ts'
import type { CodeRedemption } from './types.ts'

function issued(grant: Partial<NewGrant> = {}) {
  const host = testHost()
  const code = issueTestCode(host, grant)
  const redeem = (changes: Partial<CodeRedemption> = {}) =>
    redeemCode({
      host,
      now: NOW,
      client: testClient(),
      codeHash: hashHandle(code, ISSUER),
      redirectUri: REDIRECT_URI,
      codeChallenge: CHALLENGE,
      dpopJkt: null,
      ...changes,
    })
  const isAlive = (accessToken: string) => host.grants.findByAccessToken(hashHandle(accessToken), NOW) !== null
  return { host, code, redeem, isAlive }
}

it('gives one access token, stored as its hash for as long as the client says', async () => {
  const { host, redeem } = issued()
  const { accessToken } = await redeem({ client: testClient({ accessTokenLifetimeS: 60 }) })
  expect(accessToken).toMatch(/^[0-9a-z]{26}\.[A-Za-z0-9_-]{43}$/)
  expect(host.grants.findByAccessToken(hashHandle(accessToken), NOW + 59_999)).not.toBeNull()
  expect(host.grants.findByAccessToken(hashHandle(accessToken), NOW + 60_000)).toBeNull()
  expect(JSON.stringify([...host.grants.rows])).not.toContain(accessToken)
})

it('gives a refresh token to a client that may have one, when the person may be away', async () => {
  const { host, redeem } = issued({ scope: 'openid offline_access' })
  const { refreshToken } = await redeem({ client: testClient(OFFLINE) })
  expect(refreshToken).toMatch(/^[0-9a-z]{26}\.[0-9a-z]{26}\.[A-Za-z0-9_-]{43}$/)
  const hash = hashHandle(refreshToken ?? '', ISSUER)
  expect(host.grants.findByRefreshToken(hash, NOW + 86_400_000 - 1)).not.toBeNull()
  expect(host.grants.findByRefreshToken(hash, NOW + 86_400_000)).toBeNull()
  expect(JSON.stringify([...host.grants.rows])).not.toContain(refreshToken)
})

it('gives no refresh token without the scope or the grant type', async () => {
  expect((await issued().redeem({ client: testClient(OFFLINE) })).refreshToken).toBeNull()
  expect((await issued({ scope: 'openid offline_access' }).redeem()).refreshToken).toBeNull()
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
  ['The code is not known for this client', { codeHash: hashHandle('other', ISSUER) }],
])('says "%s", and the code still works for its owner', async (text, changes) => {
  const { redeem } = issued()
  await expect(redeem(changes)).rejects.toThrow(`invalid_grant: ${text}`)
  expect((await redeem()).accessToken).toHaveLength(70)
})

it('refuses a code of another issuer of the same organizer', async () => {
  const { code, redeem } = issued()
  const codeHash = hashHandle(code, 'https://login.acme.example')
  await expect(redeem({ codeHash })).rejects.toThrow('not known')
})

it('refuses a verifier where the authorization request had no challenge', async () => {
  const { redeem } = issued({ codeChallenge: null })
  await expect(redeem({ codeChallenge: CHALLENGE })).rejects.toThrow('although the authorization request had no')
  expect((await redeem({ codeChallenge: null })).accessToken).toHaveLength(70)
})

it('refuses a code from the instant it expires', async () => {
  await expect(issued().redeem({ now: NOW + 60_000 })).rejects.toThrow('invalid_grant: The code has expired')
  expect((await issued().redeem({ now: NOW + 59_999 })).accessToken).toHaveLength(70)
})

it('refuses a code whose authorization was revoked', async () => {
  const { host, code, redeem } = issued()
  host.grants.revoke(hashHandle(code, ISSUER))
  await expect(redeem()).rejects.toThrow('invalid_grant: The authorization was revoked')
})

it('refuses a code that is bound to a key without a proof of that key', async () => {
  const { redeem } = issued({ dpopJkt: 'key-1' })
  await expect(redeem()).rejects.toThrow('invalid_grant: The code is bound to a DPoP key, and no')
  await expect(redeem({ dpopJkt: 'key-2' })).rejects.toThrow('invalid_grant: The code is bound to another DPoP key')
  expect((await redeem({ dpopJkt: 'key-1' })).grant.dpopJkt).toBe('key-1')
})
