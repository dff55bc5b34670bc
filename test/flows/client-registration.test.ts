import * as client from 'openid-client'
import { expect, it } from 'vitest'
import { createFakeOutgoing } from '../../src/platform/outgoing/testing.ts'
import { describeOnBoth } from '../support/databases.ts'
import { staffBrowser } from '../support/office.ts'
import { loggedIn, newCustomer } from '../support/provider.ts'
import { callRegistration, initialToken, manage, REGISTERED_CALLBACK, register } from '../support/registration.ts'
import { startFoyer } from '../support/server.ts'

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const ON = { sso_registration: 'true' }

describeOnBoth('client registration', (kind) => {
  it('registers openid-client, which then logs somebody in after the consent', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', ON)
    const initial = await initialToken(foyer, acme)
    const config = await client.dynamicClientRegistration(
      new URL(`${foyer.url}/acme`),
      {
        redirect_uris: [REGISTERED_CALLBACK],
        client_name: 'Forum',
        grant_types: ['authorization_code', 'refresh_token'],
      },
      undefined,
      { initialAccessToken: initial, execute: [client.allowInsecureRequests] },
    )
    expect(config.serverMetadata().registration_endpoint).toBe(`${foyer.url}/acme/oauth2/v1/register`)
    expect(config.clientMetadata()).toMatchObject({
      client_name: 'Forum',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['authorization_code', 'refresh_token'],
      client_secret_expires_at: 0,
    })

    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const start = client.buildAuthorizationUrl(config, { redirect_uri: REGISTERED_CALLBACK, scope: 'openid email' })
    const asked = await browser.get(start.href)
    expect(asked.location).not.toContain(REGISTERED_CALLBACK)
    const silent = await browser.get(`${start.href}&prompt=none`)
    expect(silent.location).toContain('error=consent_required')
  })

  it('answers with everything that is registered, and again when asked', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', ON)
    const metadata = {
      client_name: 'Forum',
      application_type: 'web',
      redirect_uris: [REGISTERED_CALLBACK, 'https://app.example/other?a=b'],
      response_types: ['code', 'code id_token', 'token id_token'],
      grant_types: ['authorization_code', 'implicit', 'refresh_token'],
      contacts: ['ops@app.example'],
      client_uri: 'https://app.example/',
      policy_uri: 'https://app.example/privacy',
      tos_uri: 'https://app.example/terms',
      subject_type: 'pairwise',
      id_token_signed_response_alg: 'ES256',
      userinfo_signed_response_alg: 'RS256',
      request_object_signing_alg: 'RS256',
      token_endpoint_auth_method: 'client_secret_post',
      default_max_age: 3600,
      require_auth_time: true,
      default_acr_values: ['1'],
      initiate_login_uri: 'https://app.example/start',
      request_uris: ['https://app.example/request.jwt#hash'],
      post_logout_redirect_uris: ['https://app.example/bye'],
      backchannel_logout_uri: 'https://app.example/back',
      backchannel_logout_session_required: false,
      frontchannel_logout_uri: 'https://app.example/front',
      frontchannel_logout_session_required: true,
      require_pushed_authorization_requests: false,
      dpop_bound_access_tokens: false,
      jwks_uri: 'https://app.example/jwks',
      scope: 'openid profile offline_access',
      software_id: 'forum',
      software_version: '2.1',
    }
    const registered = await register(foyer, await initialToken(foyer, acme), { ...metadata, unheard: { of: 1 } })
    expect(registered.status).toBe(201)
    expect(registered.headers.get('cache-control')).toBe('no-store')
    expect(registered.headers.get('access-control-allow-origin')).toBe('*')
    const expected = { ...metadata, response_types: ['code', 'id_token token', 'code id_token'] }
    expect(registered.body).toMatchObject(expected)
    expect(registered.body).not.toHaveProperty('unheard')
    const { client_id, client_secret, registration_access_token, registration_client_uri } = registered.body
    expect(registration_client_uri).toBe(`${foyer.url}/acme/oauth2/v1/register/${client_id}`)
    expect(String(client_secret)).toMatch(/^[\w-]{43}$/)
    expect(String(registration_access_token)).toMatch(/^[\w-]{43}$/)
    expect(Math.abs(Number(registered.body.client_id_issued_at) - Date.now() / 1000)).toBeLessThan(60)

    const read = await manage(foyer, registered, 'GET')
    expect(read.status).toBe(200)
    const { client_secret: _secret, client_secret_expires_at: _expiry, ...rest } = registered.body
    expect(read.body).toEqual(rest)
  })

  it('replaces all metadata, keeps the tokens, and leaves to staff what is theirs', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', ON)
    const registered = await register(foyer, await initialToken(foyer, acme), {
      client_name: 'Forum',
      policy_uri: 'https://app.example/privacy',
      default_max_age: 60,
    })
    const { client_id, client_secret, registration_access_token } = registered.body
    const { ssoClients } = foyer.features
    const before = await ssoClients.byClientId(acme.id, String(client_id))
    if (!before) throw new Error('no client')
    expect(before).toMatchObject({ consent: 'once', requirePkce: false, isFirstParty: false })
    await ssoClients.update(acme.id, before.id, { consent: 'always', requirePkce: true }, { type: 'system' })

    const moved = { client_id, client_secret, client_name: 'Forum 2', redirect_uris: ['https://new.example/cb'] }
    const updated = await manage(foyer, registered, 'PUT', moved)
    expect(updated.status).toBe(200)
    expect(updated.body).toMatchObject({
      client_id,
      client_name: 'Forum 2',
      redirect_uris: ['https://new.example/cb'],
      registration_access_token,
    })
    for (const gone of ['policy_uri', 'default_max_age', 'client_secret']) expect(updated.body).not.toHaveProperty(gone)
    const after = await ssoClients.byId(acme.id, before.id)
    expect(after).toMatchObject({ consent: 'always', requirePkce: true, secretHash: before.secretHash })

    const wrong = [
      { redirect_uris: ['https://new.example/cb'] },
      { ...moved, client_id: 'other' },
      { ...moved, client_secret: 'other' },
      { client_id },
    ]
    for (const body of wrong) expect((await manage(foyer, registered, 'PUT', body)).status).toBe(400)
    expect((await manage(foyer, registered, 'GET')).body.client_name).toBe('Forum 2')
  })

  it('deletes itself, after which neither client nor token are known', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', ON)
    const registered = await register(foyer, await initialToken(foyer, acme))
    const removed = await manage(foyer, registered, 'DELETE')
    expect([removed.status, removed.text]).toEqual([204, ''])
    expect((await manage(foyer, registered, 'GET')).status).toBe(401)
    expect(await foyer.features.ssoClients.byClientId(acme.id, String(registered.body.client_id))).toBeNull()
  })

  it('takes the logo, follows its changes, and registers without one that cannot be had', async () => {
    const outgoing = createFakeOutgoing()
    outgoing.on('https://app.example/logo.png', { body: PNG })
    outgoing.on('https://app.example/page', '<html>')
    await using foyer = await startFoyer(kind, { platform: { outgoing } })
    const acme = await foyer.organizer('acme', ON)
    const token = await initialToken(foyer, acme, 3)
    const logoOf = async (clientId: unknown) =>
      (await foyer.features.ssoClients.byClientId(acme.id, String(clientId)))?.logoHash ?? null

    for (const logo_uri of ['https://gone.example/logo.png', 'https://app.example/page']) {
      const bare = await register(foyer, token, { logo_uri })
      expect(bare.status).toBe(201)
      expect(await logoOf(bare.body.client_id)).toBeNull()
    }
    const registered = await register(foyer, token, { logo_uri: 'https://app.example/logo.png' })
    const { client_id } = registered.body
    expect(registered.body.logo_uri).toBe('https://app.example/logo.png')
    expect(await logoOf(client_id)).not.toBeNull()
    const again = { client_id, redirect_uris: [REGISTERED_CALLBACK], logo_uri: 'https://app.example/logo.png' }
    const calls = outgoing.sent.length
    await manage(foyer, registered, 'PUT', again)
    expect(outgoing.sent).toHaveLength(calls)
    await manage(foyer, registered, 'PUT', { ...again, logo_uri: undefined })
    expect(await logoOf(client_id)).toBeNull()
  })

  it('compares redirect URIs with the document of the sector', async () => {
    const outgoing = createFakeOutgoing()
    const sector_identifier_uri = 'https://sector.example/uris.json'
    outgoing.on(sector_identifier_uri, JSON.stringify([REGISTERED_CALLBACK, 'https://other.example/cb']))
    await using foyer = await startFoyer(kind, { platform: { outgoing } })
    const acme = await foyer.organizer('acme', ON)
    const token = await initialToken(foyer, acme)
    const pairwise = { subject_type: 'pairwise', redirect_uris: [REGISTERED_CALLBACK, 'https://other.example/cb'] }
    for (const wrong of [
      pairwise,
      { ...pairwise, sector_identifier_uri: 'https://gone.example/uris.json' },
      { ...pairwise, sector_identifier_uri, redirect_uris: ['https://third.example/cb'] },
    ]) {
      const refused = await register(foyer, token, wrong)
      expect(refused.status).toBe(400)
      expect(refused.body.error).toMatch(/^invalid_(client_metadata|redirect_uri)$/)
    }
    const registered = await register(foyer, token, { ...pairwise, sector_identifier_uri })
    expect(registered.body).toMatchObject({ sector_identifier_uri, subject_type: 'pairwise' })
  })

  it('writes the history in the name of the app', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', ON)
    const registered = await register(foyer, await initialToken(foyer, acme))
    await manage(foyer, registered, 'DELETE')
    const entries = await foyer.features.audit.list(acme.id, { limit: 5 })
    expect(entries.slice(0, 3).map(({ action, actorType, actorName }) => [action, actorType, actorName])).toEqual([
      ['pretix.ssoclient.deleted', 'app', ''],
      ['pretix.ssoclient.created', 'app', 'Test'],
      ['foyer.registrationtoken.created', 'system', ''],
    ])
    expect(JSON.stringify(entries)).not.toContain(String(registered.body.registration_access_token))
  })

  it('is found in discovery and answers only while the organizer offers it', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', ON)
    const token = await initialToken(foyer, acme)
    const discovery = async () => {
      const path = '/acme/.well-known/openid-configuration'
      return (await callRegistration(foyer, 'GET', path, null)).body.registration_endpoint
    }
    expect(await discovery()).toBe(`${foyer.url}/acme/oauth2/v1/register`)
    const registered = await register(foyer, token)
    await foyer.features.organizers.set(acme, { sso_registration: 'false' }, { type: 'system' })
    expect(await discovery()).toBeUndefined()
    expect((await register(foyer, token)).status).toBe(404)
    expect((await manage(foyer, registered, 'GET')).status).toBe(404)
  })

  it('answers preflight requests and refuses other methods', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme', ON)
    const path = '/acme/oauth2/v1/register'
    const preflight = await callRegistration(foyer, 'OPTIONS', path, null)
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toBe('POST')
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization')
    const get = await callRegistration(foyer, 'GET', path, null)
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST, OPTIONS'])
    expect((await callRegistration(foyer, 'PATCH', `${path}/x`, null)).status).toBe(405)
  })

  it('is switched on and off in the back office', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const jonas = await staffBrowser(foyer, { organizer: acme })
    const page = '/control/organizer/acme/ssoregistration'
    const isOn = async () => (await foyer.features.organizers.bySlug('acme'))?.settings.sso_registration
    expect((await jonas.submit(page, {}, { form: 'switch' })).status).toBe(303)
    expect(await isOn()).toBe(true)
    expect((await jonas.get(page)).text).toContain('Apps with a token can register themselves now.')
    expect((await jonas.submit(page, {}, { form: 'switch' })).status).toBe(303)
    expect(await isOn()).toBe(false)
    expect((await jonas.submit(page, { to: 'maybe' }, { form: 'switch' })).status).toBe(422)
    expect(await isOn()).toBe(false)
  })
})
