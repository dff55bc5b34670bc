import { expect, it } from 'vitest'
import { ENDPOINTS } from '../../src/protocol/provider/endpoints.ts'
import { testKey } from '../../src/protocol/provider/testing-requests.ts'
import { describeOnBoth } from '../support/databases.ts'
import {
  authorizePath,
  callAs,
  codeFor,
  json,
  loggedIn,
  newClient,
  newCustomer,
  offlineTokens,
  proofOf,
  pushedPath,
  REDIRECT_URI,
  redeem,
  refresh,
  responseOf,
  userinfo,
} from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'

describeOnBoth('endpoints for programs', (kind) => {
  it('revoke an access token alone, and a refresh token with everything that came with it', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { app, tokens } = await offlineTokens(foyer, acme)
    const revoke = (token: unknown) => callAs(foyer, acme, app, ENDPOINTS.revocation, { token: String(token) })
    const second = (await refresh(foyer, acme, app, tokens.refresh_token)).body
    const third = (await refresh(foyer, acme, app, second.refresh_token)).body

    expect((await revoke(tokens.access_token)).status).toBe(200)
    expect((await userinfo(foyer, acme, tokens.access_token)).status).toBe(401)
    expect((await revoke(second.access_token)).status).toBe(200)
    expect((await userinfo(foyer, acme, second.access_token)).status).toBe(401)
    expect((await userinfo(foyer, acme, third.access_token)).status).toBe(200)
    expect((await revoke(third.refresh_token)).status).toBe(200)
    expect((await userinfo(foyer, acme, third.access_token)).status).toBe(401)
    expect((await refresh(foyer, acme, app, third.refresh_token)).body.error).toBe('invalid_grant')
    expect((await revoke(third.refresh_token)).status).toBe(200)
    const history = await foyer.features.audit.list(acme.id, { limit: 50 })
    expect(history.filter(({ action }) => action === 'foyer.ssoclient.refresh.reused')).toEqual([])
  })

  it('revoke a token of the front channel', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme, { responseTypes: ['id_token token'] })
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const answer = await browser.get(authorizePath(acme, app, { response_type: 'id_token token', nonce: 'n' }))
    const token = new URLSearchParams(new URL(answer.location ?? '').hash.slice(1)).get('access_token') ?? ''
    expect((await userinfo(foyer, acme, token)).status).toBe(200)
    expect((await callAs(foyer, acme, app, ENDPOINTS.revocation, { token })).status).toBe(200)
    expect((await userinfo(foyer, acme, token)).status).toBe(401)
  })

  it('revoke no token of another client, and do not say so', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { app, tokens } = await offlineTokens(foyer, acme)
    const other = await newClient(foyer, acme)
    for (const token of [tokens.access_token, tokens.refresh_token]) {
      const answer = await callAs(foyer, acme, other, ENDPOINTS.revocation, { token: String(token) })
      expect(answer.status).toBe(200)
    }
    expect((await userinfo(foyer, acme, tokens.access_token)).status).toBe(200)
    expect((await refresh(foyer, acme, app, tokens.refresh_token)).status).toBe(200)
  })

  it('say what a token stands for, as long as it lives', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { app, customer, tokens } = await offlineTokens(foyer, acme)
    const service = await newClient(foyer, acme)
    const ask = async (client: typeof app, token: unknown) =>
      (await callAs(foyer, acme, client, ENDPOINTS.introspection, { token: String(token) })).body

    const second = (await refresh(foyer, acme, app, tokens.refresh_token)).body
    for (const token of [tokens.access_token, second.access_token]) {
      const described = await ask(service, token)
      expect(described).toMatchObject({ active: true, sub: customer.identifier, client_id: app.clientId })
      expect(Number(described.exp) - Number(described.iat)).toBe(3600)
    }
    expect(await ask(app, second.refresh_token)).toMatchObject({ active: true, scope: 'openid email offline_access' })
    expect(await ask(service, second.refresh_token)).toEqual({ active: false })
    expect(await ask(app, tokens.refresh_token)).toEqual({ active: false })
    expect(await ask(app, 'x')).toEqual({ active: false })
    const publicApp = await newClient(foyer, acme, { clientType: 'public', authMethod: 'none' })
    const refused = await callAs(foyer, acme, publicApp, ENDPOINTS.introspection, {
      token: String(tokens.access_token),
    })
    expect([refused.status, refused.body.error]).toEqual([403, 'unauthorized_client'])
  })

  it('take an authorization request ahead, which gives one answer', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const options = { requirePushedAuthorizationRequests: true }
    const app = await newClient(foyer, acme, { options })
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const direct = await browser.get(authorizePath(acme, app))
    expect(responseOf(direct).error).toBe('invalid_request')

    const path = await pushedPath(foyer, acme, app)
    const { code = '', state } = responseOf(await browser.get(path))
    expect(state).toBe('state-1')
    expect((await redeem(foyer, acme, app, code)).status).toBe(200)
    const again = await browser.get(path)
    expect([again.status, again.location]).toEqual([400, null])
  })

  it('keep a request that was sent ahead through a login', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const stranger = foyer.client()
    const toLogin = await stranger.get(await pushedPath(foyer, acme, app))
    expect(toLogin.location).toContain('/acme/account/login')
    const page = await stranger.get(toLogin.location ?? '')
    expect(page.text).toContain('Festival forum')
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://app.example;")
    const next = new URL(toLogin.location ?? '', foyer.url).searchParams.get('next') ?? ''
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    expect(responseOf(await browser.get(next)).code).toBeDefined()
  })

  it('bind tokens to the key of a client', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { app, browser } = await offlineTokens(foyer, acme)
    const [key, other] = [await testKey(), await testKey()]
    const tokenUrl = `${foyer.url}/acme${ENDPOINTS.token}`
    const personUrl = `${foyer.url}/acme${ENDPOINTS.userinfo}`
    const proof = (by = key) => proofOf(by, 'POST', tokenUrl)
    const scope = 'openid offline_access'

    const code = await codeFor(browser, acme, app, { scope, dpop_jkt: key.jkt })
    const wrong = await redeem(foyer, acme, app, code, {}, { dpop: await proof(other) })
    expect([wrong.status, wrong.body.error]).toEqual([400, 'invalid_grant'])
    const { status, body } = await redeem(foyer, acme, app, code, {}, { dpop: await proof() })
    expect([status, body.token_type]).toEqual([200, 'DPoP'])

    const token = String(body.access_token)
    const ask = async (headers: Record<string, string>) => (await json(await fetch(personUrl, { headers }))).status
    const bound = await proofOf(key, 'GET', personUrl, token)
    expect(await ask({ authorization: `DPoP ${token}`, dpop: bound })).toBe(200)
    expect(await ask({ authorization: `DPoP ${token}`, dpop: bound })).toBe(401)
    expect(await ask({ authorization: `Bearer ${token}` })).toBe(401)
    const stolen = await proofOf(other, 'GET', personUrl, token)
    expect(await ask({ authorization: `DPoP ${token}`, dpop: stolen })).toBe(401)

    expect((await refresh(foyer, acme, app, body.refresh_token)).status).toBe(400)
    const next = await refresh(foyer, acme, app, body.refresh_token, {}, { dpop: await proof() })
    expect([next.status, next.body.token_type]).toEqual([200, 'DPoP'])
    const described = await callAs(foyer, acme, app, ENDPOINTS.introspection, { token: String(next.body.access_token) })
    expect(described.body).toMatchObject({ active: true, token_type: 'DPoP', cnf: { jkt: key.jkt } })
  })

  it('answer other methods and other bodies in the words of OAuth', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const posted = [ENDPOINTS.token, ENDPOINTS.revocation, ENDPOINTS.introspection, ENDPOINTS.pushedAuthorization]
    for (const path of posted) {
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await json(await fetch(`${foyer.url}/acme${path}`, { method }))
        expect([answer.status, answer.headers.get('allow'), answer.body.error], path).toEqual([
          405,
          'POST, OPTIONS',
          'invalid_request',
        ])
      }
      for (const [type, body] of [
        ['application/json', '{}'],
        ['multipart/form-data; boundary=x', '--x--'],
        ['text/plain', 'grant_type=authorization_code'],
      ] as const) {
        const init = { method: 'POST', body, headers: { 'content-type': type } }
        const answer = await json(await fetch(`${foyer.url}/acme${path}`, init))
        expect([answer.status, answer.body.error], `${path} ${type}`).toEqual([400, 'invalid_request'])
      }
      const large = { method: 'POST', body: new URLSearchParams({ token: 'x'.repeat(70_000) }) }
      expect((await json(await fetch(`${foyer.url}/acme${path}`, large))).status).toBe(413)
    }
    for (const path of [ENDPOINTS.discovery, ENDPOINTS.oauthDiscovery, ENDPOINTS.keys]) {
      const answer = await fetch(`${foyer.url}/acme${path}`, { method: 'POST', body: 'x' })
      expect([answer.status, answer.headers.get('allow')], path).toEqual([405, 'GET, HEAD, OPTIONS'])
      await answer.arrayBuffer()
    }
  })

  it('slow down whoever guesses, at all of them together, also with signatures', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const wrong = { ...app, secret: 'wrong' }
    const paths = [ENDPOINTS.token, ENDPOINTS.revocation, ENDPOINTS.introspection, ENDPOINTS.pushedAuthorization]
    const fields = { token: 'x', grant_type: 'authorization_code', redirect_uri: REDIRECT_URI, code: 'x' }
    for (let turn = 0; turn < 20; turn++) {
      const answer = await callAs(foyer, acme, wrong, paths[turn % paths.length] ?? '', fields)
      expect(answer.status).toBe(401)
    }
    for (const path of paths) {
      expect((await callAs(foyer, acme, wrong, path, fields)).status).toBe(429)
      expect((await callAs(foyer, acme, app, path, fields)).status).toBe(429)
    }
    const key = await testKey()
    const signed = { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' }
    const client_assertion = await key.sign({}, { sub: app.clientId })
    const bySignature = { ...fields, ...signed, client_assertion, client_id: null, client_secret: null }
    expect((await callAs(foyer, acme, app, ENDPOINTS.token, bySignature)).status).toBe(429)
    const another = await newClient(foyer, acme)
    expect((await callAs(foyer, acme, another, ENDPOINTS.revocation, { token: 'x' })).status).toBe(200)
  })
})
