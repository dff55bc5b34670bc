import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import {
  authorizePath,
  basic,
  CHALLENGE,
  codeFor,
  json,
  loggedIn,
  newClient,
  newCustomer,
  postForm,
  REDIRECT_URI,
  redeem,
  responseOf,
  userinfo,
  VERIFIER,
} from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'

const SYSTEM = { type: 'system' } as const

describeOnBoth('OpenID provider under attack', (kind) => {
  it('redeems a code once among fifty at the same time, and the replay ends its token', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const code = await codeFor(browser, acme, app)
    const answers = await Promise.all(Array.from({ length: 50 }, () => redeem(foyer, acme, app, code)))
    const winners = answers.filter((answer) => answer.status === 200)
    expect(winners).toHaveLength(1)
    for (const { status, body } of answers.filter((answer) => answer.status !== 200)) {
      expect([status, body.error]).toEqual([400, 'invalid_grant'])
    }
    expect((await userinfo(foyer, acme, winners[0]?.body.access_token)).status).toBe(401)
    const history = await foyer.features.audit.list(acme.id, { limit: 50 })
    expect(history.filter((entry) => entry.action === 'foyer.ssoclient.code.replayed')).toHaveLength(1)
  })

  it('keeps organizers apart: client, code, token and session', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    const app = await newClient(foyer, acme)
    const otherApp = await newClient(foyer, other)
    const ann = await newCustomer(foyer, acme)
    const browser = await loggedIn(foyer, acme, ann)

    expect((await browser.get(authorizePath(other, app))).status).toBe(400)
    const stranger = await browser.get(authorizePath(other, otherApp))
    expect(stranger.location).toContain('/other/account/login')
    browser.cookies.set('foyer-customer-other', browser.cookies.get('foyer-customer-acme') ?? '')
    expect((await browser.get(authorizePath(other, otherApp))).location).toContain('/other/account/login')

    const code = await codeFor(browser, acme, app)
    expect((await redeem(foyer, other, app, code)).body.error).toBe('invalid_client')
    expect((await redeem(foyer, other, otherApp, code)).body.error).toBe('invalid_grant')
    const tokens = await redeem(foyer, acme, app, code)
    expect(tokens.status).toBe(200)
    expect((await userinfo(foyer, other, tokens.body.access_token)).status).toBe(401)
    expect((await userinfo(foyer, acme, tokens.body.access_token)).status).toBe(200)
  })

  it('gives a code to the client that it was made for only, and does not burn it for the others', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const thief = await newClient(foyer, acme)
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const code = await codeFor(browser, acme, app)
    expect((await redeem(foyer, acme, thief, code)).body.error).toBe('invalid_grant')
    const elsewhere = { redirect_uri: 'https://app.example/other' }
    expect((await redeem(foyer, acme, app, code, elsewhere)).body.error).toBe('invalid_grant')
    expect((await redeem(foyer, acme, app, code)).status).toBe(200)
  })

  it('ends codes and tokens when the customer or the client is switched off', async () => {
    await using foyer = await startFoyer(kind)
    const { ssoClients, customers } = foyer.features
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const ann = await newCustomer(foyer, acme)
    const browser = await loggedIn(foyer, acme, ann)
    const tokenOf = async () => (await redeem(foyer, acme, app, await codeFor(browser, acme, app))).body.access_token

    const [token, code] = [await tokenOf(), await codeFor(browser, acme, app)]
    await ssoClients.update(acme.id, app.id, { isActive: false }, SYSTEM)
    expect((await userinfo(foyer, acme, token)).status).toBe(401)
    expect((await redeem(foyer, acme, app, code)).body.error).toBe('invalid_client')
    expect((await browser.get(authorizePath(acme, app))).status).toBe(400)
    await ssoClients.update(acme.id, app.id, { isActive: true }, SYSTEM)
    expect((await userinfo(foyer, acme, token)).status).toBe(401)
    expect((await redeem(foyer, acme, app, code)).body.error).toBe('invalid_grant')

    const [second, secondCode] = [await tokenOf(), await codeFor(browser, acme, app)]
    await customers.update(acme, ann.id, { isActive: false }, SYSTEM)
    expect((await userinfo(foyer, acme, second)).status).toBe(401)
    expect((await redeem(foyer, acme, app, secondCode)).body.error).toBe('invalid_grant')
    expect((await browser.get(authorizePath(acme, app, { prompt: 'none' }))).location).toContain('error=login_required')
    await customers.update(acme, ann.id, { isActive: true }, SYSTEM)
    expect((await userinfo(foyer, acme, second)).status).toBe(401)
  })

  it('refuses a code that was issued while its customer was being switched off', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const ann = await newCustomer(foyer, acme)
    const browser = await loggedIn(foyer, acme, ann)
    const code = await codeFor(browser, acme, app)
    const { q } = foyer.platform.db
    await q.updateTable('customers').set({ is_active: false }).where('id', '=', ann.id).execute()
    expect((await redeem(foyer, acme, app, code)).body.error).toBe('invalid_grant')
  })

  it('answers no garbage with 500', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const nasty = ['', '%00', '%ff%fe', '%', '%F0%9F%8E%AB', 'a'.repeat(5000), '[]=1', '__proto__', '%0d%0aX:y', "';--"]
    const names = [
      'client_id',
      'redirect_uri',
      'response_type',
      'scope',
      'state',
      'nonce',
      'prompt',
      'max_age',
      'login_began',
    ]
    const good = authorizePath(acme, app)
    const paths = names.flatMap((name) => nasty.map((value) => `${good}&x&${name}=${value}`))
    const replaced = names.flatMap((name) =>
      nasty.map((value) => `${authorizePath(acme, app, { [name]: null })}&${name}=${value}`),
    )
    for (const path of [...paths, ...replaced]) {
      const { status } = await browser.get(path)
      expect([path, status < 500]).toEqual([path, true])
    }
    for (const value of nasty) {
      const headers = { authorization: `Bearer ${value.replace(/[^\x20-\x7e]/g, '')}` }
      const answer = await fetch(`${foyer.url}/acme/oauth2/v1/userinfo`, { headers })
      expect([value, answer.status < 500]).toEqual([value, true])
      await answer.arrayBuffer()
    }
  })

  it('deletes codes and tokens with their client', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const { body } = await redeem(foyer, acme, app, await codeFor(browser, acme, app))
    await foyer.features.ssoClients.remove(acme.id, app.id, SYSTEM)
    expect((await userinfo(foyer, acme, body.access_token)).status).toBe(401)
    const left = await foyer.platform.db.q.selectFrom('sso_grants').selectAll().execute()
    expect(left).toEqual([])
  })

  it('ends the old secret with the new one', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const { secret } = await foyer.features.ssoClients.regenerateSecret(acme.id, app.id, SYSTEM)
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const code = await codeFor(browser, acme, app)
    expect((await redeem(foyer, acme, app, code)).body.error).toBe('invalid_client')
    expect((await redeem(foyer, acme, { ...app, secret: secret ?? '' }, code)).status).toBe(200)
  })

  it('holds to PKCE', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const strict = await newClient(foyer, acme, { requirePkce: true })
    const open = await newClient(foyer, acme, { clientType: 'public' })
    const lax = await newClient(foyer, acme, { requirePkce: false })
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const refusal = async (app: typeof lax, change: Record<string, string>) =>
      responseOf(await browser.get(authorizePath(acme, app, change))).error
    expect(await refusal(strict, {})).toBe('invalid_request')
    expect(await refusal(open, {})).toBe('invalid_request')
    expect(await refusal(lax, { code_challenge: VERIFIER, code_challenge_method: 'plain' })).toBe('invalid_request')
    expect(await refusal(lax, { code_challenge: CHALLENGE })).toBe('invalid_request')

    const pkce = { code_challenge: CHALLENGE, code_challenge_method: 'S256' }
    const code = await codeFor(browser, acme, open, pkce)
    expect((await redeem(foyer, acme, open, code)).body.error).toBe('invalid_grant')
    const wrong = { code_verifier: `${VERIFIER.slice(0, -1)}x` }
    expect((await redeem(foyer, acme, open, code, wrong)).body.error).toBe('invalid_grant')
    expect((await redeem(foyer, acme, open, code, { code_verifier: VERIFIER })).status).toBe(200)
    const plain = await codeFor(browser, acme, lax)
    expect((await redeem(foyer, acme, lax, plain, { code_verifier: VERIFIER })).body.error).toBe('invalid_grant')
    expect((await redeem(foyer, acme, lax, plain)).status).toBe(200)
  })

  it('redirects to registered addresses only', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme, { redirectUris: [REDIRECT_URI, 'https://app.example/q?a=1'] })
    const phone = await newClient(foyer, acme, {
      clientType: 'public',
      redirectUris: ['http://127.0.0.1/cb', 'com.example.app:/cb'],
    })
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const tricks = [
      `${REDIRECT_URI}/`,
      `${REDIRECT_URI}?x=1`,
      `${REDIRECT_URI}#x`,
      `${REDIRECT_URI}/../evil`,
      REDIRECT_URI.toUpperCase(),
      'https://app.example:443/callback',
      'https://app.example@evil.example/callback',
      'https://app.example.evil.example/callback',
      '//evil.example/callback',
      'javascript:alert(1)',
      'https://app.example/q?a=1&b=2',
      'https://app.example/q',
      ' https://app.example/callback',
      'https://app.example/callback%0d%0aset-cookie:a=b',
    ]
    for (const redirect_uri of tricks) {
      const answer = await browser.get(authorizePath(acme, app, { redirect_uri }))
      expect([redirect_uri, answer.status, answer.location]).toEqual([redirect_uri, 400, null])
    }
    const kept = await browser.get(authorizePath(acme, app, { redirect_uri: 'https://app.example/q?a=1' }))
    expect(kept.location).toMatch(/^https:\/\/app\.example\/q\?a=1&code=/)
    const pkce = { code_challenge: CHALLENGE, code_challenge_method: 'S256' }
    const loopback = await browser.get(
      authorizePath(acme, phone, { redirect_uri: 'http://127.0.0.1:5123/cb', ...pkce }),
    )
    expect(loopback.location).toMatch(/^http:\/\/127\.0\.0\.1:5123\/cb\?code=/)
    const own = await browser.get(authorizePath(acme, phone, { redirect_uri: 'com.example.app:/cb', ...pkce }))
    expect(own.location).toMatch(/^com\.example\.app:\/cb\?code=/)
  })

  it('answers every bad token request in the words of OAuth, never with 500', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const path = '/acme/oauth2/v1/token'
    const auth = basic(app)
    const grant = { grant_type: 'authorization_code', code: 'x', redirect_uri: REDIRECT_URI }
    const cases: [string, Record<string, string> | string, Record<string, string>, number, string][] = [
      ['JSON', '{"grant_type":"authorization_code"}', { 'content-type': 'application/json' }, 400, 'invalid_request'],
      ['broken JSON', '{', { 'content-type': 'application/json' }, 400, 'invalid_request'],
      ['text', 'grant_type=x', { 'content-type': 'text/plain' }, 400, 'invalid_request'],
      ['an empty type', 'x', { 'content-type': '' }, 415, 'invalid_request'],
      ['nothing', '', {}, 400, 'invalid_client'],
      ['broken escapes', 'grant_type=%zz&%', auth, 400, 'unsupported_grant_type'],
      ['oversized', `code=${'x'.repeat(70_000)}`, auth, 413, 'invalid_request'],
      ['a long code', { ...grant, code: 'x'.repeat(600) }, auth, 400, 'invalid_request'],
      ['U+0000', { ...grant, code: 'a\u0000b', redirect_uri: 'a\u0000b' }, auth, 400, 'invalid_grant'],
      ['two codes', 'grant_type=authorization_code&code=a&code=b', auth, 400, 'invalid_request'],
      ['no grant type', { code: 'x' }, auth, 400, 'invalid_request'],
      ['a foreign grant type', { grant_type: 'password' }, auth, 400, 'unsupported_grant_type'],
      ['no code', { grant_type: 'authorization_code' }, auth, 400, 'invalid_request'],
      ['an unknown code', grant, auth, 400, 'invalid_grant'],
      ['a wrong secret', grant, basic({ ...app, secret: 'x' }), 401, 'invalid_client'],
      ['an unknown client', grant, basic({ ...app, clientId: 'x' }), 401, 'invalid_client'],
      ['Basic that is none', grant, { authorization: 'Basic %%%' }, 401, 'invalid_client'],
      ['Bearer', grant, { authorization: 'Bearer x' }, 401, 'invalid_client'],
      ['no secret', { ...grant, client_id: app.clientId }, {}, 400, 'invalid_client'],
      ['two methods', { ...grant, client_secret: app.secret }, auth, 400, 'invalid_request'],
    ]
    for (const [what, fields, headers, status, error] of cases) {
      const answer = await postForm(foyer, path, fields, headers)
      expect([what, answer.status, answer.body.error]).toEqual([what, status, error])
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('content-type')).toContain('application/json')
      expect(answer.headers.has('www-authenticate')).toBe(status === 401)
    }
    const get = await json(await fetch(foyer.url + path))
    expect([get.status, get.body.error, get.headers.get('allow')]).toEqual([405, 'invalid_request', 'POST, OPTIONS'])
  })

  it('answers bad userinfo requests with a challenge', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const path = `${foyer.url}/acme/oauth2/v1/userinfo`
    const none = await json(await fetch(path))
    const challenge = none.headers.get('www-authenticate')
    expect([none.status, challenge?.split(', DPoP ')[0]]).toEqual([401, `Bearer realm="${foyer.url}/acme"`])
    const wrong = await json(await fetch(path, { headers: { authorization: 'Bearer abc' } }))
    expect([wrong.status, wrong.body.error]).toEqual([401, 'invalid_token'])
    const inQuery = await json(await fetch(`${path}?access_token=abc`))
    expect(inQuery.status).toBe(401)
    const put = await json(await fetch(path, { method: 'PUT' }))
    expect(put.status).toBe(405)
  })

  it('takes the access token from a form, too', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const ann = await newCustomer(foyer, acme)
    const browser = await loggedIn(foyer, acme, ann)
    const { body } = await redeem(foyer, acme, app, await codeFor(browser, acme, app))
    const answer = await postForm(foyer, '/acme/oauth2/v1/userinfo', { access_token: String(body.access_token) })
    expect([answer.status, answer.body.sub]).toEqual([200, ann.identifier])
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('slows down whoever guesses at a secret, and nobody else', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const neighbour = await newClient(foyer, acme)
    const path = '/acme/oauth2/v1/token'
    const statuses: number[] = []
    for (let attempt = 0; attempt < 22; attempt++) {
      statuses.push((await postForm(foyer, path, { code: 'x' }, basic({ ...app, secret: `guess ${attempt}` }))).status)
    }
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 401))
    const refused = await postForm(foyer, path, { code: 'x' }, basic(app))
    expect([statuses[21], refused.status, refused.body.error]).toEqual([429, 429, 'temporarily_unavailable'])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await postForm(foyer, path, { grant_type: 'x' }, basic(neighbour))).body.error).toBe(
      'unsupported_grant_type',
    )
  })

  it('stores codes, tokens and secrets as hashes only', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const code = await codeFor(browser, acme, app)
    const { body } = await redeem(foyer, acme, app, code)
    const { q } = foyer.platform.db
    const stored = JSON.stringify([
      await q.selectFrom('sso_grants').selectAll().execute(),
      await q.selectFrom('sso_clients').selectAll().execute(),
      await q.selectFrom('signing_keys').selectAll().execute(),
      await q.selectFrom('audit_log').selectAll().execute(),
    ])
    for (const secret of [code, String(body.access_token), app.secret, '"d":']) expect(stored).not.toContain(secret)
  })

  it('refuses a request that is too long to come back to', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const answer = await foyer.client().get(authorizePath(acme, app, { state: '&'.repeat(4000) }))
    expect(answer.status).toBe(400)
  })
})
