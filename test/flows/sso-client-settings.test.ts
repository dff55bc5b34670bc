import { expect, it } from 'vitest'
import type { Organizer } from '../../src/features/organizers/index.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { codeFor, loggedIn, newClient, newCustomer, redeem, userinfo } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { submitWithFile } from '../support/upload.ts'

const office = '/control/organizer/acme'
const EC_KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
}
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(64)])

async function onlyClient(foyer: TestServer, organizer: Organizer) {
  const [client] = (await foyer.features.ssoClients.list(organizer.id, { limit: 2 })).clients
  if (!client) throw new Error('no client')
  return client
}

describeOnBoth('the settings of an SSO client in the back office', (kind) => {
  it('are all kept as they were typed', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const browser = await staffBrowser(foyer)
    const created = await browser.submit(`${office}/ssoclient/add`, {
      name: 'Members’ area',
      is_first_party: 'on',
      client_uri: 'https://app.example/',
      policy_uri: 'https://app.example/privacy',
      tos_uri: 'https://app.example/terms',
      grant_type: 'custom',
      response_types: ['code', 'code id_token'],
      redirect_uris: 'https://app.example/cb',
      allowed_scopes: ['email', 'offline_access', 'memberships'],
      consent: 'once',
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      jwks: JSON.stringify({ keys: [EC_KEY] }),
      post_logout_redirect_uris: 'https://app.example/out',
      backchannel_logout_uri: 'https://app.example/bc',
      frontchannel_logout_uri: 'https://app.example/fc',
      id_token_alg: 'EdDSA',
      userinfo_signed_response_alg: 'ES256',
      access_token_lifetime: '5',
      access_token_lifetime_unit: 'minutes',
      refresh_idle_lifetime: '7',
      refresh_idle_lifetime_unit: 'days',
      default_max_age: '2',
      default_max_age_unit: 'hours',
      subject_type: 'pairwise',
      request_uris: 'https://app.example/r',
      request_object_signing_alg: 'ES256',
      require_signed_request_object: 'on',
      require_pushed_authorization_requests: 'on',
      dpop_bound_access_tokens: 'on',
    })
    expect(parse(created.text).all('.error-list li')).toEqual([])
    expect(created.status).toBe(303)
    const expected = {
      isFirstParty: true,
      policyUri: 'https://app.example/privacy',
      responseTypes: ['code', 'code id_token'],
      grantTypes: ['authorization_code', 'implicit', 'refresh_token'],
      allowedScopes: ['openid', 'email', 'offline_access', 'memberships'],
      consent: 'once',
      authMethod: 'private_key_jwt',
      secretHash: null,
      jwks: { keys: [EC_KEY] },
      idTokenAlg: 'EdDSA',
      userinfoSigningAlg: 'ES256',
      accessTokenLifetimeS: 300,
      refreshIdleLifetimeS: 7 * 86_400,
      defaultMaxAgeS: 7200,
      subjectType: 'pairwise',
      requestUris: ['https://app.example/r'],
      requireSignedRequestObject: true,
      requirePushedAuthorizationRequests: true,
      dpopBoundAccessTokens: true,
      backchannelLogoutSessionRequired: true,
    }
    expect(await onlyClient(foyer, acme)).toMatchObject(expected)
    const lists = {
      response_types: ['code', 'code id_token'],
      allowed_scopes: ['email', 'offline_access', 'memberships'],
    }
    const again = await browser.submit(created.location ?? '', lists, { form: '/edit' })
    expect(again.status).toBe(303)
    expect(await onlyClient(foyer, acme)).toMatchObject(expected)
  })

  it('are refused at their fields, with everything that was typed', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const browser = await staffBrowser(foyer)
    const jwks = JSON.stringify({ keys: [{ ...EC_KEY, d: 'private' }] })
    const answer = await browser.submit(`${office}/ssoclient/add`, {
      name: 'App',
      redirect_uris: 'https://a.example/cb\nhttps://b.example/cb',
      jwks,
      access_token_lifetime: '25',
      id_token_lifetime: 'soon',
      subject_type: 'pairwise',
      policy_uri: 'javascript:alert(1)',
      backchannel_logout_uri: 'http://a.example/bc',
    })
    expect(answer.status).toBe(422)
    const page = parse(answer.text)
    for (const [field, text] of [
      ['jwks', 'private part (d)'],
      ['access_token_lifetime', 'at most 24 hours'],
      ['id_token_lifetime', 'whole number'],
      ['sector_identifier_uri', 'a.example, b.example'],
      ['policy_uri', 'begins with https://'],
      ['backchannel_logout_uri', 'Use https'],
    ]) {
      expect(page.text(`#f-${field}-error`)).toContain(text)
    }
    expect(page.text('#f-jwks')).toContain('"d":"private"')
    expect(page.form('ssoclient/add')?.values).toMatchObject({ access_token_lifetime: '25', subject_type: 'pairwise' })
    expect(page.all('details[open] summary')).toHaveLength(3)
  })

  it('show with high security what follows from it, and keep that when it is switched off', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const browser = await staffBrowser(foyer)
    const add = { name: 'Bank', redirect_uris: 'https://bank.example/cb', high_security: 'on' }
    const refused = await browser.submit(`${office}/ssoclient/add`, add)
    expect(parse(refused.text).all('.error-list li')).toEqual([
      'To prove itself with private_key_jwt the app needs a key. Enter its public keys or their address.',
    ])
    const created = await browser.submit(`${office}/ssoclient/add`, { ...add, jwks: JSON.stringify([EC_KEY]) })
    const implied = {
      authMethod: 'private_key_jwt',
      requirePkce: true,
      requirePushedAuthorizationRequests: true,
      dpopBoundAccessTokens: true,
      idTokenAlg: 'ES256',
    }
    expect(await onlyClient(foyer, acme)).toMatchObject({ isHighSecurity: true, ...implied })
    const edit = created.location ?? ''
    const page = parse((await browser.get(edit)).text)
    expect(page.attribute('#f-require_pkce', 'disabled')).not.toBeNull()
    const { high_security: _, ...values } = page.form('/edit')?.values ?? {}
    const off = await browser.post(edit, values)
    expect(off.status).toBe(303)
    expect(await onlyClient(foyer, acme)).toMatchObject({ isHighSecurity: false, ...implied })
  })

  it('include a logo that everybody can see and that can be taken away', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await foyer.organizer('other')
    const app = await newClient(foyer, acme)
    const browser = await staffBrowser(foyer)
    const edit = `${office}/ssoclient/${app.id}/edit`
    expect((await submitWithFile(browser, edit, { form: '/edit', file: new File([PNG], 'logo.png') })).status).toBe(303)
    const { logoHash } = await onlyClient(foyer, acme)
    expect(logoHash).toMatch(/^[0-9a-f]{64}$/)
    const path = `/acme/brand/app/${app.clientId}/${logoHash}`
    expect(parse((await browser.get(edit)).text).attribute('.page-head img', 'src')).toBe(path)
    const logo = await fetch(foyer.url + path)
    expect(Buffer.from(await logo.arrayBuffer())).toEqual(PNG)
    expect(Object.fromEntries(logo.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    for (const wrong of [
      path.replace('/acme/', '/other/'),
      `/acme/brand/app/${app.clientId}/x`,
      path.replace(app.clientId, 'x'),
    ]) {
      expect((await fetch(foyer.url + wrong)).status).toBe(404)
    }
    await browser.submit(edit, { remove_logo: 'on' }, { form: '/edit' })
    expect((await onlyClient(foyer, acme)).logoHash).toBeNull()
    expect((await fetch(foyer.url + path)).status).toBe(404)
  })

  it('refuse what is no picture, before anything is changed', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const browser = await staffBrowser(foyer)
    const svg = new File(['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'], 'x.svg')
    const add = `${office}/ssoclient/add`
    const fields = { name: 'Typed', redirect_uris: 'https://a.example/' }
    const answer = await submitWithFile(browser, add, { form: '/add', fields, file: svg })
    expect(answer.status).toBe(422)
    const page = parse(await answer.text())
    expect(page.text('#f-logo-error')).toContain('PNG, JPEG or WebP')
    expect(page.form('ssoclient/add')?.values.name).toBe('Typed')
    const large = new File([Buffer.concat([PNG, Buffer.alloc(600 * 1024)])], 'x.png')
    const tooLarge = await submitWithFile(browser, add, { form: '/add', fields, file: large })
    expect(parse(await tooLarge.text()).text('#f-logo-error')).toContain('512 KB')
    expect(await foyer.features.ssoClients.count(acme.id)).toBe(0)
  })

  it('name every host that is an issuer, and fill the snippets with the one that is chosen', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await foyer.features.organizers.addDomain(acme, 'tickets.acme.example', { type: 'system' })
    const app = await newClient(foyer, acme)
    const browser = await staffBrowser(foyer)
    const edit = `${office}/ssoclient/${app.id}/edit`
    const issuers = await Promise.all(
      [0, 1].map(async (index) => parse((await browser.get(`${edit}?issuer=${index}`)).text)),
    )
    const shown = issuers.map((page) => page.all('.copy-row code')[0])
    expect(new Set(shown)).toEqual(new Set([`${foyer.url}/acme`, 'http://tickets.acme.example']))
    for (const [index, page] of issuers.entries()) {
      for (const snippet of page.all('pre.snippet')) expect(snippet).toContain(shown[index])
    }
    for (const odd of ['7', 'x', '-1', '%00']) {
      expect((await browser.get(`${edit}?issuer=${odd}`)).status).toBe(200)
    }
  })
})

