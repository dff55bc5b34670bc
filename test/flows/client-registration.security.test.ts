import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import {
  callRegistration,
  initialToken,
  manage,
  REGISTERED_CALLBACK,
  type RegistrationAnswer,
  register,
} from '../support/registration.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const ON = { sso_registration: 'true' }
const SYSTEM = { type: 'system' } as const

async function withAcme(foyer: TestServer, uses = 1) {
  const acme = await foyer.organizer('acme', ON)
  return { acme, token: await initialToken(foyer, acme, uses) }
}

function expectTokenRefused(answer: RegistrationAnswer): void {
  expect([answer.status, answer.body.error]).toEqual([401, 'invalid_token'])
  expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="/)
}

describeOnBoth('client registration, attacked', (kind) => {
  it('demands a token that is known here, lives, and has uses left', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, token } = await withAcme(foyer)
    const other = await foyer.organizer('other', ON)
    for (const wrong of [null, '', 'x', 'x'.repeat(5000), `${token}x`, token.toUpperCase()]) {
      expectTokenRefused(await register(foyer, wrong))
    }
    expectTokenRefused(await register(foyer, await initialToken(foyer, other)))
    expectTokenRefused(await register(foyer, token, {}, 'other'))
    expect((await register(foyer, token)).status).toBe(201)
    const used = await register(foyer, token)
    expectTokenRefused(used)
    expect(used.body.error_description).toMatch(/^The initial access token has no uses left \(reference [A-Z2-9]{8}\)$/)
    const registered = await foyer.features.ssoClients.count(acme.id)
    expect([registered, await foyer.features.ssoClients.count(other.id)]).toEqual([1, 0])
  })

  it('ends a token at its time and when it is revoked', async () => {
    let now = Date.now()
    await using foyer = await startFoyer(kind, { platform: { clock: { now: () => now } } })
    const { acme, token } = await withAcme(foyer, 5)
    const { tokens } = foyer.features.clientRegistration
    const { token: revoked, secret } = await tokens.create(acme.id, { name: 'R', uses: 5, days: 9 }, SYSTEM)
    expect((await register(foyer, secret)).status).toBe(201)
    await tokens.revoke(acme.id, revoked.id, SYSTEM)
    expectTokenRefused(await register(foyer, secret))
    now += 86_400_000 - 1000
    expect((await register(foyer, token)).status).toBe(201)
    now += 1000
    expectTokenRefused(await register(foyer, token))
  })

  it('lets fifty requests at once use a token for ten apps exactly ten times', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, token } = await withAcme(foyer, 10)
    const answers = await Promise.all(Array.from({ length: 50 }, () => register(foyer, token)))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(10)
    expect(statuses.filter((status) => status !== 201 && status !== 401)).toEqual(
      statuses.filter((status) => status === 429),
    )
    expect(await foyer.features.ssoClients.count(acme.id)).toBe(10)
    expect((await foyer.features.clientRegistration.tokens.list(acme.id))[0]?.usesLeft).toBe(0)
    expect(new Set(answers.map(({ body }) => body.client_id)).size).toBe(11)
  })

  it('gives a use back when nothing came of it', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, token } = await withAcme(foyer)
    const refused = await register(foyer, token, { id_token_signed_response_alg: 'none' })
    expect([refused.status, refused.body.error]).toEqual([400, 'invalid_client_metadata'])
    expect((await foyer.features.clientRegistration.tokens.list(acme.id))[0]?.usesLeft).toBe(1)
    expect((await register(foyer, token)).status).toBe(201)
  })

  it('slows down whoever guesses', async () => {
    await using foyer = await startFoyer(kind)
    const { token } = await withAcme(foyer)
    for (let i = 0; i < 20; i++) expect((await register(foyer, `guess-${i}`)).status).toBe(401)
    const blocked = [await register(foyer, 'guess-20'), await register(foyer, token)]
    expect(blocked.map(({ status }) => status)).toEqual([429, 429])
    expect(blocked[1]?.headers.get('retry-after')).toMatch(/^\d+$/)
  })

  it('opens a registration with its own token only', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, token } = await withAcme(foyer, 5)
    const other = await foyer.organizer('other', ON)
    const mine = await register(foyer, token)
    const theirs = await register(foyer, token, { client_name: 'Theirs' })
    const elsewhere = await register(foyer, await initialToken(foyer, other), {}, 'other')
    const { client } = await foyer.features.ssoClients.create(
      acme.id,
      { name: 'By staff', redirectUris: [REGISTERED_CALLBACK] },
      SYSTEM,
    )
    const key = String(mine.body.registration_access_token)
    const addresses = [
      String(theirs.body.registration_client_uri),
      String(elsewhere.body.registration_client_uri),
      `/other/oauth2/v1/register/${mine.body.client_id}`,
      `/acme/oauth2/v1/register/${client.clientId}`,
      '/acme/oauth2/v1/register/unknown',
      `/acme/oauth2/v1/register/${'x'.repeat(95)}`,
    ]
    for (const method of ['GET', 'DELETE', 'PUT']) {
      for (const address of addresses.slice(0, method === 'GET' ? 6 : 4)) {
        const body = method === 'PUT' ? { client_id: 'x', redirect_uris: [REGISTERED_CALLBACK] } : undefined
        expectTokenRefused(await callRegistration(foyer, method, address, key, body))
      }
    }
    expectTokenRefused(await callRegistration(foyer, 'GET', String(mine.body.registration_client_uri), token))
    expect((await callRegistration(foyer, 'GET', '/acme/oauth2/v1/register/%00', key)).status).toBe(400)
    const clients = foyer.features.ssoClients
    expect([await clients.count(acme.id), await clients.count(other.id)]).toEqual([3, 1])
  })

  it('is closed to an app that staff switched off, and cannot open itself again', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, token } = await withAcme(foyer)
    const registered = await register(foyer, token)
    const { ssoClients } = foyer.features
    const client = await ssoClients.byClientId(acme.id, String(registered.body.client_id))
    if (!client) throw new Error('no client')
    await ssoClients.update(acme.id, client.id, { isActive: false }, SYSTEM)
    const body = { client_id: client.clientId, redirect_uris: [REGISTERED_CALLBACK], is_active: true, isActive: true }
    for (const [method, sent] of [['GET'], ['PUT', body], ['DELETE']] as const) {
      expect((await manage(foyer, registered, method, sent)).status).toBe(403)
    }
    expect((await ssoClients.byId(acme.id, client.id))?.isActive).toBe(false)
  })

  it('takes nothing for itself that only staff give', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, token } = await withAcme(foyer)
    const registered = await register(foyer, token, {
      client_id: 'chosen',
      client_secret: 'chosen',
      consent: 'never',
      is_first_party: true,
      isFirstParty: true,
      options: { isFirstParty: true },
      access_token_lifetime: 999_999_999,
      registration_access_token: 'chosen',
      software_statement: 'a.b.c',
      ['__proto__' as string]: { isFirstParty: true },
    })
    expect(registered.status).toBe(201)
    expect(JSON.stringify(registered.body)).not.toContain('chosen')
    const client = await foyer.features.ssoClients.byClientId(acme.id, String(registered.body.client_id))
    expect(client).toMatchObject({
      consent: 'once',
      isFirstParty: false,
      accessTokenLifetimeS: 3600,
      isHighSecurity: false,
    })
  })

  it('reads nothing but a small JSON object', async () => {
    await using foyer = await startFoyer(kind)
    const { token } = await withAcme(foyer)
    const proto = `{"__proto__":{"redirect_uris":["${REGISTERED_CALLBACK}"]}}`
    const polluted = `{"constructor":{"prototype":{"client_name":"x"}},"redirect_uris":["${REGISTERED_CALLBACK}"],"client_name":[]}`
    for (const body of ['', '[]', '1', '"x"', 'null', '{', proto, polluted, `{"a":${'['.repeat(30_000)}`, '\u0000']) {
      const answer = await register(foyer, token, body)
      expect(answer.status, body.slice(0, 40)).toBe(400)
      expect(answer.body.error).toMatch(/^invalid_/)
    }
    expect((await register(foyer, token, { client_name: 'a\u0000b' })).status).toBe(400)
    expect((await register(foyer, token, { software_id: 'a\u0000b' })).status).toBe(400)
    const huge = await register(foyer, token, { client_uri: `https://app.example/${'x'.repeat(100_000)}` })
    expect(huge.status).toBe(413)
    const deep = await register(
      foyer,
      token,
      `{"redirect_uris":["${REGISTERED_CALLBACK}"],"x":${'['.repeat(9000)}${']'.repeat(9000)}}`,
    )
    expect(deep.status).toBe(201)
  })

  it('calls nothing in the private network for it', async () => {
    let calls = 0
    const inside = createServer((_request, response) => {
      calls++
      response.end(JSON.stringify([REGISTERED_CALLBACK]))
    })
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve))
    try {
      const { port } = inside.address() as AddressInfo
      await using foyer = await startFoyer(kind)
      const { token } = await withAcme(foyer, 9)
      for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]']) {
        for (const scheme of ['https', 'http']) {
          const uri = `${scheme}://${host}:${port}/`
          await register(foyer, token, { sector_identifier_uri: uri, subject_type: 'pairwise' })
          await register(foyer, token, { logo_uri: uri, jwks_uri: uri })
        }
      }
      const told = await register(foyer, token, { sector_identifier_uri: `https://127.0.0.1:${port}/` })
      const unreachable = await register(foyer, token, { sector_identifier_uri: 'https://nothing.invalid/' })
      const words = ({ body }: RegistrationAnswer) => String(body.error_description).replace(/ \(reference .*/, '')
      expect(words(told)).toBe(words(unreachable))
      expect(calls).toBe(0)
    } finally {
      inside.close()
    }
  })

  it('holds apps of an organizer with high security to it', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', { ...ON, sso_high_security: 'true' })
    const token = await initialToken(foyer, acme)
    const weak = [{}, { token_endpoint_auth_method: 'none' }, { response_types: ['code id_token'] }]
    for (const metadata of weak) expect((await register(foyer, token, metadata)).status).toBe(400)
    const strong = await register(foyer, token, { jwks_uri: 'https://app.example/jwks' })
    expect(strong.body).toMatchObject({
      token_endpoint_auth_method: 'private_key_jwt',
      require_pushed_authorization_requests: true,
      dpop_bound_access_tokens: true,
      id_token_signed_response_alg: 'ES256',
    })
    expect(strong.body).not.toHaveProperty('client_secret')
  })

  it('shows a new token once, to the one who made it', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, token } = await withAcme(foyer)
    const jonas = await staffBrowser(foyer, { organizer: acme })
    const lena = await staffBrowser(foyer, { organizer: acme, email: 'lena@example.org' })
    const page = '/control/organizer/acme/ssoregistration'
    const made = await jonas.submit(`${page}/add`, { name: 'Agency', uses: '2', days: '7' })
    expect([made.status, made.location]).toEqual([303, page])
    const cookie = [...jonas.cookies].find(([name]) => name.endsWith('registration-token'))
    if (!cookie) throw new Error('no cookie')
    lena.cookies.set(...cookie)
    const secretIn = (html: string) => /[\w-]{43}(?=<\/code>)/.exec(html)?.[0]
    expect(secretIn((await lena.get(page)).text)).toBeUndefined()
    const secret = secretIn((await jonas.get(page)).text)
    expect((await register(foyer, secret ?? '')).status).toBe(201)
    const again = await jonas.get(page)
    expect(again.text).toContain('Agency')
    expect(secretIn(again.text)).toBeUndefined()
    expect(again.text).not.toContain(token)
  })

  it('keeps tokens from staff who may not change settings and from other organizers', async () => {
    await using foyer = await startFoyer(kind)
    const { acme } = await withAcme(foyer)
    const other = await foyer.organizer('other', ON)
    const member = await staffBrowser(foyer, { organizer: acme, email: 'member@example.org', role: 'member' })
    expect((await member.get('/control/organizer/acme/ssoregistration')).status).toBe(403)
    const stranger = await staffBrowser(foyer, { organizer: other })
    const [known] = await foyer.features.clientRegistration.tokens.list(acme.id)
    expect((await stranger.get(`/control/organizer/other/ssoregistration/${known?.id}/revoke`)).status).toBe(404)
    expect((await stranger.get('/control/organizer/acme/ssoregistration')).status).toBe(404)
  })

  it('keeps what was typed and names what is wrong', async () => {
    await using foyer = await startFoyer(kind)
    const { acme } = await withAcme(foyer)
    const jonas = await staffBrowser(foyer, { organizer: acme })
    const page = '/control/organizer/acme/ssoregistration/add'
    const answer = await jonas.submit(page, { name: '<b>', uses: 'many', days: '0' })
    expect(answer.status).toBe(422)
    expect(parse(answer.text).form()?.values).toMatchObject({ name: '<b>', uses: 'many', days: '0' })
    expect(answer.text).not.toContain('<b>"')
    const twice = await jonas.submit(page, { name: ['a', 'b'], uses: '1', days: '1' })
    expect(twice.status).toBe(422)
  })
})
