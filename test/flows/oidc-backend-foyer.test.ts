import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { freePort } from '../support/free-port.ts'
import { parse } from '../support/html.ts'
import { oidcLogin } from '../support/oidc-staff.ts'
import { loggedIn, newClient, newCustomer } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { configuredBackends } from '../support/staff.ts'

describeOnBoth('another Foyer as the identity provider', (kind) => {
  it('lets customers of one of its organizers work here as staff, and two organizers beside each other', async () => {
    await using shop = await startFoyer(kind, { env: { FOYER_OUTGOING_ALLOW: 'localhost' } })
    const [club, union] = [await shop.organizer('club'), await shop.organizer('union')]
    const port = await freePort()
    const url = `http://localhost:${port}`
    const app = async (organizer: typeof club, backend: string) => {
      const redirectUris = [`${url}/control/auth/${backend}/callback`]
      const backchannelLogoutUri = `${url}/control/auth/${backend}/backchannel`
      return newClient(shop, organizer, { redirectUris, backchannelLogoutUri, requirePkce: true })
    }
    const section = ({ clientId, secret }: Awaited<ReturnType<typeof app>>, slug: string, more = '') =>
      `issuer = "${shop.url}/${slug}"\nclient_id = "${clientId}"\nclient_secret = "${secret}"\n${more}`
    const logout = 'back_channel_logout = true\n'
    using backends = configuredBackends(
      { native: null, oidc: null, 'oidc:union': null },
      `[auth.oidc]\n${section(await app(club, 'oidc'), 'club', logout)}
       [auth.union]\nverbose_name = "Union"\n${section(await app(union, 'union'), 'union')}`,
    )
    const place = { FOYER_PORT: String(port), FOYER_URL: url, FOYER_OUTGOING_ALLOW: '127.0.0.1,localhost' }
    await using foyer: TestServer = await startFoyer(kind, { env: { ...backends.env, ...place } })

    const ann = await newCustomer(shop, club, { email: 'ann@club.example' })
    const atClub = await loggedIn(shop, club, ann)
    const desk = foyer.client()
    expect((await oidcLogin(desk, atClub, '?next=/control/logout')).location).toBe('/control/logout')
    expect(await foyer.features.staff.users.byEmail('ann@club.example')).toMatchObject({
      authBackend: 'oidc',
      authBackendIdentifier: ann.identifier,
      fullname: 'Ann Example',
      locale: 'de',
    })

    const bob = await newCustomer(shop, union, { email: 'bob@union.example' })
    const atUnion = await loggedIn(shop, union, bob)
    const sent = await foyer.client().get('/control/auth/union/start')
    const back = new URL((await atUnion.get(sent.location ?? '')).location ?? '')
    const mixed = await desk.get(`/control/auth/oidc/callback${back.search}`)
    expect(mixed.status).toBe(303)
    expect(await foyer.features.staff.users.byEmail('bob@union.example')).toBeNull()

    const page = parse((await foyer.client().get('/control/login')).text)
    expect(page.all('.line-tabs a')).toEqual(expect.arrayContaining(['OpenID Connect', 'Union']))

    expect((await desk.get('/control/')).status).toBe(200)
    await atClub.submit('/club/account/logout', {})
    await shop.deliver()
    expect((await desk.get('/control/')).status).toBe(303)
  })
})
