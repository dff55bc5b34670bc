import { describe, expect, it } from 'vitest'
import { lineOf } from './call-trace.ts'
import { isTooDeep } from './nesting.ts'
import { json } from './testing.ts'
import { codeOf, loginKit } from './testing-login.ts'

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

describe('values within values', () => {
  it('are counted outside of texts only', () => {
    expect([deep(64), deep(65), `${deep(64)},${deep(64)}`, '{"a":'.repeat(65)].map(isTooDeep)).toEqual([
      false,
      true,
      false,
      true,
    ])
    const brackets = '['.repeat(100)
    expect([`"${brackets}"`, `"\\"${brackets}"`, `"\\\\"${brackets}`].map(isTooDeep)).toEqual([false, false, true])
  })

  it('without end are a problem of the provider, wherever it sends them', async () => {
    const { provider, logIn, connection } = await loginKit()
    expect(await codeOf(logIn({ idToken: { more: JSON.parse(deep(70)) } }))).toBe('bad_token')
    const endless = `{"sub":"u-1","more":${deep(100_000)}}`
    const answering = (path: string) => {
      provider.intercept = (url) => (new URL(url).pathname === path ? json(endless) : null)
    }
    answering('/userinfo')
    expect(await codeOf(logIn())).toBe('userinfo_failed')
    answering('/token')
    expect(await codeOf(logIn())).toBe('too_large')
    answering('/keys')
    expect(await codeOf(connection.keys.reload())).toBe('too_large')
  })

  it('and odd values are told of as they are', () => {
    expect(lineOf('name', { toString: 1 })).toBe('name: {"toString":1}')
    const token = 'eyJhbGciOiJub25lIn0.e30.c2VjcmV0'
    for (const value of [token, [token], { more: token }]) expect(lineOf('name', value)).not.toContain('c2VjcmV0')
  })
})

describe('what a provider says of a login', () => {
  it('is kept only as words and names that are the same wherever they are kept', async () => {
    const { logIn } = await loginKit()
    const amr = ['pwd', 'pwd mfa', 'a\0b', '\ud800', '', 7, 'x'.repeat(51), 'otp']
    expect((await logIn({ idToken: { amr } })).amr).toEqual(['pwd', 'otp'])
    const sids = ['a\0b', '\ud800', '', 'x'.repeat(256), 7]
    for (const sid of sids) expect((await logIn({ idToken: { sid } })).sid).toBeNull()
    expect((await logIn({ idToken: { sid: 'a session-1' } })).sid).toBe('a session-1')
  })
})
