import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeJwt } from 'jose'
import { expect, it } from 'vitest'
import { isLoggedIn } from '../support/accounts.ts'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { newClient } from '../support/provider.ts'
import { FAREWELL, useApp } from '../support/single-logout.ts'
import { type SsoWorld, startSso } from '../support/sso.ts'

interface Listener extends AsyncDisposable {
  readonly url: string
  /** `logout_token`s that were posted. */
  readonly tokens: string[]
}

/** A server that takes logout tokens. */
async function listen(): Promise<Listener> {
  const tokens: string[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    tokens.push(new URLSearchParams(Buffer.concat(chunks).toString()).get('logout_token') ?? '')
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/logout`,
    tokens,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const LOGOUT = { rpInitiated: true, backChannel: true, frontChannel: true }
const withLogout = (logout: Partial<typeof LOGOUT>) => ({ settings: { logout } })

/** Where the browser is sent to at the provider, by way of our page. */
async function leaving(browser: BrowserClient, location: string | null): Promise<URL> {
  expect(location).toMatch(/\/acme\/account\/logout\/provider\?state=[\w-]{43}$/)
  return new URL((await browser.get(location ?? '')).location ?? '')
}

async function confirmAt(at: BrowserClient, address: string): Promise<string> {
  const asked = await at.get(address, { follow: true })
  return (await at.submit(address, { logout: 'yes' }, { page: asked, follow: true })).location ?? ''
}

async function endThere({ university }: SsoWorld, at: BrowserClient): Promise<void> {
  const address = new URL('/session/end', university.issuer).href
  await at.submit('', { logout: 'yes' }, { page: await at.get(address, { follow: true }), follow: true })
}

describeOnBoth('a logout of somebody whom a provider vouched for', (kind) => {
  it('ends the session at the provider, too, and comes back, from the shop and for an app', async () => {
    await using world = await startSso(kind, { provider: withLogout({ rpInitiated: true }) })
    const { foyer, organizer, university } = world
    const [browser, at] = [foyer.client(), university.browser('ann')]
    await world.logIn(browser, 'ann', { at })
    const out = await browser.submit('/acme/account/logout', {})
    expect(out.status).toBe(303)
    expect(await isLoggedIn(browser)).toBe(false)
    const address = await leaving(browser, out.location)
    expect(address.origin).toBe(university.issuer)
    expect(address.searchParams.get('id_token_hint')).toMatch(/^ey/)
    expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${foyer.url}/acme/account/logout/return`)
    const back = await confirmAt(at, address.href)
    expect(back).toMatch(/\/acme\/account\/logout\/return\?state=/)
    expect((await browser.get(out.location ?? '')).location).not.toContain('id_token_hint')
    const answers = await Promise.all(Array.from({ length: 10 }, () => browser.get(back)))
    expect(answers.map(({ location }) => location)).toEqual(Array(10).fill('/acme/'))

    const app = await newClient(foyer, organizer, { postLogoutRedirectUris: [FAREWELL] })
    const atOther = university.browser('bob')
    await world.logIn(browser, 'bob', { at: atOther })
    const { idToken } = await useApp({ foyer, acme: organizer, app }, browser)
    const wish = new URLSearchParams({
      id_token_hint: idToken,
      post_logout_redirect_uri: FAREWELL,
      state: 'their state',
    })
    const asked = await browser.get(`/acme/oauth2/v1/logout?${wish}`)
    const home = await browser.get(await confirmAt(atOther, (await leaving(browser, asked.location)).href))
    expect(home.location).toBe(`${FAREWELL}?state=their%20state`)
  })

  it('stays here where the organizer wants that, and after a login that no provider vouched for', async () => {
    await using world = await startSso(kind)
    const browser = world.foyer.client()
    await world.logIn(browser, 'ann')
    expect((await browser.submit('/acme/account/logout', {})).location).toBe('/acme/')
    for (const path of ['/acme/account/logout/provider', '/acme/account/logout/return']) {
      for (const state of ['', 'x', 'A'.repeat(43)]) {
        const { status, location } = await browser.get(`${path}?state=${state}`)
        expect([status, location?.startsWith('/acme/')]).toEqual([303, true])
      }
    }
  })

  it('begins at the provider: that session ends here, no other, and apps behind us are told', async () => {
    await using app = await listen()
    await using world = await startSso(kind, { provider: withLogout({ backChannel: true }) })
    const { foyer, organizer, university } = world
    const client = await newClient(foyer, organizer, { backchannelLogoutUri: app.url })
    const [desk, phone] = [foyer.client(), foyer.client()]
    const [atDesk, atPhone] = [university.browser('ann'), university.browser('ann')]
    await world.logIn(desk, 'ann', { at: atDesk })
    await world.logIn(phone, 'ann', { at: atPhone })
    const { claims } = await useApp({ foyer, acme: organizer, app: client }, desk)
    await endThere(world, atDesk)
    await expect.poll(() => isLoggedIn(desk)).toBe(false)
    expect(await isLoggedIn(phone)).toBe(true)
    await foyer.deliver()
    expect(app.tokens.map((token) => decodeJwt(token))).toMatchObject([{ sub: claims.sub, sid: claims.sid }])
  })

  it('takes a logout token once, of this provider, for this organizer, where it is switched on', async () => {
    await using university = await listen()
    await using world = await startSso(kind, {
      provider: withLogout({ backChannel: true }),
      client: { backchannel_logout_uri: university.url },
    })
    const { foyer, organizer, provider } = world
    const [browser, at] = [foyer.client(), world.university.browser('ann')]
    await world.logIn(browser, 'ann', { at })
    await endThere(world, at)
    await expect.poll(() => university.tokens).toHaveLength(1)
    const [token = ''] = university.tokens
    const send = (logout_token: string, slug = 'acme') =>
      foyer.client().post(`/${slug}/account/login/uni/backchannel`, { logout_token })
    for (const bad of ['', 'x', `${token.slice(0, -4)}AAAA`, 'x'.repeat(20_000)]) {
      expect([400, 413]).toContain((await send(bad)).status)
    }
    expect(await isLoggedIn(browser)).toBe(true)
    await foyer.organizer('other')
    expect((await send(token, 'other')).status).toBe(404)
    expect((await send(token)).status).toBe(200)
    expect(await isLoggedIn(browser)).toBe(false)
    const again = await send(token)
    expect([again.status, JSON.parse(again.text)]).toEqual([400, expect.objectContaining({ error: 'invalid_request' })])
    const off = { settings: { logout: { backChannel: false } } }
    await foyer.features.ssoProviders.update(organizer.id, provider.id, off, { type: 'system' })
    expect((await send(token)).status).toBe(404)
  })

  it('oidcc-client-frontchannel: a frame that names issuer and session ends it, without our cookie', async () => {
    await using university = await listen()
    await using world = await startSso(kind, {
      provider: withLogout({ frontChannel: true }),
      client: { backchannel_logout_uri: university.url },
    })
    const { foyer, organizer, provider } = world
    const [browser, at] = [foyer.client(), world.university.browser('ann')]
    await world.logIn(browser, 'ann', { at })
    await endThere(world, at)
    await expect.poll(() => university.tokens).toHaveLength(1)
    const { sid } = decodeJwt<{ sid: string }>(university.tokens[0] ?? '')
    const frame = (query: Record<string, string>, from = foyer.client()) =>
      from.get(`/acme/account/login/uni/frontchannel?${new URLSearchParams(query)}`)
    expect((await frame({ iss: 'https://evil.example', sid })).status).toBe(400)
    await frame({ iss: provider.issuer, sid: 'another' })
    await frame({ sid })
    await frame({})
    expect(await isLoggedIn(browser)).toBe(true)
    const done = await frame({ iss: provider.issuer, sid })
    expect([done.status, done.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(done.headers.get('content-security-policy')).toContain('frame-ancestors *')
    expect(done.headers.get('x-frame-options')).toBeNull()
    expect(await isLoggedIn(browser)).toBe(false)

    await world.logIn(browser, 'bob')
    const page = { headers: { 'sec-fetch-dest': 'document' } }
    for (const query of ['', `?${new URLSearchParams({ iss: provider.issuer, sid })}`]) {
      expect((await browser.get(`/acme/account/login/uni/frontchannel${query}`, page)).status).toBe(400)
    }
    expect(await isLoggedIn(browser)).toBe(true)
    await frame({}, browser)
    expect(await isLoggedIn(browser)).toBe(false)
    const off = { settings: { logout: { frontChannel: false } } }
    await foyer.features.ssoProviders.update(organizer.id, provider.id, off, { type: 'system' })
    expect((await frame({ iss: provider.issuer, sid })).status).toBe(404)
  })
})
