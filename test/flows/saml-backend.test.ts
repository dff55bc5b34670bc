import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { MAIL, PROVIDER_ID, samlProvider } from '../support/saml-provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { configuredBackends } from '../support/staff.ts'

const idp = samlProvider()
const SECTION = `[auth.saml]
entry_point = "https://idp.example/sso"
idp_entity_id = "${PROVIDER_ID}"
idp_certs = ["""${idp.certificate}"""]
groups_attribute = "groups"
logout_url = "https://idp.example/logout"
`

/** Leaves for the provider and comes back as it would send people back: by a form of another site, without cookies. */
async function logIn(foyer: TestServer, client = foyer.client(), next = '/control/') {
  const start = await client.get(`/control/auth/saml/start?next=${encodeURIComponent(next)}`)
  const request = idp.read(new URL(start.location ?? ''))
  const to = `${foyer.url}/control/auth/saml/callback`
  const form = idp.answer(request, to, { attributes: { [MAIL]: ['kim@company.example'], groups: ['staff'] } })
  const posted = await foyer
    .client()
    .post('/control/auth/saml/callback', form, { headers: { origin: 'https://idp.example' } })
  return { client, form, posted, back: await client.get(posted.location ?? '') }
}

describeOnBoth('the staff login by SAML', (kind) => {
  it('leads to the provider and back to where the person wanted to go', async () => {
    using folder = configuredBackends({ native: null, saml: null }, SECTION)
    await using foyer = await startFoyer(kind, { env: folder.env })
    const { client, posted, back } = await logIn(foyer, foyer.client(), '/control/logout')
    expect([posted.status, back.status, back.location]).toEqual([303, 303, '/control/logout'])
    expect((await client.get('/control/')).status).toBe(200)
    expect(await foyer.features.staff.users.byEmail('kim@company.example')).toMatchObject({
      authBackend: 'saml',
      authBackendIdentifier: 'kim-1',
    })
  })

  it('accepts no answer twice, and none in another browser', async () => {
    using folder = configuredBackends({ saml: null }, SECTION)
    await using foyer = await startFoyer(kind, { env: folder.env })
    const { client, form } = await logIn(foyer)
    await client.submit('/control/logout', {}, { page: await client.get('/control/logout') })
    for (const browser of [client, foyer.client()]) {
      const again = await foyer.client().post('/control/auth/saml/callback', form)
      const refused = await browser.get(again.location ?? '')
      expect(refused.location).toMatch(/^\/control\/login\?/)
      expect((await browser.get(refused.location ?? '')).text).toContain('This login took too long')
      expect((await browser.get('/control/')).status).toBe(303)
    }
  })

  it('tells the provider what it needs to know', async () => {
    using folder = configuredBackends({ saml: null }, SECTION)
    await using foyer = await startFoyer(kind, { env: folder.env })
    const metadata = await foyer.client().get('/control/auth/saml/metadata')
    expect(metadata.headers.get('content-type')).toContain('application/samlmetadata+xml')
    expect(metadata.text).toContain(`Location="${foyer.url}/control/auth/saml/callback"`)
  })

  it('goes to the provider after a logout', async () => {
    using folder = configuredBackends({ saml: null }, SECTION)
    await using foyer = await startFoyer(kind, { env: folder.env })
    const { client } = await logIn(foyer)
    const page = await client.get('/control/logout')
    expect(parse(page.text).text('h1')).toBe('Log out?')
    expect((await client.submit('/control/logout', {}, { page })).location).toBe('https://idp.example/logout')
  })
})
