import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { oidcLogin, startOidcStaff, throughProvider } from '../support/oidc-staff.ts'
import { PASSWORD, staffUser } from '../support/staff.ts'

const OPERATOR = { user: null, actor: { type: 'system' } } as const

/** What the login page says went wrong. */
const notices = (html: string) => parse(html).all('main [class*=notice]').join(' ')

describeOnBoth('staff who log in at an OpenID Connect provider', (kind) => {
  it('get in, have an account and find the way to where they wanted to go', async () => {
    await using world = await startOidcStaff(kind)
    const { foyer, company } = world
    const browser = foyer.client()
    expect(parse((await browser.get('/control/login?next=/control/x')).text).links('Company')[0]).toBe(
      '/control/auth/oidc/start?next=%2Fcontrol%2Fx',
    )
    const done = await oidcLogin(browser, company.browser('ann'), '?next=/control/logout')
    expect([done.status, done.location]).toEqual([303, '/control/logout'])
    expect((await browser.get('/control/')).status).toBe(200)
    expect(await foyer.features.staff.users.byEmail('ann@company.example')).toMatchObject({
      authBackend: 'oidc',
      authBackendIdentifier: 'ann',
      fullname: 'ann',
      isAdmin: false,
    })
  })

  it('in two tabs each end up where the tab wanted to go', async () => {
    await using world = await startOidcStaff(kind)
    const browser = world.foyer.client()
    const at = world.company.browser('ann')
    const first = await throughProvider(browser, at, '/control/auth/oidc/start?next=/control/logout')
    const second = await throughProvider(browser, at, '/control/auth/oidc/start?next=/control/')
    expect((await browser.get(first)).location).toBe('/control/logout')
    expect((await browser.get(second)).location).toBe('/control/')
  })

  it('keep one account when name and address change at the provider', async () => {
    await using world = await startOidcStaff(kind)
    const { foyer, company } = world
    await oidcLogin(foyer.client(), company.browser('ann'))
    const before = await foyer.features.staff.users.byEmail('ann@company.example')
    company.people.set('ann', { email: 'ann.new@company.example', name: 'Ann New' })
    expect((await oidcLogin(foyer.client(), company.browser('ann'))).location).toBe('/control/')
    expect(await foyer.features.staff.users.byEmail('ann.new@company.example')).toMatchObject({
      id: before?.id,
      fullname: 'Ann New',
    })
  })

  it('are in the teams that their groups mean, and leave them with the groups', async () => {
    const section = [
      'scope = "openid profile email groups"',
      'groups_claim = "groups"',
      'required_groups = ["staff"]',
      'admin_groups = ["it"]',
      'teams = [{ group = "box office", organizer = "acme", team = "Box office" }]',
      '',
    ].join('\n')
    const scope = { scope: 'openid profile email groups' }
    await using world = await startOidcStaff(kind, { section, client: scope })
    const { foyer, company } = world
    const organizer = await foyer.organizer('acme')
    const { manage, people } = foyer.features.teams
    const rights = { allPermissions: true, permissions: [], requiresSecondFactor: false }
    const team = await manage.create(organizer, { name: 'Box office', ...rights }, OPERATOR)
    const account = () => foyer.features.staff.users.byEmail('ann@company.example')
    const members = async () => (await people.members(team, { limit: 10 })).map(({ email }) => email)

    company.people.set('ann', { groups: ['guests'] })
    const browser = foyer.client()
    const refused = await oidcLogin(browser, company.browser('ann'))
    expect(notices((await browser.get(refused.location ?? '')).text)).toContain('You are in none of the groups')
    expect(await account()).toBeNull()

    company.people.set('ann', { groups: ['staff', 'Box Office', 'it'] })
    await oidcLogin(foyer.client(), company.browser('ann'))
    expect(await account()).toMatchObject({ isAdmin: true })
    expect(await members()).toEqual(['ann@company.example'])

    company.people.set('ann', { groups: ['staff'] })
    await oidcLogin(foyer.client(), company.browser('ann'))
    expect(await account()).toMatchObject({ isAdmin: false })
    expect(await members()).toEqual([])
  })

  it('come back by a form where the provider posts', async () => {
    await using world = await startOidcStaff(kind, { section: 'response_mode = "form_post"\n' })
    const { foyer, company } = world
    const browser = foyer.client()
    const sent = await browser.get('/control/auth/oidc/start?next=/control/logout')
    const page = await company.browser('ann').get(sent.location ?? '', { follow: true })
    const form = parse(page.text).form()
    const stranger = foyer.client()
    const posted = await stranger.post(new URL(form?.action ?? '').pathname, form?.values ?? {})
    expect(posted.status).toBe(303)
    expect((await browser.get(posted.location ?? '')).location).toBe('/control/logout')
  })

  it('read what went wrong, and the login with a password still works', async () => {
    await using world = await startOidcStaff(kind)
    const { foyer, company } = world
    await staffUser(foyer, 'kim@example.org')
    const browser = foyer.client()
    const denied = await oidcLogin(browser, company.browser('deny'))
    const page = await browser.get(denied.location ?? '')
    expect([page.status, notices(page.text)]).toEqual([200, expect.stringContaining('was cancelled at the identity')])
    company.people.set('ann', { email_verified: false })
    const unverified = await oidcLogin(browser, company.browser('ann'))
    expect(notices((await browser.get(unverified.location ?? '')).text)).toContain('has not confirmed your email')
    company.people.set('ann', { email: 'kim@example.org' })
    const taken = await oidcLogin(browser, company.browser('ann'))
    expect(notices((await browser.get(taken.location ?? '')).text)).toContain('belongs to')
    expect(await foyer.features.staff.users.byEmail('kim@example.org')).toMatchObject({ authBackend: 'native' })
    company.people.set('ann', {})
    const onTheWay = await throughProvider(browser, company.browser('ann'), '/control/auth/oidc/start')
    await company.stop()
    const down = await browser.get(onTheWay)
    expect(notices((await browser.get(down.location ?? '')).text)).toContain('cannot be reached at the moment')
    const native = await browser.submit('/control/login?stay=1&backend=native', {
      email: 'kim@example.org',
      password: PASSWORD,
    })
    expect(native.location).toBe('/control/')
  })

  it('find the login page working while the provider is down from the beginning', async () => {
    await using world = await startOidcStaff(kind)
    const { foyer, company } = world
    await company.stop()
    await staffUser(foyer, 'kim@example.org')
    const browser = foyer.client()
    const down = await browser.get('/control/auth/oidc/start')
    expect([down.status, down.location?.split('?')[0]]).toEqual([303, '/control/login'])
    expect(notices((await browser.get(down.location ?? '')).text)).toContain('cannot be reached at the moment')
    const typed = { email: 'kim@example.org', password: PASSWORD }
    expect((await browser.submit('/control/login?backend=native', typed)).location).toBe('/control/')
  })

  it('end their session at the provider, too, when they log out', async () => {
    await using world = await startOidcStaff(kind, { section: 'rp_logout = true\n' })
    const { foyer, company } = world
    const browser = foyer.client()
    const at = company.browser('ann')
    await oidcLogin(browser, at)
    const out = await browser.submit('/control/logout', {})
    const address = new URL(out.location ?? '')
    expect(address.origin).toBe(company.issuer)
    expect(address.searchParams.get('id_token_hint')).toMatch(/^ey/)
    const asked = await at.get(address.href)
    const back = await at.submit(address.href, { logout: 'yes' }, { page: asked, follow: true })
    expect(back.location).toBe(`${foyer.url}/control/login?stay=1`)
    const page = await browser.get('/control/login?stay=1')
    expect([page.status, notices(page.text)]).toEqual([200, expect.stringContaining('You are logged out.')])
  })

  it('are logged out when the provider says so', async () => {
    await using world = await startOidcStaff(kind, { section: 'back_channel_logout = true\nrp_logout = true\n' })
    const { foyer, company } = world
    const [desk, phone] = [foyer.client(), foyer.client()]
    const [atDesk, atPhone] = [company.browser('ann'), company.browser('ann')]
    await oidcLogin(desk, atDesk)
    await oidcLogin(phone, atPhone)
    const out = await desk.submit('/control/logout', {})
    const asked = await atDesk.get(out.location ?? '')
    expect((await phone.get('/control/')).status).toBe(200)
    await atDesk.submit('', { logout: 'yes' }, { page: asked, follow: true })
    expect((await phone.get('/control/')).status).toBe(200)
    const address = new URL('/session/end', company.issuer)
    const page = await atPhone.get(address.href)
    await atPhone.submit('', { logout: 'yes' }, { page, follow: true })
    expect((await phone.get('/control/')).status).toBe(303)
  })
})