describeOnBoth('an SSO client that is switched off', (kind) => {
  it('is asked about first, with what ends; everything else is saved', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const customer = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const { body } = await redeem(foyer, acme, app, await codeFor(customer, acme, app))
    const browser = await staffBrowser(foyer)
    const edit = `${office}/ssoclient/${app.id}/edit`
    const page = parse((await browser.get(edit)).text)
    const { is_active: _, ...values } = page.form('/edit')?.values ?? {}
    const saved = await browser.post(edit, { ...values, name: 'Renamed' })
    expect(saved.location).toBe(`${office}/ssoclient/${app.id}/disable`)
    expect(await onlyClient(foyer, acme)).toMatchObject({ name: 'Renamed', isActive: true })
    const dialog = parse((await browser.get(saved.location ?? '')).text)
    expect(dialog.text('main')).toContain('1 customer uses Renamed.')
    expect(dialog.text('main')).toContain('1 login there holds tokens.')
    expect((await userinfo(foyer, acme, body.access_token)).status).toBe(200)
    const ended = await browser.submit(saved.location ?? '', {}, { form: '/disable' })
    expect(ended.location).toBe(edit)
    expect((await onlyClient(foyer, acme)).isActive).toBe(false)
    expect((await userinfo(foyer, acme, body.access_token)).status).toBe(401)
    const { submit: __, ...again } = parse((await browser.get(edit)).text).form('/edit')?.values ?? {}
    await browser.post(edit, { ...again, is_active: 'on' })
    expect((await onlyClient(foyer, acme)).isActive).toBe(true)
  })
})
