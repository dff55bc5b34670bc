import { expect, it } from 'vitest'
import { consentScene, decide } from '../support/consent.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { codeFor, newClient, redeem, userinfo } from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'

describeOnBoth('connected apps', (kind) => {
  it('are none at first', async () => {
    await using foyer = await startFoyer(kind)
    const { browser } = await consentScene(foyer)
    const page = parse((await browser.get('/acme/account/apps')).text)
    expect(page.text('h1')).toBe('Connected apps')
    expect(page.text('main')).toContain('No app is connected')
    expect(page.text('.account-nav [aria-current]')).toBe('Connected apps')
    expect((await foyer.client().get('/acme/account/apps')).location).toBe(
      '/acme/account/login?next=%2Facme%2Faccount%2Fapps',
    )
  })

  it('stand in the account with what they see, and end when they are disconnected', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, app, browser, path } = await consentScene(foyer)
    const scope = 'openid email phone'
    await decide(browser, await browser.get(path({ scope }), { follow: true }), 'allowed')
    const { body } = await redeem(foyer, acme, app, await codeFor(browser, acme, app, { scope }))
    expect((await userinfo(foyer, acme, body.access_token)).status).toBe(200)

    const list = parse((await browser.get('/acme/account/apps')).text)
    const row = list.text('.rows li') ?? ''
    expect(row).toContain('Festival forum')
    expect(row).toMatch(/Email address, phone number and customer ID\. Since .+, last used .+/)
    expect(row).not.toContain('Stays connected')
    const [ask = ''] = list.links('Disconnect')
    const question = await browser.get(ask)
    expect(parse(question.text).text('h1')).toBe('Disconnect Festival forum?')
    expect(parse(question.text).text('main')).toContain('you are asked again what it may see')
    expect((await userinfo(foyer, acme, body.access_token)).status).toBe(200)

    const done = await browser.submit('', {}, { page: question, follow: true })
    expect(parse(done.text).text('[role=status]')).toContain('Festival forum is disconnected.')
    expect(parse(done.text).text('main')).toContain('No app is connected')
    expect((await userinfo(foyer, acme, body.access_token)).status).toBe(401)
    expect(new URL((await browser.get(path({ scope }), { follow: true })).url).pathname).toBe('/acme/account/consent')
    const again = await browser.submit('', {}, { page: question, follow: true })
    expect(parse(again.text).text('main')).toContain('This app was not connected any more.')
    expect((await browser.get(ask)).status).toBe(404)
  })

  it('say what an app sees that never asks, and that it comes back without a question', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, app, browser } = await consentScene(foyer, { consent: 'never', allowedScopes: ['openid', 'email'] })
    await codeFor(browser, acme, app)
    const list = parse((await browser.get('/acme/account/apps')).text)
    expect(list.text('.rows li')).toContain('Email address and customer ID')
    const [ask = ''] = list.links('Disconnect')
    const question = parse((await browser.get(ask)).text).text('main')
    expect(question).toContain('it is connected again without a question, because acme festival trusts it')
  })

  it('say which of them stay connected', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, app, browser, path } = await consentScene(foyer, { allowedScopes: ['openid', 'offline_access'] })
    const changes = { scope: 'openid offline_access', prompt: 'consent' }
    const page = await browser.get(path(changes), { follow: true })
    const back = await decide(browser, page, 'allowed')
    const code = new URL(back.location ?? '').searchParams.get('code') ?? ''
    const { body } = await redeem(foyer, acme, app, code)
    expect(body.refresh_token).toBeTypeOf('string')
    const list = parse((await browser.get('/acme/account/apps')).text)
    expect(list.text('.rows li')).toContain('Stays connected')
    const [ask = ''] = list.links('Disconnect')
    expect(parse((await browser.get(ask)).text).text('main')).toContain('no longer connected while you are away')
  })

  it('stand on the customer’s page in the back office, where staff withdraw them', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser, path } = await consentScene(foyer)
    await decide(browser, await browser.get(path(), { follow: true }), 'allowed')
    const staff = await staffBrowser(foyer, { organizer: acme })
    const address = `/control/organizer/acme/customer/${customer.identifier}/`
    const detail = parse((await staff.get(address)).text)
    expect(detail.text('.rows li')).toContain('Festival forum')
    expect(detail.text('main')).toContain('Allowed Festival forum to see account details')
    const [ask = ''] = detail.links('Disconnect')
    const done = await staff.submit(ask, {}, { follow: true })
    expect(new URL(done.url).pathname).toBe(address)
    const page = parse(done.text)
    expect(page.text('[role=status]')).toContain('Festival forum is disconnected from this account.')
    expect(page.text('main')).toContain('No app is connected with this account.')
    expect(page.text('main')).toContain('Festival forum was withdrawn')
    expect(page.text('main')).toContain('Jonas Weber')
    expect(parse((await browser.get('/acme/account/apps')).text).text('main')).toContain('No app is connected')
  })

  it('show their logo wherever they are named, and in the back office at the main address', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, app, customer, browser, path } = await consentScene(foyer)
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    await foyer.features.ssoClients.setLogo(acme.id, app.id, png, { type: 'system' })
    await foyer.features.organizers.addDomain(acme, 'tickets.acme.example', { type: 'system' })
    const staff = await staffBrowser(foyer, { organizer: acme })
    const login = await foyer.client().get(path(), { follow: true })
    const consent = await browser.get(path(), { follow: true })
    await decide(browser, consent, 'allowed')
    const list = await browser.get('/acme/account/apps')
    const detail = await staff.get(`/control/organizer/acme/customer/${customer.identifier}/`)
    for (const page of [login, consent, list, detail]) {
      const src = parse(page.text).attribute('main .monogram img', 'src') ?? ''
      expect(src).toMatch(new RegExp(`^/acme/brand/app/${app.clientId}/`))
      const logo = await foyer.client().get(src)
      expect([logo.status, logo.headers.get('content-type')]).toEqual([200, 'image/png'])
    }
  })

  it('speak German', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, path } = await consentScene(foyer)
    await browser.get('/acme/account/?locale=de', { follow: true })
    const german = await browser.get(path(), { follow: true })
    expect(parse(german.text).text('h1')).toBe('Festival forum würde das aus Ihrem Konto bekommen')
    await decide(browser, german, 'allowed')
    expect(parse((await browser.get('/acme/account/apps')).text).text('.rows li')).toContain('E-Mail-Adresse')
  })
})

describeOnBoth('withdrawing an app', (kind) => {
  it('reaches one’s own apps at this organizer only', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, app, customer, browser, path } = await consentScene(foyer)
    await decide(browser, await browser.get(path(), { follow: true }), 'allowed')
    const other = await foyer.organizer('other')
    const strange = await newClient(foyer, other)
    for (const id of [strange.id, 'x', '0'.repeat(26)]) {
      expect((await browser.get(`/acme/account/apps/${id}/withdraw`)).status).toBe(404)
    }
    const outsider = await staffBrowser(foyer, { organizer: other })
    const address = `/control/organizer/acme/customer/${customer.identifier}/apps/${app.id}/withdraw`
    expect((await outsider.get(address)).status).toBe(404)
    const crossed = address.replace('/acme/', '/other/')
    expect((await outsider.get(crossed)).status).toBe(404)
    expect(await foyer.features.openidProvider.consents.apps(acme.id, customer.id)).toHaveLength(1)
  })
})
