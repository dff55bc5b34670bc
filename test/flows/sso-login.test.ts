import { expect, it } from 'vitest'
import { isLoggedIn } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startSso } from '../support/sso.ts'

describeOnBoth('customers who log in at a provider of the organizer', (kind) => {
  it('44: get an account, a session and the page that they were on the way to', async () => {
    await using world = await startSso(kind)
    const { foyer, organizer } = world
    const browser = foyer.client()
    const done = await world.logIn(browser, 'ann', { query: '?next=/acme/account/profile' })
    expect([done.status, done.location]).toEqual([303, '/acme/account/profile'])
    expect(await isLoggedIn(browser)).toBe(true)
    const page = await browser.get('/acme/account/profile')
    expect(page.text).toContain('ann@company.example')
    const again = await world.logIn(foyer.client(), 'ann')
    expect(again.location).toBe('/acme/account/')
    expect(await foyer.features.ssoProviders.usage(organizer.id, world.provider.id)).toMatchObject({ customers: 1 })
  })

  it('finds the buttons on the login page and the registration, and the way that was used last above them', async () => {
    await using world = await startSso(kind)
    const { foyer, organizer } = world
    const browser = foyer.client()
    const first = parse((await browser.get('/acme/account/login?next=/acme/account/profile')).text)
    const start = '/acme/account/login/uni/?next=%2Facme%2Faccount%2Fprofile'
    expect(first.links('University')).toEqual([start])
    expect(first.all('main').join(' ')).toContain('or with an account from elsewhere')
    expect(parse((await browser.get('/acme/account/register')).text).links('University')).toHaveLength(1)

    await world.logIn(browser, 'ann')
    await browser.submit('/acme/account/logout', {})
    const later = parse((await browser.get('/acme/account/login')).text)
      .all('main')
      .join(' ')
    expect(later).toMatch(/University.*You used this last time on this device.*Password/)

    const { ssoProviders, organizers } = foyer.features
    await ssoProviders.update(organizer.id, world.provider.id, { isActive: false }, { type: 'system' })
    expect((await browser.get('/acme/account/login')).text).not.toContain('University')
    expect((await browser.get('/acme/account/login/uni/')).status).toBe(403)
    expect((await browser.get('/acme/account/login/none/')).status).toBe(404)
    await organizers.set(organizer, { customer_accounts: 'false' }, { type: 'system' })
    expect((await browser.get('/acme/account/login/uni/')).status).toBe(404)
    expect((await browser.get('/acme/account/login/uni/return')).status).toBe(404)
  })

  it('43: without passwords and codes the providers are all there is, and one alone can be gone to at once', async () => {
    await using world = await startSso(kind, { values: { customer_accounts_native: 'false' } })
    const { foyer, organizer } = world
    const browser = foyer.client()
    const page = parse((await browser.get('/acme/account/login')).text)
    expect(page.all('input[type=password]')).toEqual([])
    expect(page.all('main').join(' ')).not.toContain('switched off')
    expect(page.links('University')).toEqual(['/acme/account/login/uni/'])
    for (const path of ['register', 'pwreset', 'pwrecover', 'activate']) {
      expect((await browser.get(`/acme/account/${path}`)).status, path).toBe(404)
    }
    await foyer.features.organizers.set(organizer, { customer_accounts_sso_direct: 'true' }, { type: 'system' })
    const straight = '/acme/account/login?next=/acme/account/profile&login_hint=a@b.example'
    const sent = await browser.get(straight)
    expect([sent.status, sent.location]).toEqual([
      303,
      '/acme/account/login/uni/?login_hint=a%40b.example&next=%2Facme%2Faccount%2Fprofile',
    ])
    expect((await browser.get(sent.location ?? '')).location).toMatch(/login_hint=a%40b.example.*ui_locales=en/)
    expect((await browser.get(`${straight}&stay=1`)).status).toBe(200)
    const held = await browser.get(straight, {
      headers: { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document' },
    })
    expect([held.status, held.headers.get('refresh')]).toEqual([200, `0;url=${sent.location}`])

    await world.logIn(browser, 'ann')
    await browser.submit('/acme/account/logout', {})
    const left = await browser.get('/acme/account/login')
    expect([left.status, left.text.includes('You are logged out.')]).toEqual([200, true])
    await world.logIn(browser, 'ann')
    expect((await browser.get('/acme/account/security')).text).not.toContain('type="password"')
    browser.cookies.delete('foyer-customer-acme')
    expect((await browser.get('/acme/account/login')).status).toBe(303)
  })
})
