import { expect, it } from 'vitest'
import { ENDPOINTS } from '../../src/protocol/provider/endpoints.ts'
import { describeOnBoth } from '../support/databases.ts'
import {
  callAs,
  codeFor,
  loggedIn,
  newClient,
  newCustomer,
  offlineTokens,
  redeem,
  refresh,
} from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'

const OWN = 'https://app.example'
const OTHER = 'https://evil.example'
const allowed = (answer: { headers: Headers }) => answer.headers.get('access-control-allow-origin')

describeOnBoth('scripts of other origins', (kind) => {
  it('are told by a preflight what they may send, without credentials', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const endpoints = [
      [ENDPOINTS.discovery, 'GET'],
      [ENDPOINTS.oauthDiscovery, 'GET'],
      [ENDPOINTS.keys, 'GET'],
      [ENDPOINTS.token, 'POST'],
      [ENDPOINTS.userinfo, 'GET, POST'],
      [ENDPOINTS.revocation, 'POST'],
      [ENDPOINTS.introspection, 'POST'],
      [ENDPOINTS.pushedAuthorization, 'POST'],
    ] as const
    for (const [path, methods] of endpoints) {
      const headers = {
        origin: OTHER,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'dpop',
      }
      const preflight = await fetch(`${foyer.url}/acme${path}`, { method: 'OPTIONS', headers })
      expect([preflight.status, preflight.headers.get('access-control-allow-methods')], path).toEqual([204, methods])
      expect(allowed(preflight)).toBe('*')
      expect(preflight.headers.get('access-control-allow-headers')).toBe('Authorization, Content-Type, DPoP')
      expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()
    }
  })

  it('read the public documents everywhere', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    for (const path of [
      `/acme${ENDPOINTS.discovery}`,
      `/acme${ENDPOINTS.keys}`,
      `/.well-known/oauth-authorization-server/acme`,
    ]) {
      const answer = await fetch(foyer.url + path, { headers: { origin: OTHER } })
      expect([answer.status, allowed(answer)], path).toEqual([200, '*'])
      await answer.arrayBuffer()
    }
  })

  it('read tokens where their client has a redirect URI, and nowhere else', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { app, more, tokens } = await offlineTokens(foyer, acme)
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme, { email: 'bea@example.org' }))

    const own = await redeem(foyer, acme, app, await codeFor(browser, acme, app), {}, { origin: OWN })
    expect([own.status, allowed(own), own.headers.get('vary')]).toEqual([200, OWN, 'Origin'])
    expect(own.headers.get('access-control-expose-headers')).toBe('WWW-Authenticate, DPoP-Nonce, Retry-After')
    expect(own.headers.get('access-control-allow-credentials')).toBeNull()
    const other = await redeem(foyer, acme, app, await codeFor(browser, acme, app), {}, { origin: OTHER })
    expect([other.status, allowed(other)]).toEqual([200, null])
    const none = await redeem(foyer, acme, app, await codeFor(browser, acme, app))
    expect([none.status, allowed(none), none.headers.get('vary')]).toEqual([200, null, null])

    const refreshed = await refresh(foyer, acme, app, tokens.refresh_token, {}, { origin: OWN })
    expect([refreshed.status, allowed(refreshed)]).toEqual([200, OWN])
    const token = String((await more()).access_token)
    for (const [origin, expected] of [
      [OWN, OWN],
      [OTHER, null],
      ['null', null],
    ] as const) {
      const question = await callAs(foyer, acme, app, ENDPOINTS.introspection, { token }, { origin })
      expect([question.status, question.body.active, allowed(question)]).toEqual([200, true, expected])
      const headers = { authorization: `Bearer ${token}`, origin }
      const person = await fetch(`${foyer.url}/acme${ENDPOINTS.userinfo}`, { headers })
      expect([person.status, allowed(person)]).toEqual([200, expected])
      await person.arrayBuffer()
    }
  })

  it('read refusals from anywhere, because they hold nothing but words', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const bad = await redeem(foyer, acme, app, 'no code', {}, { origin: OTHER })
    expect([bad.status, bad.body.error, allowed(bad)]).toEqual([400, 'invalid_grant', '*'])
    const headers = { authorization: 'Bearer x', origin: OTHER }
    for (const [path, init] of [
      [ENDPOINTS.userinfo, { headers }],
      [ENDPOINTS.userinfo, { headers, method: 'PUT' }],
      [ENDPOINTS.token, { headers, method: 'POST' }],
      [ENDPOINTS.revocation, { headers }],
    ] as const) {
      const answer = await fetch(`${foyer.url}/acme${path}`, init)
      expect([answer.status >= 400 && answer.status < 500, allowed(answer)]).toEqual([true, '*'])
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
      await answer.arrayBuffer()
    }
  })

  it('of a device may have any port', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme, { redirectUris: ['http://127.0.0.1/cb'] })
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const redirect_uri = 'http://127.0.0.1:5173/cb'
    const code = await codeFor(browser, acme, app, { redirect_uri })
    const answer = await redeem(foyer, acme, app, code, { redirect_uri }, { origin: 'http://127.0.0.1:5173' })
    expect([answer.status, allowed(answer)]).toEqual([200, 'http://127.0.0.1:5173'])
  })

  it('never see the pages for people', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    for (const path of ['/acme/', '/acme/account/login', `/acme${ENDPOINTS.authorization}`]) {
      const answer = await fetch(foyer.url + path, { headers: { origin: OWN }, redirect: 'manual' })
      expect(allowed(answer), path).toBeNull()
      await answer.arrayBuffer()
    }
  })
})
