import { expect, it } from 'vitest'
import { createFakeOutgoing } from '../../src/platform/outgoing/testing.ts'
import { describeOnBoth } from '../support/databases.ts'
import { staffBrowser } from '../support/office.ts'
import { authorizePath, loggedIn, newClient, newCustomer, responseOf, userinfo } from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'

const pathOf = (client: { id: string }, organizer = 'acme') =>
  `/control/organizer/${organizer}/ssoclient/${client.id}/test`

describeOnBoth('the connection test', (kind) => {
  it('is for staff of this organizer who may change its settings, and runs only with a form of ours', async () => {
    const outgoing = createFakeOutgoing()
    await using foyer = await startFoyer(kind, { platform: { outgoing } })
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    const client = await newClient(foyer, acme)
    const path = pathOf(client)
    expect((await foyer.client().get(path)).location).toContain('/control/login')
    expect((await foyer.client().post(path, {})).status).not.toBe(200)
    const member = await staffBrowser(foyer, { email: 'm@example.org', organizer: acme, role: 'member' })
    expect((await member.get(path)).status).toBe(403)
    expect((await member.post(path, {})).status).toBe(403)
    const stranger = await staffBrowser(foyer, { email: 's@example.org', organizer: other })
    expect((await stranger.get(path)).status).toBe(404)
    expect((await stranger.get(pathOf(client, 'other'))).status).toBe(404)
    const admin = await staffBrowser(foyer, { email: 'a@example.org', organizer: acme })
    expect((await admin.get(path)).status).toBe(200)
    expect((await admin.post(path, {})).status).toBe(403)
    expect((await admin.get(pathOf({ id: '../../x' }))).status).toBe(404)
    expect(outgoing.sent).toEqual([])
  })

  it('shows no secret, code or token that is good for anything', async () => {
    await using foyer = await startFoyer(kind, { platform: { outgoing: createFakeOutgoing() } })
    const acme = await foyer.organizer('acme')
    const types = ['code', 'code id_token token']
    const client = await newClient(foyer, acme, { responseTypes: types, authMethod: 'client_secret_post' })
    const staff = await staffBrowser(foyer)
    const { text } = await staff.submit(pathOf(client), {}, { form: '/test' })
    expect(text).not.toContain(client.secret)
    expect(text).not.toContain(client.secretHash)
    expect(text).not.toMatch(/eyJ[\w-]{20,}/)
    expect(text).not.toMatch(/[0-9a-z]{26}\.[\w-]{43}/)
    expect(text).toMatch(/access_token: [\w-]{8}…/)
  })

  it('gives nobody a way in: its person does not exist anywhere else', async () => {
    await using foyer = await startFoyer(kind, { platform: { outgoing: createFakeOutgoing() } })
    const acme = await foyer.organizer('acme')
    const client = await newClient(foyer, acme)
    await foyer.features.connectionTest.run(acme, client)
    const asked = await foyer.client().get(authorizePath(acme, client, { prompt: 'none' }))
    expect(responseOf(asked).error).toBe('login_required')
    expect((await userinfo(foyer, acme, 'connection-test')).status).toBe(401)
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const real = await browser.get(authorizePath(acme, client))
    expect(responseOf(real).code).toBeDefined()
  })

  it('is slowed down, because it calls other servers', async () => {
    await using foyer = await startFoyer(kind, { platform: { outgoing: createFakeOutgoing() } })
    const acme = await foyer.organizer('acme')
    const client = await newClient(foyer, acme, { idTokenAlg: 'ES256' })
    const { connectionTest } = foyer.features
    for (let index = 0; index < 12; index += 1) await connectionTest.run(acme, client)
    await expect(connectionTest.run(acme, client)).rejects.toMatchObject({ status: 429 })
  })

  it('calls redirect URIs at their root only, without the query', async () => {
    const outgoing = createFakeOutgoing()
    await using foyer = await startFoyer(kind, { platform: { outgoing } })
    const acme = await foyer.organizer('acme')
    const client = await newClient(foyer, acme, { redirectUris: ['https://app.example/logout?everybody=1'] })
    await foyer.features.connectionTest.run(acme, client)
    expect(outgoing.sent.map(({ url }) => url).filter((url) => url.includes('app.example'))).toEqual([
      'https://app.example/',
    ])
  })
})
