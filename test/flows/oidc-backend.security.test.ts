import { expect, it } from 'vitest'
import { HOUR } from '../../src/core/clock.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { oidcLogin, startOidcStaff, throughProvider } from '../support/oidc-staff.ts'
import { movableClock } from '../support/staff.ts'

const START = '/control/auth/oidc/start'
const notices = (html: string) => parse(html).all('main [class*=notice]').join(' ')

describeOnBoth('a login at an OpenID Connect provider', (kind) => {
  it('counts once, in the browser where it began, with the state it began with', async () => {
    await using world = await startOidcStaff(kind)
    const { foyer, company } = world
    const browser = foyer.client()
    const callback = await throughProvider(browser, company.browser('ann'), START)

    const stranger = foyer.client()
    await stranger.get(START)
    const stolen = await stranger.get(callback)
    expect(notices((await stranger.get(stolen.location ?? '')).text)).toContain('began in another browser')
    expect((await stranger.get('/control/')).status).toBe(303)

    const wrong = new URL(callback)
    wrong.searchParams.set('state', 'x'.repeat(43))
    await browser.get(wrong.href)
    expect((await browser.get('/control/')).status).toBe(303)

    const answers = await Promise.all([browser.get(callback), browser.get(callback)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await browser.get('/control/')).status).toBe(200)
    const replayed = foyer.client()
    await replayed.get(START)
    await replayed.get(callback)
    expect((await replayed.get('/control/')).status).toBe(303)
  })

  it('does not count with the answer of another provider', async () => {
    await using world = await startOidcStaff(kind)
    const { foyer, company } = world
    const browser = foyer.client()
    const callback = new URL(await throughProvider(browser, company.browser('ann'), START))
    expect(callback.searchParams.get('iss')).toBe(company.issuer)
    callback.searchParams.set('iss', 'https://evil.example')
    const refused = await browser.get(callback.href)
    expect(notices((await browser.get(refused.location ?? '')).text)).toContain('could not be verified')
    expect(await foyer.features.staff.users.byEmail('ann@company.example')).toBeNull()
  })

  it('cannot be begun as an authorization request of somebody else: repeated parameters are nobody’s', async () => {
    await using world = await startOidcStaff(kind)
    const { foyer, company } = world
    const browser = foyer.client()
    const callback = await throughProvider(browser, company.browser('ann'), START)
    const { searchParams } = new URL(callback)
    const refused = await browser.get(`${callback}&state=${searchParams.get('state')}`)
    expect(refused.status).toBe(303)
    expect((await browser.get('/control/')).status).toBe(303)
  })

  it('proves again who somebody is: freshly, and only them', async () => {
    const clock = movableClock()
    await using world = await startOidcStaff(kind, { platform: { clock }, section: 'auth_time = "ignore"\n' })
    const { foyer, company } = world
    const browser = foyer.client()
    await oidcLogin(browser, company.browser('ann'))
    clock.advance(HOUR)
    const start = `${START}?purpose=reauthentication&next=%2Fcontrol%2Flogout`
    const sent = new URL((await browser.get(start)).location ?? '')
    expect(Object.fromEntries(sent.searchParams)).toMatchObject({
      prompt: 'login',
      max_age: '0',
      login_hint: 'ann@company.example',
    })
    const other = await browser.get(await throughProvider(browser, company.browser('bob'), start))
    expect(other.location).toContain('/control/reauth/')
    expect(notices((await browser.get(other.location ?? '')).text)).toContain('somebody else')
    expect(await foyer.features.staff.users.byEmail('bob@company.example')).toBeNull()
    const same = await browser.get(await throughProvider(browser, company.browser('ann'), start))
    expect(same.location).toBe('/control/logout')
  })

  it('asks for our second factor unless the provider’s counts', async () => {
    await using world = await startOidcStaff(kind)
    const { foyer, company } = world
    foyer.features.staff.completion.useSecondStep({ isNeeded: async () => true })
    const browser = foyer.client()
    expect((await oidcLogin(browser, company.browser('ann'))).location).toContain('/control/login/2fa')
    expect((await browser.get('/control/')).status).toBe(303)

    await using trusting = await startOidcStaff(kind, { section: 'second_factor = ["mfa"]\n' })
    trusting.foyer.features.staff.completion.useSecondStep({ isNeeded: async () => true })
    const trusted = trusting.foyer.client()
    expect((await oidcLogin(trusted, trusting.company.browser('ann'))).location).toBe('/control/')
    expect((await trusted.get('/control/')).status).toBe(200)
  })

  it('writes neither codes nor tokens nor the secret of the client to the log or the page', async () => {
    await using world = await startOidcStaff(kind)
    const { foyer, company } = world
    const browser = foyer.client()
    const callback = new URL(await throughProvider(browser, company.browser('ann'), START))
    callback.searchParams.set('iss', 'https://evil.example')
    const refused = await browser.get(callback.href)
    const page = await browser.get(refused.location ?? '')
    expect(page.text).not.toContain(callback.searchParams.get('code'))
    expect(page.text).not.toContain('box office, long enough')
    expect(refused.headers.get('cache-control')).toBe('no-store')
  })
})
