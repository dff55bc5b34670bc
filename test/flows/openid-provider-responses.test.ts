import { createRemoteJWKSet, jwtVerify } from 'jose'
import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import {
  authorizePath,
  CHALLENGE,
  codeFor,
  fragmentOf,
  loggedIn,
  newClient,
  newCustomer,
  REDIRECT_URI,
  redeem,
  responseOf,
  type TestClient,
  userinfo,
} from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const ALL = ['code', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token']

async function scene(foyer: TestServer) {
  const acme = await foyer.organizer('acme')
  const app = await newClient(foyer, acme, { responseTypes: ALL })
  const ann = await newCustomer(foyer, acme)
  return { acme, app, ann, browser: await loggedIn(foyer, acme, ann) }
}

/** The claims of an ID token after everything about it was checked. */
async function verified(foyer: TestServer, app: TestClient, idToken: string | undefined) {
  const keys = createRemoteJWKSet(new URL(`${foyer.url}/acme/oauth2/v1/keys`))
  const options = { issuer: `${foyer.url}/acme`, audience: app.clientId }
  return (await jwtVerify(idToken ?? '', keys, options)).payload
}

describeOnBoth('answers of the authorization endpoint', (kind) => {
  it.each([
    ['id_token', ['id_token']],
    ['token id_token', ['access_token', 'id_token']],
    ['id_token code', ['code', 'id_token']],
    ['code token', ['access_token', 'code']],
    ['token code id_token', ['access_token', 'code', 'id_token']],
  ])('come in the fragment for %s, with what was asked for and nothing else', async (response_type, given) => {
    await using foyer = await startFoyer(kind)
    const { acme, app, ann, browser } = await scene(foyer)
    const answer = await browser.get(authorizePath(acme, app, { response_type, nonce: 'n-1' }))
    expect(answer.location?.startsWith(`${REDIRECT_URI}#`)).toBe(true)
    const response = fragmentOf(answer)
    const tokens = Object.keys(response).filter((name) => ['code', 'access_token', 'id_token'].includes(name))
    expect(tokens.sort()).toEqual(given)
    expect(response).toMatchObject({ state: 'state-1', iss: `${foyer.url}/acme` })
    if (response.id_token !== undefined) {
      const claims = await verified(foyer, app, response.id_token)
      expect(claims).toMatchObject({ sub: ann.identifier, nonce: 'n-1', acr: '1' })
      expect([claims.c_hash !== undefined, claims.at_hash !== undefined]).toEqual([
        response.code !== undefined,
        response.access_token !== undefined,
      ])
    }
    if (response.access_token !== undefined) {
      expect(response).toMatchObject({ token_type: 'Bearer', expires_in: '3600' })
      expect((await userinfo(foyer, acme, response.access_token)).body.sub).toBe(ann.identifier)
    }
    if (response.code !== undefined) expect((await redeem(foyer, acme, app, response.code)).status).toBe(200)
  })

  it('end with the replay of their code: the token of the front channel, too', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, app, browser } = await scene(foyer)
    const answer = await browser.get(authorizePath(acme, app, { response_type: 'code token' }))
    const { code = '', access_token } = fragmentOf(answer)
    const back = await redeem(foyer, acme, app, code)
    expect((await userinfo(foyer, acme, access_token)).status).toBe(200)
    expect((await redeem(foyer, acme, app, code)).body.error).toBe('invalid_grant')
    for (const token of [access_token, back.body.access_token]) {
      expect((await userinfo(foyer, acme, token)).status).toBe(401)
    }
  })

  it('are refused for what the client is not registered for, and never carry tokens in a query', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, app, browser } = await scene(foyer)
    const plain = await newClient(foyer, acme)
    const implicit = await browser.get(authorizePath(acme, plain, { response_type: 'id_token', nonce: 'n' }))
    expect(fragmentOf(implicit).error).toBe('unauthorized_client')
    const inQuery = { response_type: 'code id_token', nonce: 'n', response_mode: 'query' }
    const refused = await browser.get(authorizePath(acme, app, inQuery))
    expect(refused.location).not.toContain('id_token=')
    expect({ ...responseOf(refused), ...fragmentOf(refused) }.error).toBe('invalid_request')
  })

  it('are posted by a page that needs no script', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, app, browser } = await scene(foyer)
    const posted = async (changes: Record<string, string>) => {
      const answer = await browser.get(authorizePath(acme, app, { response_mode: 'form_post', ...changes }))
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
      const policy = answer.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("form-action 'self' https:;")
      expect(policy).toContain("script-src 'self';")
      expect(answer.text).toMatch(/<script type="module" src="\/assets\/form-post\.js/)
      const form = parse(answer.text).form('app.example')
      expect([form?.action, form?.method]).toEqual([REDIRECT_URI, 'post'])
      return form?.values ?? {}
    }
    const code = await posted({})
    expect(code).toMatchObject({ state: 'state-1', iss: `${foyer.url}/acme` })
    expect((await redeem(foyer, acme, app, code.code ?? '')).status).toBe(200)

    const hybrid = await posted({ response_type: 'code id_token token', nonce: 'n', state: `<"'&>` })
    expect(Object.keys(hybrid)).toEqual(expect.arrayContaining(['code', 'id_token', 'access_token']))
    expect(hybrid.state).toBe(`<"'&>`)
    expect(await posted({ prompt: 'none', max_age: '0' })).toMatchObject({ error: 'login_required' })
  })

  it('lead out of our own pages in a navigation of its own, which their policy is not about', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, app, browser } = await scene(foyer)
    const own = { headers: { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document' } }
    const page = await browser.get(authorizePath(acme, app, { state: `<"'&>` }), own)
    expect([page.status, page.location, page.headers.get('cache-control')]).toEqual([200, null, 'no-store'])
    const location = page.headers.get('refresh')?.replace('0;url=', '') ?? ''
    expect(location.startsWith(`${REDIRECT_URI}?code=`)).toBe(true)
    expect(parse(page.text).links('Weiter')).toEqual([location])
    const { code = '', state } = responseOf({ location })
    expect(state).toBe(`<"'&>`)
    expect((await redeem(foyer, acme, app, code)).status).toBe(200)

    const fromApp = { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' } }
    expect((await browser.get(authorizePath(acme, app), fromApp)).status).toBe(303)
    const phone = await newClient(foyer, acme, {
      clientType: 'public',
      authMethod: 'none',
      redirectUris: ['com.example.app:/cb'],
    })
    const toPhone = authorizePath(acme, phone, {
      redirect_uri: 'com.example.app:/cb',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
    })
    expect((await browser.get(toPhone, own)).location).toMatch(/^com\.example\.app:\/cb\?code=/)
  })

  it('give the claims that were asked for by name, in the token and at userinfo', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, app, browser } = await scene(foyer)
    const claims = JSON.stringify({
      id_token: { email: null, given_name: { essential: true } },
      userinfo: { name: null },
    })
    const code = await codeFor(browser, acme, app, { scope: 'openid', claims })
    const { body } = await redeem(foyer, acme, app, code)
    const idToken = await verified(foyer, app, String(body.id_token))
    expect(idToken).toMatchObject({ email: 'ann@example.org', given_name: 'Ann' })
    expect(idToken).not.toHaveProperty('name')
    const person = await userinfo(foyer, acme, body.access_token)
    expect(person.body.name).toBe('Ann Example')
    expect(person.body).not.toHaveProperty('email')
  })

  it('name the person differently to each sector, and always the same to one', async () => {
    await using foyer = await startFoyer(kind)
    await using other = await startFoyer(kind, { beside: foyer, env: { FOYER_URL: foyer.url } })
    const { acme, ann, browser } = await scene(foyer)
    const subjectAt = async (redirectUri: string) => {
      const options = { subjectType: 'pairwise' }
      const client = await newClient(foyer, acme, { redirectUris: [redirectUri], options })
      const code = await codeFor(browser, acme, client, { redirect_uri: redirectUri })
      const { body } = await redeem(foyer, acme, client, code, { redirect_uri: redirectUri })
      const { sub } = await verified(foyer, client, String(body.id_token))
      for (const { port } of [foyer.config, other.config]) {
        const answer = await userinfo({ url: `http://localhost:${port}` }, acme, body.access_token)
        expect(answer.body.sub).toBe(sub)
      }
      return sub
    }
    const first = await subjectAt('https://a.example/cb')
    expect(await subjectAt('https://a.example/other')).toBe(first)
    const second = await subjectAt('https://b.example/cb')
    expect(new Set([first, second, ann.identifier]).size).toBe(3)
    const stored = await foyer.platform.db.q.selectFrom('pairwise_salts').selectAll().execute()
    expect(stored).toHaveLength(1)
  })
})
