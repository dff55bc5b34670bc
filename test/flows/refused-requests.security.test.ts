import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { staffBrowser } from '../support/office.ts'
import { authorizePath, codeFor, loggedIn, newClient, newCustomer, postForm } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const LIST = '/control/organizer/acme/ssorefusals'
const MARK = 'MARKED'
const SECRET = `${MARK}kS4a1uQ2dIuIBv0qkq9uVx5hH1sYzAZtKo8Wn3hO`
const JWT = `eyJhbGciOiJFUzI1NiJ9.${MARK}c3ViIjoiYW5uIn0.c2ln`

/** Everything that was kept. */
async function kept(foyer: TestServer): Promise<string> {
  await foyer.features.refusedRequests.flush()
  return JSON.stringify(await foyer.platform.db.q.selectFrom('refused_requests').selectAll().execute())
}

describeOnBoth('refused requests', (kind) => {
  it('keep no secret, token, code, assertion or password, however an app misplaces it', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const client = await newClient(foyer, acme)
    const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` })
    const fields = { client_id: client.clientId, client_secret: SECRET, redirect_uri: 'https://app.example/callback' }
    const forms: [path: string, body: Record<string, string> | string, headers?: Record<string, string>][] = [
      ['token', { ...fields, grant_type: 'authorization_code', code: SECRET }],
      ['token', { ...fields, client_secret: client.secret, grant_type: 'authorization_code', code: SECRET }],
      ['token', { ...fields, client_secret: client.secret, grant_type: 'refresh_token', refresh_token: SECRET }],
      ['token', { ...fields, client_secret: client.secret, grant_type: 'password', username: MARK, password: SECRET }],
      ['token', { client_id: SECRET, client_secret: SECRET }],
      ['token', { grant_type: 'authorization_code' }, basic(SECRET, SECRET)],
      ['token', { client_id: client.clientId }, basic(SECRET, SECRET)],
      ['token', { client_id: client.clientId, client_assertion: JWT, client_assertion_type: SECRET }],
      [
        'token',
        { client_assertion: JWT, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' },
      ],
      ['token', `code=${SECRET}&code=${SECRET}&client_secret=${SECRET}&client_secret=${SECRET}`],
      ['revoke', { ...fields, token: SECRET }],
      ['introspect', { ...fields, token: SECRET }],
      ['par', { ...fields, request: JWT }],
      ['userinfo', { access_token: SECRET }, { authorization: `Bearer ${SECRET}` }],
      ['userinfo', { access_token: SECRET }],
    ]
    for (const [path, body, headers] of forms) {
      const answer = await postForm(foyer, `/acme/oauth2/v1/${path}`, body, headers)
      expect(answer.status, path).toBeGreaterThanOrEqual(400)
    }
    const browser = foyer.client()
    const authorizations: Record<string, string>[] = [
      { redirect_uri: `https://ann:${SECRET}@app.example/callback` },
      { redirect_uri: `https://app.example/callback?code=${MARK}&token=${SECRET}` },
      { client_id: SECRET },
      { request: JWT },
      { id_token_hint: JWT },
      { request_uri: `https://app.example/request?secret=${SECRET}` },
      { request_uri: `urn:ietf:params:oauth:request_uri:${SECRET}` },
      { claims: `{"userinfo":${JSON.stringify(JWT)}}` },
      { prompt: SECRET },
      { dpop_jkt: `${SECRET}x` },
      { max_age: SECRET },
      { nonce: `${SECRET}\u0001` },
    ]
    for (const changes of authorizations) await browser.get(authorizePath(acme, client, changes))
    await browser.get(
      `/acme/oauth2/v1/logout?id_token_hint=${JWT}&post_logout_redirect_uri=https://x.example/${SECRET}`,
    )

    const all = await kept(foyer)
    expect(all.match(/"reference"/g)?.length).toBeGreaterThan(9)
    expect(all).not.toContain(client.secret)
    expect(all.match(new RegExp(`.{0,60}${MARK}.{0,20}`, 'g')) ?? []).toEqual([])
  })

  it('keep no code and no verifier of a real login', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const client = await newClient(foyer, acme)
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const code = await codeFor(browser, acme, client)
    const body = { grant_type: 'authorization_code', code, redirect_uri: 'https://app.example/other' }
    const sent = { ...body, client_id: client.clientId, client_secret: client.secret, code_verifier: SECRET }
    const refused = await postForm(foyer, '/acme/oauth2/v1/token', sent)
    expect(refused.body.error).toBe('invalid_grant')
    const all = await kept(foyer)
    expect(all).toContain('redirect_uri_not_of_code')
    for (const secret of [code, code.split('.')[1] ?? '', client.secret, SECRET]) expect(all).not.toContain(secret)
  })

  it('are for staff of this organizer who may change its settings', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    const client = await newClient(foyer, acme)
    await foyer.client().get(authorizePath(acme, client, { scope: null }))
    await foyer.features.refusedRequests.flush()
    const [refusal] = (await foyer.features.refusedRequests.list(acme.id, { limit: 9 })).refusals
    const one = `${LIST}/${refusal?.reference}`
    expect((await foyer.client().get(one)).location).toContain('/control/login')
    const member = await staffBrowser(foyer, { email: 'm@example.org', organizer: acme, role: 'member' })
    expect((await member.get(LIST)).status).toBe(403)
    expect((await member.get(one)).status).toBe(403)
    const stranger = await staffBrowser(foyer, { email: 's@example.org', organizer: other })
    expect((await stranger.get(one)).status).toBe(404)
    const ofOther = '/control/organizer/other/ssorefusals'
    expect((await stranger.get(`${ofOther}/${refusal?.reference}`)).status).toBe(404)
    const searched = await stranger.get(`${ofOther}?reference=${refusal?.reference}&client=${client.id}`)
    expect(searched.status).toBe(200)
    expect(searched.text).not.toContain('Festival forum')
    const admin = await staffBrowser(foyer, { email: 'a@example.org', organizer: acme })
    expect((await admin.get(one)).status).toBe(200)
  })

  it('draw nothing of what strangers send as markup, and answer odd addresses politely', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const client = await newClient(foyer, acme)
    const script = '<script>alert(1)</script>'
    await foyer.client().get(authorizePath(acme, client, { redirect_uri: `https://app.example/callback${script}` }))
    await foyer.client().get(authorizePath(acme, client, { prompt: script }))
    await foyer.client().get(authorizePath(acme, client, { client_id: script }))
    const staff = await staffBrowser(foyer)
    const list = await staff.get(LIST)
    expect(list.text).not.toContain('<script>alert')
    for (const [, code] of list.text.matchAll(/ssorefusals\/([A-Z2-9]{8})"/g)) {
      const page = await staff.get(`${LIST}/${code}`)
      expect(page.status).toBe(200)
      expect(page.text).not.toContain('<script>alert')
    }
    const odd = [
      '?reference=%00',
      '?older=x&newer[]=1',
      '?client=a&client=b',
      `?reference=${'x'.repeat(5000)}`,
      '?reference[a]=1',
    ]
    for (const query of odd) expect((await staff.get(LIST + query)).status, query).toBe(200)
    expect((await staff.get(`${LIST}/%00`)).status).toBe(404)
  })

  it('cost nobody an answer while the database does not take them', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const client = await newClient(foyer, acme)
    const { schema } = foyer.platform.db.q
    await schema.alterTable('refused_requests').renameTo('refused_requests_away').execute()
    const ask = () => foyer.client().get(authorizePath(acme, client, { scope: null }))
    expect((await ask()).location).toContain('error=invalid_scope')
    await foyer.features.refusedRequests.flush()
    expect((await ask()).location).toContain('error=invalid_scope')
    await schema.alterTable('refused_requests_away').renameTo('refused_requests').execute()
    expect(await kept(foyer)).toContain('scope_missing')
  })
})
