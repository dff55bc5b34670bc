import { expect, it } from 'vitest'
import { isLoggedIn, logIn, makeCustomer, PASSWORD } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { askForCode, codeFor, otherDigits } from '../support/login-code.ts'
import { authorizePath, newClient, responseOf } from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'

const WITH_CODES = { customer_accounts_login_code: 'true' }

describeOnBoth('a login with a code by mail', (kind) => {
  it('leads from the address over the mail to where the person was going', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', WITH_CODES)
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    const login = await browser.get('/acme/account/login?next=%2Facme%2Faccount%2Fprofile')
    expect(login.text).toContain('Send me a code by email instead')
    expect(parse(login.text).attribute('button[formaction]', 'formaction')).toBe('/acme/account/login/code')
    const fields = { ...parse(login.text).form()?.values, email: 'Ann@Example.org', password: '' }
    const sent = await browser.post('/acme/account/login/code', fields)
    expect(sent.status).toBe(303)
    const page = await browser.get(sent.location ?? '')
    expect(parse(page.text).text('h1')).toBe('Enter the code')
    expect(page.text).toContain('ann@example.org')
    const code = await codeFor(foyer)
    const mail = foyer.mails.to('ann@example.org')[0]
    expect(mail?.subject).toBe(`${code} is your code for acme festival`)
    expect(mail?.html).toContain(code)
    expect(mail?.text).toContain(code)
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
    const done = await browser.submit('', { code: spaced }, { page, form: 'code/check' })
    expect([done.status, done.location]).toEqual([303, '/acme/account/profile'])
    expect(await isLoggedIn(browser)).toBe(true)
    const entries = await foyer.features.audit.list(acme.id, { limit: 1 })
    expect(entries[0]?.detail).toMatchObject({ method: 'otp', network: '127.0.0.0/24' })
    const session = await foyer.platform.db.q.selectFrom('customer_sessions').select('amr').executeTakeFirst()
    expect(session?.amr).toBe('otp')
  })

  it('activates an account that was not yet, as the mailbox is proven', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', WITH_CODES)
    const { id } = await makeCustomer(foyer, acme, { isVerified: false, password: null })
    const browser = foyer.client()
    const page = await askForCode(browser)
    await browser.submit('', { code: await codeFor(foyer) }, { page, form: 'code/check' })
    expect(await isLoggedIn(browser)).toBe(true)
    expect((await foyer.features.customers.byId(acme.id, id))?.isVerified).toBe(true)
    const actions = (await foyer.features.audit.list(acme.id, { limit: 2 })).map(({ action }) => action)
    expect(actions.sort()).toEqual(['foyer.customer.activated', 'foyer.customer.login'])
  })

  it('says how many tries are left, and what the digits look like', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', WITH_CODES)
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    const page = await askForCode(browser)
    const wrong = otherDigits(await codeFor(foyer))
    const type = (code: string) => browser.submit('', { code }, { page, form: 'code/check' })
    expect((await type('12345')).text).toContain('The code has six digits.')
    for (const left of ['4 more tries', '3 more tries', '2 more tries', '1 more try']) {
      const answer = await type(wrong)
      expect(answer.status).toBe(422)
      expect(answer.text).toContain(left)
    }
    const last = await type(wrong)
    expect(last.status).toBe(410)
    expect(last.text).toContain('This code does not work any more.')
    expect(parse(last.text).form('login/code')?.values.email).toBe('ann@example.org')
  })

  it('is the only way where passwords are off, and goes on when codes are switched off', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', { ...WITH_CODES, customer_accounts_native: 'false' })
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    const login = await browser.get('/acme/account/login')
    expect(parse(login.text).all('main button')).toContain('Send me a code')
    expect(login.text).not.toContain('type="password"')
    expect(login.text).not.toContain('Create an account')
    const page = await askForCode(browser, 'ann@example.org', '/acme/account/login')
    await browser.submit('', { code: await codeFor(foyer) }, { page, form: 'code/check' })
    expect(await isLoggedIn(browser)).toBe(true)
    await foyer.features.organizers.set(acme, { customer_accounts_login_code: 'false' }, { type: 'system' })
    expect(await isLoggedIn(browser)).toBe(true)
    expect((await foyer.client().get('/acme/account/login/code')).status).toBe(404)
  })

  it('names the app that waits, and leads back to it', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', WITH_CODES)
    await makeCustomer(foyer, acme)
    const app = await newClient(foyer, acme, { name: 'Festival forum', consent: 'never' })
    const browser = foyer.client()
    const login = await browser.get(authorizePath(acme, app), { follow: true })
    const sent = await browser.post('/acme/account/login/code', {
      ...parse(login.text).form()?.values,
      email: 'ann@example.org',
    })
    const page = await browser.get(sent.location ?? '')
    expect(parse(page.text).text('h1')).toBe('Enter the code')
    expect(parse(page.text).text('.continue-to')).toContain('Festival forum')
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://app.example")
    const other = await browser.get(parse(page.text).links('Enter another address')[0] ?? '')
    expect(parse(other.text).text('h1')).toBe('Log in with a code')
    expect(parse(other.text).text('.continue-to')).toContain('Festival forum')
    const done = await browser.submit('', { code: await codeFor(foyer) }, { page, form: 'code/check', follow: true })
    expect(responseOf(done)).toMatchObject({ code: expect.any(String), state: 'state-1' })
  })

  it('is also the recent login that a delicate page asks for', async () => {
    let now = Date.UTC(2026, 10, 22)
    await using foyer = await startFoyer(kind, { platform: { clock: { now: () => now } } })
    const acme = await foyer.organizer('acme', WITH_CODES)
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    await logIn(browser, 'acme', 'ann@example.org', PASSWORD)
    now += 3_600_000
    const login = await browser.get('/acme/account/login?reauth=1&reason=recent&next=%2Facme%2Faccount%2Fprofile')
    const action = parse(login.text).attribute('button[formaction]', 'formaction') ?? ''
    expect(action).toBe('/acme/account/login/code?reauth=1')
    const sent = await browser.post(action, parse(login.text).form()?.values ?? {})
    const page = await browser.get(sent.location ?? '')
    const done = await browser.submit('', { code: await codeFor(foyer) }, { page, form: 'code/check' })
    expect([done.status, done.location]).toEqual([303, '/acme/account/profile'])
    const session = await foyer.platform.db.q.selectFrom('customer_sessions').select(['auth_at']).execute()
    expect(session).toEqual([{ auth_at: now }])
  })
})
