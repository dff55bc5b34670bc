import { describe, expect, it } from 'vitest'
import { CLIENT_ID, ISSUER } from '../../../protocol/client/testing.ts'
import type { BackendUser } from '../contract.ts'
import { oidcKit, reasonOf } from './testing.ts'

const BAD = 'could not be verified'
const GONE = 'took too long, was opened twice'
const seconds = () => Math.floor(Date.now() / 1000)

describe('an answer that is not to be trusted', () => {
  it.each([
    ['without a nonce', { nonce: null }],
    ['with another nonce', { nonce: 'n' }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['for another client', { aud: 'another-app' }],
    ['for several clients, made for another one', { aud: [CLIENT_ID, 'another-app'], azp: 'another-app' }],
    ['that has expired', { exp: 1_700_000_000 }],
    ['without a time', { iat: null }],
    ['without a person', { sub: null }],
  ])('is an ID token %s', async (_name, claims) => {
    const { kit, logIn } = await oidcKit()
    expect(reasonOf(await logIn(claims))).toContain(BAD)
    expect(kit.accounts.all()).toEqual([])
  })

  it('is an ID token that somebody else signed, even over the direct line to the provider', async () => {
    const { kit, provider, logIn } = await oidcKit()
    const { sign } = provider
    provider.sign = (claims) => sign(claims, { foreign: true })
    expect(reasonOf(await logIn())).toContain(BAD)
    expect(kit.accounts.all()).toEqual([])
  })

  it('is one of another provider, or one that does not say whose it is (RFC 9207)', async () => {
    const { kit, leave } = await oidcKit()
    for (const iss of ['https://evil.example', null]) {
      const sent = await leave()
      const query = { code: 'c', state: sent.get('state') ?? '', ...(iss !== null && { iss }) }
      expect(reasonOf(await kit.callback({ query }))).toContain(BAD)
    }
    expect(kit.accounts.all()).toEqual([])
  })

  it('is a userinfo answer about somebody else', async () => {
    const { kit, provider, leave } = await oidcKit()
    const sent = await leave()
    provider.userinfo = { ...provider.userinfo, sub: 'u-2' }
    const query = { code: 'c', state: sent.get('state') ?? '', iss: ISSUER }
    expect(reasonOf(await kit.callback({ query }))).toContain(BAD)
    expect(kit.accounts.all()).toEqual([])
  })

  it('comes without state, with an unknown one, twice, too late, or to another browser', async () => {
    let now = Date.now()
    const { kit, provider, leave, logIn } = await oidcKit({}, { now: () => now })
    expect(reasonOf(await kit.callback({ query: { code: 'c', iss: ISSUER } }))).toContain(GONE)
    expect(reasonOf(await kit.callback({ query: { code: 'c', state: 'guess', iss: ISSUER } }))).toContain(GONE)
    const sent = await leave()
    const query = { code: 'c', state: sent.get('state') ?? '', iss: ISSUER }
    expect(reasonOf(await kit.callback({ query, browser: 'another' }))).toContain(GONE)
    expect(await logIn()).toMatchObject({ kind: 'login' })
    await kit.callback({ query })
    const asked = provider.calls.length
    expect(reasonOf(await kit.callback({ query }))).toContain(GONE)
    const late = await leave()
    now += 16 * 60_000
    expect(reasonOf(await kit.callback({ query: { code: 'c', state: late.get('state') ?? '' } }))).toContain(GONE)
    expect(provider.calls).toHaveLength(asked)
  })

  it('is a login older than max_age', async () => {
    const { logIn } = await oidcKit({ max_age: 60 })
    expect(reasonOf(await logIn({ auth_time: seconds() - 600 }))).toContain(BAD)
    expect(reasonOf(await logIn({ auth_time: null }))).toContain(BAD)
    expect(await logIn({ auth_time: seconds() - 30 })).toMatchObject({ kind: 'login' })
  })
})

describe('who may come in', () => {
  it('is nobody whose address the provider has not confirmed', async () => {
    const { kit, provider, leave } = await oidcKit()
    const sent = await leave()
    for (const claims of [provider.idToken, provider.userinfo]) claims.email_verified = false
    const query = { code: 'c', state: sent.get('state') ?? '', iss: ISSUER }
    expect(reasonOf(await kit.callback({ query }))).toContain('has not confirmed')
    expect(kit.accounts.all()).toEqual([])
  })

  it('is nobody with the address of another account', async () => {
    const { kit, logIn } = await oidcKit()
    kit.accounts.addForeign('ann@company.example')
    expect(reasonOf(await logIn())).toBe('email_taken')
  })
})

describe('a reauthentication', () => {
  const user = { email: 'ann@company.example', authBackend: 'oidc', authBackendIdentifier: 'u-1' } as BackendUser
  const visit = { purpose: 'reauthentication', user } as const

  it('demands a fresh login of the same person', async () => {
    const { leave, logIn } = await oidcKit({ prompt: 'select_account' })
    const sent = Object.fromEntries(await leave(visit))
    expect(sent).toMatchObject({ prompt: 'login', max_age: '0', login_hint: 'ann@company.example' })
    expect(await logIn({}, visit)).toMatchObject({ kind: 'login' })
  })

  it('does not count when the provider did not ask', async () => {
    const { logIn } = await oidcKit()
    expect(reasonOf(await logIn({ auth_time: seconds() - 3600 }, visit))).toContain('did not ask you to log in again')
    expect(reasonOf(await logIn({ auth_time: null }, visit))).toContain('did not ask you to log in again')
    const lenient = await oidcKit({ auth_time: 'ignore' })
    expect(await lenient.logIn({ auth_time: null }, visit)).toMatchObject({ kind: 'login' })
  })

  it('does not let in somebody else, and makes no account of them', async () => {
    const { kit, logIn } = await oidcKit({ claims_from: 'id_token' })
    expect(reasonOf(await logIn({ sub: 'u-9' }, visit))).toContain('as somebody else')
    expect(kit.accounts.all()).toEqual([])
  })
})
