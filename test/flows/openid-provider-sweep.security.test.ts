import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Organizer } from '../../src/features/organizers/index.ts'
import { ENDPOINTS } from '../../src/protocol/provider/endpoints.ts'
import { testKey } from '../../src/protocol/provider/testing-requests.ts'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import {
  authorizePath,
  callAs,
  codeFor,
  fragmentOf,
  loggedIn,
  newClient,
  newCustomer,
  OFFLINE,
  proofOf,
  redeem,
  refresh,
  responseOf,
  type TestClient,
  userinfo,
} from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const SPOOFED = {
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'https',
  'x-forwarded-prefix': '/evil',
  forwarded: 'host=evil.example;proto=https',
  'x-original-url': '/evil',
}
const encode = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url')

/** An organizer with an app, a person and a browser. */
interface House {
  readonly organizer: Organizer
  readonly app: TestClient
  readonly browser: BrowserClient
  readonly idToken: string
  readonly refreshToken: string
}

describeOnBoth('attackers', (kind) => {
  let foyer: TestServer
  let acme: House
  let other: House

  async function house(slug: string): Promise<House> {
    const organizer = await foyer.organizer(slug)
    const app = await newClient(foyer, organizer, {
      ...OFFLINE,
      responseTypes: ['code', 'code id_token token'],
      postLogoutRedirectUris: ['https://app.example/bye'],
    })
    const browser = await loggedIn(foyer, organizer, await newCustomer(foyer, organizer))
    const code = await codeFor(browser, organizer, app, { scope: 'openid offline_access' })
    const { body } = await redeem(foyer, organizer, app, code)
    return { organizer, app, browser, idToken: String(body.id_token), refreshToken: String(body.refresh_token) }
  }

  beforeAll(async () => {
    foyer = await startFoyer(kind)
    acme = await house('acme')
    other = await house('other')
  })
  afterAll(() => foyer.stop())

  it('cannot mix up answers: each names its issuer, refusals too (RFC 9207)', async () => {
    const { organizer, app, browser } = acme
    const ask = async (changes: Record<string, string | null>) => {
      const answer = await browser.get(authorizePath(organizer, app, changes))
      return { ...responseOf(answer), ...fragmentOf(answer) }
    }
    const front = { response_type: 'code id_token token', nonce: 'n' }
    for (const changes of [
      {},
      front,
      { scope: null },
      { prompt: 'foo' },
      { ...front, nonce: null },
      { prompt: 'none', max_age: '0' },
    ]) {
      expect(await ask(changes), JSON.stringify(changes)).toHaveProperty('iss', `${foyer.url}/acme`)
    }
  })

  it('get nothing from another organizer for what belongs to this one', async () => {
    const { organizer, app, browser, idToken } = acme
    const hinted = await browser.get(authorizePath(organizer, app, { id_token_hint: other.idToken, prompt: 'none' }))
    expect(responseOf(hinted).error).toBe('invalid_request')
    const farewell = { post_logout_redirect_uri: 'https://app.example/bye', state: 's' }
    const query = new URLSearchParams({ ...farewell, id_token_hint: other.idToken, client_id: app.clientId })
    const logout = await browser.get(`/acme${ENDPOINTS.endSession}?${query}`, { follow: true })
    expect(logout.location ?? '').not.toContain('app.example')
    expect(responseOf(await browser.get(authorizePath(organizer, app, { prompt: 'none' }))).code).toBeDefined()
    const good = await browser.get(authorizePath(organizer, app, { id_token_hint: idToken, prompt: 'none' }))
    expect(responseOf(good).code).toBeDefined()
    expect((await refresh(foyer, other.organizer, other.app, acme.refreshToken)).body.error).toBe('invalid_grant')
    const foreign = await refresh(foyer, other.organizer, app, acme.refreshToken)
    expect([foreign.status, foreign.body.error]).toEqual([401, 'invalid_client'])
    expect((await refresh(foyer, organizer, app, acme.refreshToken)).status).toBe(200)
  })

  it('cannot make an ID token: no algorithm, the public key as a secret, key ids that are paths', async () => {
    const { organizer, app, browser, idToken } = acme
    const [, payload = '', signature = ''] = idToken.split('.')
    const { keys } = (await (await fetch(`${foyer.url}/acme${ENDPOINTS.keys}`)).json()) as { keys: object[] }
    const publicKey = keys[0] ?? {}
    const kid = 'kid' in publicKey ? String(publicKey.kid) : ''
    const signed = (header: object, secret: string) => {
      const input = `${encode(header)}.${payload}`
      return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
    }
    const forged = [
      `${encode({ alg: 'none', kid })}.${payload}.`,
      `${encode({ alg: 'none', kid })}.${payload}.${signature}`,
      signed({ alg: 'HS256', kid }, JSON.stringify(publicKey)),
      signed({ alg: 'HS256', kid }, app.secret),
      ...['../../../dev/null', '/dev/null', '', '__proto__', "' or 1=1 --"].map((odd) =>
        signed({ alg: 'HS256', kid: odd }, ''),
      ),
      `${encode({ alg: 'RS256', kid: '../keys', jku: 'https://evil.example/keys' })}.${payload}.${signature}`,
      `${encode({ alg: 'RS256', kid, jwk: publicKey })}.${payload}.${signature}`,
    ]
    for (const hint of forged) {
      const answer = await browser.get(authorizePath(organizer, app, { id_token_hint: hint, prompt: 'none' }))
      expect(responseOf(answer).error, hint).toBe('invalid_request')
    }
  })

  it('cannot use a proof of a key anywhere but where it was made for', async () => {
    const { organizer, app, browser } = acme
    const key = await testKey()
    const url = `${foyer.url}/acme`
    const dpop = await proofOf(key, 'POST', url + ENDPOINTS.token)
    const code = await codeFor(browser, organizer, app)
    const { body } = await redeem(foyer, organizer, app, code, {}, { dpop })
    const token = String(body.access_token)
    const call = async (proof: string) => {
      const headers = { authorization: `DPoP ${token}`, dpop: proof }
      const answer = await fetch(url + ENDPOINTS.userinfo, { headers })
      await answer.arrayBuffer()
      return answer.status
    }
    const wrong = [
      dpop,
      await proofOf(key, 'GET', url + ENDPOINTS.userinfo),
      await proofOf(key, 'POST', url + ENDPOINTS.userinfo, token),
      await proofOf(key, 'GET', url + ENDPOINTS.token, token),
      await proofOf(key, 'GET', `${foyer.url}/other${ENDPOINTS.userinfo}`, token),
      await proofOf(key, 'GET', `https://evil.example/acme${ENDPOINTS.userinfo}`, token),
      await proofOf(await testKey(), 'GET', url + ENDPOINTS.userinfo, token),
    ]
    for (const proof of wrong) expect(await call(proof)).toBe(401)
    const right = await proofOf(key, 'GET', url + ENDPOINTS.userinfo, token)
    expect([await call(right), await call(right)]).toEqual([200, 401])
    const bearer = await userinfo(foyer, organizer, token)
    expect(bearer.status).toBe(401)
    const fresh = await codeFor(browser, organizer, app)
    expect((await redeem(foyer, organizer, app, fresh, {}, { dpop })).body.error).toBe('invalid_dpop_proof')
  })

  it('cannot move the issuer by a header of a proxy that nobody trusts', async () => {
    const { organizer, app } = acme
    const browser = foyer.client({ headers: SPOOFED })
    for (const [name, value] of acme.browser.cookies) browser.cookies.set(name, value)
    const discovery = await browser.get(`/acme${ENDPOINTS.discovery}`)
    expect(discovery.text).not.toContain('evil')
    expect(JSON.parse(discovery.text).issuer).toBe(`${foyer.url}/acme`)
    const answer = await browser.get(authorizePath(organizer, app))
    expect(answer.location).not.toContain('evil')
    const { body } = await redeem(foyer, organizer, app, responseOf(answer).code ?? '', {}, SPOOFED)
    const claims = JSON.parse(Buffer.from(String(body.id_token).split('.')[1] ?? '', 'base64url').toString())
    expect(claims.iss).toBe(`${foyer.url}/acme`)
  })

  it('cannot send anybody on to an address of theirs', async () => {
    const { app, browser } = acme
    const targets = [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example/',
      '/acme/oauth2/v1/authorize?@evil.example',
      '/acme/../..//evil.example/',
      '/%2f/evil.example',
      'https:evil.example',
      `${foyer.url}@evil.example/`,
      `${foyer.url}.evil.example/`,
      '/acme/\u2028//evil.example',
      'javascript:alert(1)',
    ]
    const places = (target: string) => [
      `/acme/account/consent?${new URLSearchParams({ next: target })}`,
      `/acme/account/login?${new URLSearchParams({ next: target })}`,
      `/acme/account/login?${new URLSearchParams({ next: target, locale: 'de' })}`,
      `/acme${ENDPOINTS.endSession}?${new URLSearchParams({ post_logout_redirect_uri: target, client_id: app.clientId })}`,
      `/acme${ENDPOINTS.authorization}?${new URLSearchParams({ client_id: app.clientId, redirect_uri: target, response_type: 'code', scope: 'openid' })}`,
    ]
    for (const path of [...targets.flatMap(places), '//evil.example/?locale=de', '/\\evil.example/?locale=de']) {
      const { status, location } = await browser.get(foyer.url + path)
      expect(status, path).toBeLessThan(500)
      expect(new URL(location ?? '/', foyer.url).origin, path).toBe(foyer.url)
    }
  })

  it('find no answer about a person in a cache', async () => {
    const { organizer, app, browser } = acme
    const code = await codeFor(browser, organizer, app)
    const tokens = await redeem(foyer, organizer, app, code)
    const token = String(tokens.body.access_token)
    const pushed = await callAs(foyer, organizer, app, ENDPOINTS.pushedAuthorization, {
      ...Object.fromEntries(new URL(authorizePath(organizer, app), foyer.url).searchParams),
    })
    const answers = {
      authorization: await browser.get(authorizePath(organizer, app)),
      refusal: await browser.get(authorizePath(organizer, app, { scope: null })),
      page: await browser.get(authorizePath(organizer, app, { redirect_uri: null })),
      login: await foyer.client().get(authorizePath(organizer, app)),
      tokens,
      'wrong code': await redeem(foyer, organizer, app, code),
      userinfo: await userinfo(foyer, organizer, token),
      'wrong token': await userinfo(foyer, organizer, 'x'),
      pushed,
      introspection: await callAs(foyer, organizer, app, ENDPOINTS.introspection, { token }),
    }
    for (const [name, { headers }] of Object.entries(answers)) {
      expect(headers.get('cache-control'), name).toMatch(/no-store/)
    }
  })
})
