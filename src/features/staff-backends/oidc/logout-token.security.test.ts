import { describe, expect, it } from 'vitest'
import { OutgoingFailed } from '../../../platform/outgoing/errors.ts'
import { CLIENT_ID, ISSUER } from '../../../protocol/client/testing.ts'
import type { BackendRequest } from '../contract.ts'
import { type OidcKit, oidcKit } from './testing.ts'

const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} }

/** A provider that logs people out, and what of their sessions ended. */
async function loggingOut(config: Readonly<Record<string, unknown>> = {}) {
  const oidc: OidcKit = await oidcKit({ back_channel_logout: true, ...config })
  const { kit, provider } = oidc
  const ended: string[] = []
  const end = (what: string) => async (id: string) => ended.push(`${what} ${id}`)
  const send = (logout_token: string) =>
    kit.backend.handleBackchannel({
      config: kit.backend.config,
      form: { logout_token },
      sessions: { endUpstream: end('session'), endOfUser: end('person') },
      log: { info() {}, warn() {}, error() {} },
    } as unknown as BackendRequest)
  let count = 0
  const token = (changes: Record<string, unknown> = {}, options: { typ?: string; foreign?: boolean } = {}) => {
    const seconds = Math.floor(Date.now() / 1000)
    const claims: Record<string, unknown> = { iss: ISSUER, aud: CLIENT_ID, iat: seconds, exp: seconds + 60 }
    count += 1
    const all = Object.entries({ ...claims, jti: `t${count}`, events: EVENTS, sid: 's1', ...changes })
    const sent = Object.fromEntries(all.filter(([, value]) => value !== null))
    return provider.sign(sent, { typ: 'logout+jwt', ...options })
  }
  return { ...oidc, ended, send, token }
}

describe('a back-channel logout', () => {
  it('ends one session, or all of a person', async () => {
    const { ended, send, token } = await loggingOut()
    expect((await send(await token())).status).toBe(200)
    expect((await send(await token({ sid: 's2', sub: 'u-1' }))).status).toBe(200)
    expect((await send(await token({ sid: null, sub: 'u-1' }, { typ: 'JWT' }))).status).toBe(200)
    expect((await send(await token({ exp: null, aud: ['other', CLIENT_ID] }))).status).toBe(200)
    expect(ended).toEqual(['session s1', 'session s2', 'person u-1', 'session s1'])
  })

  it.each([
    ['nothing', {}, null],
    ['of another issuer', { iss: 'https://evil.example' }, {}],
    ['for another client', { aud: 'another-app' }, {}],
    ['that has expired', { exp: 1_700_000_000 }, {}],
    ['that is old', { iat: 1_700_000_000, exp: null }, {}],
    ['of tomorrow', { iat: 4_000_000_000, exp: null }, {}],
    ['without iat', { iat: null }, {}],
    ['without jti', { jti: null }, {}],
    ['without the event', { events: { other: {} } }, {}],
    ['with an event that is no object', { events: { 'http://schemas.openid.net/event/backchannel-logout': 1 } }, {}],
    ['with a nonce', { nonce: 'n' }, {}],
    ['about nobody', { sid: null }, {}],
    ['that is an access token', {}, { typ: 'at+jwt' }],
    ['that somebody else signed', {}, { foreign: true }],
  ])('%s is answered with 400 and ends nothing', async (_name, changes, options) => {
    const { ended, send, token } = await loggingOut()
    const answer = await send(options === null ? '' : await token(changes, options))
    expect(answer).toMatchObject({ status: 400, type: 'application/json' })
    expect(JSON.parse(answer.body ?? '').error).toBe('invalid_request')
    expect(ended).toEqual([])
  })

  it('without a signature ends nothing', async () => {
    const { ended, send, token } = await loggingOut()
    const [, payload = ''] = (await token()).split('.')
    const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
    expect((await send(`${header}.${payload}.`)).status).toBe(400)
    expect(ended).toEqual([])
  })

  it('counts once', async () => {
    const { ended, send, token } = await loggingOut()
    const twice = await token()
    expect([(await send(twice)).status, (await send(twice)).status]).toEqual([200, 400])
    expect(ended).toEqual(['session s1'])
  })

  it('is not there unless it is switched on', async () => {
    const { ended, send, token } = await loggingOut({ back_channel_logout: false })
    expect((await send(await token())).status).toBe(404)
    expect(ended).toEqual([])
  })

  it('ends nobody by a name under which they are not known', async () => {
    const { ended, send, token } = await loggingOut({ identifier_claim: 'oid' })
    expect((await send(await token({ sid: null, sub: 'u-1' }))).status).toBe(400)
    expect(ended).toEqual([])
  })

  it('asks to be repeated while the keys cannot be had', async () => {
    const { provider, ended, send, token } = await loggingOut()
    provider.intercept = (url) => {
      if (!url.endsWith('/keys')) return null
      throw new OutgoingFailed('unreachable', ISSUER)
    }
    const again = await token()
    expect((await send(again)).status).toBe(503)
    provider.intercept = null
    expect((await send(again)).status).toBe(200)
    expect(ended).toEqual(['session s1'])
  })
})

describe('a logout here', () => {
  it('leads to the end of the session at the provider and back to the login page', async () => {
    const { kit, logIn } = await oidcKit({ rp_logout: true })
    const outcome = await logIn({ sid: 's1' })
    const session = outcome.kind === 'login' ? outcome.login.session : undefined
    expect(session).toEqual({ id: 's1', data: { id_token: expect.stringMatching(/^ey/) } })
    const request = { config: kit.backend.config, callbackUrl: 'https://tickets.example/control/auth/oidc/callback' }
    const url = new URL((await kit.backend.logoutUrl(request as BackendRequest, session?.data ?? {})) ?? '')
    expect(url.href).toMatch(/^https:\/\/id\.example\/logout\?/)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: CLIENT_ID,
      id_token_hint: session?.data?.id_token,
      post_logout_redirect_uri: 'https://tickets.example/control/login?stay=1',
    })
  })

  it('stays here unless it is switched on, and keeps no token then', async () => {
    const { kit, logIn } = await oidcKit()
    const outcome = await logIn({ sid: 's1' })
    expect(outcome.kind === 'login' && outcome.login.session).toEqual({ id: 's1' })
    expect(await kit.backend.logoutUrl({ config: kit.backend.config } as BackendRequest, {})).toBeNull()
  })
})
