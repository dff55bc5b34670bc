import { describe, expect, it } from 'vitest'
import { hashHandle } from '../handles.ts'
import { ISSUER, NOW, testClient, testHost } from '../testing.ts'
import { issueTestTokens, OFFLINE } from '../testing-grants.ts'
import { rotateRefreshToken } from './rotate-refresh-token.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** A client under high security that holds a refresh token of a grant that is bound to `key-1`. */
async function underHighSecurity() {
  const client = testClient({ ...OFFLINE, isHighSecurity: true, refreshIdleLifetimeS: DAY_MS / 1000 })
  const host = testHost([client])
  const tokens = await issueTestTokens(host, client, { scope: 'openid offline_access' }, 'key-1')
  const refreshTokenHash = hashHandle(tokens.refreshToken, ISSUER)
  const refresh = (dpopJkt: string | null = 'key-1', now = NOW + 1000) =>
    rotateRefreshToken({ host, client, refreshTokenHash, dpopJkt, now })
  const keyOf = (token: string) => host.grants.findByAccessToken(hashHandle(token), NOW + 1000)?.dpopJkt
  return { host, tokens, refreshTokenHash, refresh, keyOf }
}

describe('a refresh token under high security', () => {
  it('stays in use, so that a lost answer can be asked for again', async () => {
    const { refresh, keyOf } = await underHighSecurity()
    const answers = await Promise.all([refresh(), refresh(), refresh()])
    expect(answers.map(({ refreshToken }) => refreshToken)).toEqual([null, null, null])
    expect(new Set(answers.map(({ accessToken }) => accessToken)).size).toBe(3)
    for (const { accessToken } of answers) expect(keyOf(accessToken)).toBe('key-1')
  })

  it('lives on after each use as long as it may lie unused', async () => {
    const { refresh } = await underHighSecurity()
    await refresh('key-1', NOW + DAY_MS - MINUTE_MS)
    expect((await refresh('key-1', NOW + 2 * DAY_MS - 2 * MINUTE_MS)).refreshToken).toBeNull()
    await expect(refresh('key-1', NOW + 4 * DAY_MS)).rejects.toThrow('The refresh token has expired')
  })

  it('gives tokens for another key of its client, bound to that key', async () => {
    const { tokens, refresh, keyOf } = await underHighSecurity()
    const { accessToken, grant } = await refresh('key-2')
    expect([grant.dpopJkt, keyOf(accessToken), keyOf(tokens.accessToken)]).toEqual(['key-2', 'key-2', 'key-1'])
  })

  it('gives nothing without a key, and nothing after it was revoked', async () => {
    const { host, refreshTokenHash, refresh } = await underHighSecurity()
    await expect(refresh(null)).rejects.toThrow('no DPoP proof was sent')
    host.grants.endFamily(refreshTokenHash)
    await expect(refresh()).rejects.toThrow('The authorization was revoked')
  })
})
