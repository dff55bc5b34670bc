import * as oauth from 'oauth4webapi'
import * as client from 'openid-client'
import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import {
  authorizePath,
  getAtHost,
  json,
  loggedIn,
  logIn,
  newClient,
  newCustomer,
  REDIRECT_URI,
  redeem,
  responseOf,
  userinfo,
} from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'
import { movableClock } from '../support/staff.ts'

describeOnBoth('OpenID provider', (kind) => {
  it('signs somebody in for openid-client, with secret and PKCE', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme, { requirePkce: true })
    const ann = await newCustomer(foyer, acme, { phone: '+4930123456' })
    const browser = await loggedIn(foyer, acme, ann)

    const config = await client.discovery(
      new URL(`${foyer.url}/acme`),
      app.clientId,
      undefined,
      client.ClientSecretBasic(app.secret),
      { execute: [client.allowInsecureRequests] },
    )
    expect(config.serverMetadata().issuer).toBe(`${foyer.url}/acme`)
    const pkceCodeVerifier = client.randomPKCECodeVerifier()
    const expectedNonce = client.randomNonce()
    const expectedState = `${client.randomState()}-._~/?& =${'x'.repeat(128)}`
    const start = client.buildAuthorizationUrl(config, {
      redirect_uri: REDIRECT_URI,
      scope: 'openid profile email phone',
      state: expectedState,
      nonce: expectedNonce,
      max_age: '3600',
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    })
    const answer = await browser.get(start.href)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const tokens = await client.authorizationCodeGrant(config, new URL(answer.location ?? ''), {
      pkceCodeVerifier,
      expectedNonce,
      expectedState,
      maxAge: 3600,
    })
    expect(tokens.scope).toBe('openid profile email phone')
    expect(tokens.expires_in).toBe(3600)
    const claims = tokens.claims()
    expect(claims).toMatchObject({ iss: `${foyer.url}/acme`, aud: app.clientId, sub: ann.identifier, amr: ['pwd'] })
    expect(claims?.email).toBeUndefined()
    const info = await client.fetchUserInfo(config, tokens.access_token, ann.identifier)
    expect(info).toEqual({
      sub: ann.identifier,
      name: 'Ann Example',
      given_name: 'Ann',
      family_name: 'Example',
      locale: 'de',
      updated_at: Math.floor(ann.modifiedAt / 1000),
      email: 'ann@example.org',
      email_verified: true,
      phone_number: '+4930123456',
      phone_number_verified: false,
    })
  })

  it('signs somebody in for oauth4webapi, as a public client with ES256', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme, { clientType: 'public', idTokenAlg: 'ES256' })
    const ann = await newCustomer(foyer, acme)
    const browser = await loggedIn(foyer, acme, ann)
    const insecure = { [oauth.allowInsecureRequests]: true }

    const issuer = new URL(`${foyer.url}/acme`)
    const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure))
    const rp: oauth.Client = { client_id: app.clientId, id_token_signed_response_alg: 'ES256' }
    const verifier = oauth.generateRandomCodeVerifier()
    const nonce = oauth.generateRandomNonce()
    const start = new URL(server.authorization_endpoint ?? '')
    start.search = new URLSearchParams({
      client_id: app.clientId,
      redirect_uri: REDIRECT_URI,
      response_type: 'code',
      scope: 'openid email',
      nonce,
      state: 'abc',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString()
    const answer = await browser.get(start.href)
    const params = oauth.validateAuthResponse(server, rp, new URL(answer.location ?? ''), 'abc')
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      rp,
      oauth.None(),
      params,
      REDIRECT_URI,
      verifier,
      insecure,
    )
    const result = await oauth.processAuthorizationCodeResponse(server, rp, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    })
    await oauth.validateApplicationLevelSignature(server, response, insecure)
    const claims = oauth.getValidatedIdTokenClaims(result)
    expect(claims?.sub).toBe(ann.identifier)
    const info = await oauth.processUserInfoResponse(
      server,
      rp,
      ann.identifier,
      await oauth.userInfoRequest(server, rp, result.access_token, insecure),
    )
    expect(info).toEqual({ sub: ann.identifier, email: 'ann@example.org', email_verified: true })
  })

  it('publishes documents that caches may keep', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    for (const path of ['/acme/.well-known/openid-configuration', '/acme/oauth2/v1/keys']) {
      const first = await fetch(foyer.url + path)
      expect(first.status).toBe(200)
      expect(first.headers.get('content-type')).toBe('application/json; charset=utf-8')
      expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/)
      await first.arrayBuffer()
      const etag = first.headers.get('etag') ?? ''
      const second = await fetch(foyer.url + path, { headers: { 'if-none-match': `"other", W/${etag}` } })
      expect(second.status).toBe(304)
    }
    const { body } = await json(await fetch(`${foyer.url}/acme/oauth2/v1/keys`))
    expect(body.keys).toEqual([
      { kty: 'RSA', alg: 'RS256', use: 'sig', e: 'AQAB', kid: expect.any(String), n: expect.any(String) },
    ])
  })

  it('does not exist where customer accounts are off', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', { customer_accounts: 'false' })
    const app = await newClient(foyer, acme)
    const discovery = await json(await fetch(`${foyer.url}/acme/.well-known/openid-configuration`))
    expect(discovery.status).toBe(404)
    expect((await json(await fetch(`${foyer.url}/acme/oauth2/v1/token`, { method: 'POST' }))).status).toBe(404)
    expect((await foyer.client().get(authorizePath(acme, app))).status).toBe(404)
    expect((await json(await fetch(`${foyer.url}/nobody/oauth2/v1/keys`))).status).toBe(404)
  })

  it('has the address through which it was reached as its issuer', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await foyer.features.organizers.addDomain(acme, 'tickets.acme.example', { type: 'system' })
    const app = await newClient(foyer, acme)
    const ann = await newCustomer(foyer, acme)
    const browser = await loggedIn(foyer, acme, ann)
    const discovery = await getAtHost(foyer, 'tickets.acme.example', '/.well-known/openid-configuration')
    expect(JSON.parse(discovery.text)).toMatchObject({
      issuer: 'http://tickets.acme.example',
      token_endpoint: 'http://tickets.acme.example/oauth2/v1/token',
    })
    const path = authorizePath(acme, app).replace('/acme', '')
    const stranger = await getAtHost(foyer, 'tickets.acme.example', path)
    expect(stranger.location).toMatch(/^\/account\/login\?next=%2Foauth2%2Fv1%2Fauthorize/)
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
    const known = await getAtHost(foyer, 'tickets.acme.example', path, { cookie })
    expect(responseOf({ location: known.location ?? null }).iss).toBe('http://tickets.acme.example')
    expect(responseOf(await browser.get(authorizePath(acme, app))).iss).toBe(`${foyer.url}/acme`)
  })

  it('leads a stranger to the login page and back to the same request', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const ann = await newCustomer(foyer, acme)
    const browser = foyer.client()
    const asked = await browser.get(
      authorizePath(acme, app, { login_hint: 'ann@example.org', ui_locales: 'fr de', prompt: 'login', max_age: '0' }),
    )
    expect(asked.status).toBe(303)
    const login = new URL(asked.location ?? '', foyer.url)
    expect(login.pathname).toBe('/acme/account/login')
    expect(login.searchParams.get('login_hint')).toBe('ann@example.org')
    expect(login.searchParams.get('locale')).toBe('de')
    await logIn(foyer, acme, ann, browser)
    const back = await browser.get(login.searchParams.get('next') ?? '')
    expect(responseOf(back)).toMatchObject({ state: 'state-1', code: expect.any(String) })
  })

  it('asks for a login again with prompt=login and max_age, once', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const ann = await newCustomer(foyer, acme)
    for (const change of [{ prompt: 'login' }, { prompt: 'select_account' }, { max_age: '0' }]) {
      const browser = await loggedIn(foyer, acme, ann)
      clock.advance(1)
      const asked = await browser.get(authorizePath(acme, app, change))
      const next = new URL(asked.location ?? '', foyer.url).searchParams.get('next') ?? ''
      expect(new URL(asked.location ?? '', foyer.url).pathname).toBe('/acme/account/login')
      const stubborn = await browser.get(next)
      expect(new URL(stubborn.location ?? '', foyer.url).pathname).toBe('/acme/account/login')
      await logIn(foyer, acme, ann, browser)
      expect(responseOf(await browser.get(next)).code).toBeTypeOf('string')
    }
    const browser = await loggedIn(foyer, acme, ann)
    expect(responseOf(await browser.get(authorizePath(acme, app, { max_age: '10000' }))).code).toBeTypeOf('string')
  })

  it('leads to the registration form with prompt=create', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const asked = await foyer.client().get(authorizePath(acme, app, { prompt: 'create' }))
    expect(new URL(asked.location ?? '', foyer.url).pathname).toBe('/acme/account/register')
  })

  it('never shows a page with prompt=none', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const state = `${'s'.repeat(120)}-._~ +&`
    const stranger = await foyer.client().get(authorizePath(acme, app, { prompt: 'none', state }))
    expect(stranger.location?.startsWith(`${REDIRECT_URI}?error=login_required&`)).toBe(true)
    expect(responseOf(stranger)).toMatchObject({ error: 'login_required', state, iss: `${foyer.url}/acme` })
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const known = await browser.get(authorizePath(acme, app, { prompt: 'none', state }))
    expect(responseOf(known)).toMatchObject({ code: expect.any(String), state })
  })

  it('turns a posted request into the same request as GET, with parameters of the protocol only', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const path = '/acme/oauth2/v1/authorize'
    const fields = Object.fromEntries(new URLSearchParams(authorizePath(acme, app).split('?')[1]))
    const posted = await browser.post(
      `${path}?client_id=other`,
      { ...fields, password: 'correct horse', login_began: '1' },
      { headers: { origin: 'https://app.example', 'sec-fetch-site': 'cross-site' } },
    )
    expect(posted.status).toBe(303)
    expect(posted.location).toBe(authorizePath(acme, app))
    expect(responseOf(await browser.get(posted.location ?? '')).code).toBeTypeOf('string')
    const twice = await browser.request('POST', path, 'client_id=a&client_id=b')
    expect(twice.location).toBe(`${path}?client_id=a&client_id=b`)
    const noForm = await fetch(foyer.url + path, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'text/json' },
    })
    expect(noForm.status).toBe(400)
  })

  it('gives names as far as their parts are known', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const people = [
      [{ _scheme: 'full', full_name: 'Ann van Example' }, { name: 'Ann van Example' }],
      [
        { _scheme: 'calling_full', calling_name: 'Annie', full_name: 'Ann Example' },
        { name: 'Ann Example', nickname: 'Annie' },
      ],
      [
        { _scheme: 'given_middle_family', given_name: 'Ann', middle_name: 'M.', family_name: 'Example' },
        { name: 'Ann M. Example', given_name: 'Ann', middle_name: 'M.', family_name: 'Example' },
      ],
    ] as const
    for (const [index, [nameParts, names]] of people.entries()) {
      const person = await newCustomer(foyer, acme, { email: `p${index}@example.org`, nameParts })
      const browser = await loggedIn(foyer, acme, person)
      const answer = await browser.get(authorizePath(acme, app, { scope: 'openid profile' }))
      const tokens = await redeem(foyer, acme, app, responseOf(answer).code ?? '')
      const info = await userinfo(foyer, acme, tokens.body.access_token)
      const { sub, locale, updated_at, ...shown } = info.body
      expect(shown).toEqual(names)
      expect(sub).toBe(person.identifier)
      expect(locale).toBe('de')
      expect(updated_at).toBeTypeOf('number')
    }
  })

  it('says on a page what is wrong when it must not redirect', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const cases: [Record<string, string | null>, string][] = [
      [{ client_id: null }, 'client_id is missing'],
      [{ client_id: 'nobody' }, 'is not known to acme festival'],
      [{ redirect_uri: null }, 'redirect_uri is missing'],
      [{ redirect_uri: 'https://evil.example/cb' }, 'https://evil.example/cb'],
    ]
    for (const [change, words] of cases) {
      const answer = await foyer.client({ headers: { 'accept-language': 'en' } }).get(authorizePath(acme, app, change))
      expect(answer.status).toBe(400)
      expect(answer.location).toBeNull()
      expect(answer.headers.get('content-type')).toContain('text/html')
      expect(parse(answer.text).text('main')).toContain(words)
    }
  })
})
