import { expect, it } from 'vitest'
import { isLoggedIn, linkIn, logIn, makeCustomer, PASSWORD } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFoyer } from '../support/server.ts'

describeOnBoth('coming in', (kind) => {
  it('9, 10, 12, 17: leads from registration over the mail to the account, and keeps the way', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme', { name_scheme: 'salutation_title_given_family', name_scheme_titles: 'german_common' })
    const browser = foyer.client()
    const next = '/acme/account/?from=app'
    const sent = await browser.submit(
      `/acme/account/register?next=${encodeURIComponent(next)}`,
      { salutation: 'Ms', title: 'Dr.', given_name: 'Ann', family_name: 'Example', email: ' Ann@Example.org ' },
      { follow: true },
    )
    expect(sent.status).toBe(200)
    expect(parse(sent.text).text('h1')).toBe('Look into your mailbox')
    expect(sent.text).toContain('ann@example.org')

    await foyer.deliver()
    const [mail, ...others] = foyer.mails.to('ann@example.org')
    expect(others).toEqual([])
    expect(mail?.subject).toBe('Activate your account at acme festival')
    const registered = await foyer.features.customers.byEmail((await organizerOf(foyer)).id, 'ann@example.org')
    expect([registered?.isActive, registered?.isVerified, registered?.hasPassword]).toEqual([true, false, false])
    expect(mail?.from.name).toBe('acme festival')
    expect(mail?.html).toContain(linkIn(mail).replace('&', '&amp;'))

    expect((await browser.submit('/acme/account/login', { email: 'ann@example.org', password: PASSWORD })).status).toBe(
      422,
    )
    const choose = await browser.get(linkIn(mail))
    expect(parse(choose.text).text('h1')).toBe('Choose your password')
    const fields = { password: PASSWORD, password_repeat: PASSWORD }
    const done = await browser.submit(linkIn(mail), fields, { page: choose })
    expect(done.status).toBe(303)
    expect(done.location).toContain('next=%2Facme%2Faccount%2F%3Ffrom%3Dapp')

    const login = await browser.get(done.location ?? '')
    expect(parse(login.text).form()?.values.email).toBe('ann@example.org')
    expect(login.text).toContain('Your account is active')
    const inside = await browser.submit('', { password: PASSWORD }, { page: login })
    expect(inside.status).toBe(303)
    expect(inside.location).toBe(next)
    const history = await foyer.features.audit.list((await organizerOf(foyer)).id, { limit: 20 })
    expect(history.filter(({ action }) => action === 'foyer.customer.login')).toHaveLength(1)
    const account = await browser.get(next)
    expect(account.text).toContain('Dr. Ann Example')
    await foyer.deliver()
    expect(foyer.mails.to('ann@example.org').map(({ subject }) => subject)).toContain(
      'Your password at acme festival was set',
    )
    const customer = await foyer.features.customers.byEmail((await organizerOf(foyer)).id, 'ann@example.org')
    expect(customer?.isVerified).toBe(true)
    expect(customer?.lastLoginAt).not.toBeNull()
    expect(customer?.nameParts.salutation).toBe('Ms')
  })

  it('names what is wrong in a registration and keeps what was typed', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme', { name_scheme: 'given_family' })
    const browser = foyer.client({ headers: { 'accept-language': 'de' } })
    const answer = await browser.submit('/acme/account/register', { given_name: 'Max', email: 'max@gmx' })
    expect(answer.status).toBe(422)
    const page = parse(answer.text)
    expect(page.text('.notice-title')).toBe('2 Felder brauchen noch einen Blick')
    expect(page.all('.error-list li')).toEqual([
      'Nachname: Bitte ausfüllen.',
      'E-Mail-Adresse: Der Teil nach dem @ ist nicht vollständig. Meinten Sie gmx.de?',
    ])
    expect(page.form()?.values).toMatchObject({ given_name: 'Max', email: 'max@gmx', locale: 'de' })
    await foyer.deliver()
    expect(foyer.mails.sent).toEqual([])
  })

  it('14, 15: sets a forgotten password and ends what the old one had opened', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme)
    const elsewhere = foyer.client()
    await logIn(elsewhere)
    const browser = foyer.client()
    const sent = await browser.submit('/acme/account/pwreset', { email: 'ann@example.org' })
    expect(sent.status).toBe(303)
    await foyer.deliver()
    const link = linkIn(foyer.mails.to('ann@example.org')[0])
    expect(link).toContain('/acme/account/pwrecover?token=')

    const weak = await browser.submit(link, { password: 'short', password_repeat: 'short' })
    expect(weak.status).toBe(422)
    expect(weak.text).toContain('Use at least 8 characters')
    expect(weak.text).not.toContain('value="short"')
    const differ = await browser.submit(link, { password: 'a new password', password_repeat: 'another password' })
    expect(differ.status).toBe(422)
    expect(differ.text).toContain('The two entries differ')
    const done = await browser.submit(link, { password: 'a new password', password_repeat: 'a new password' })
    expect(done.status).toBe(303)

    expect(await isLoggedIn(elsewhere)).toBe(false)
    expect((await browser.submit('/acme/account/login', { email: 'ann@example.org', password: PASSWORD })).status).toBe(
      422,
    )
    await logIn(browser, 'acme', 'ANN@example.org', 'a new password')
    expect(await isLoggedIn(browser)).toBe(true)
  })

  it('14, 19, 20, 21: says that an account is closed or waits only after the right password', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme, { email: 'off@example.org', isActive: false })
    await makeCustomer(foyer, acme, { email: 'new@example.org', isVerified: false })
    const browser = foyer.client()
    const answer = async (email: string, password: string) => {
      const page = await browser.submit('/acme/account/login', { email, password })
      expect(page.status).toBe(422)
      return parse(page.text)
    }
    const neutral = 'Email address and password do not match an account here.'
    expect((await answer('off@example.org', 'wrong one')).text('.notice-title')).toBe(neutral)
    expect((await answer('new@example.org', 'wrong one')).text('.notice-title')).toBe(neutral)
    expect((await answer('off@example.org', PASSWORD)).text('.notice-title')).toBe('This account is disabled.')
    const waiting = await browser.submit('/acme/account/login', { email: 'new@example.org', password: PASSWORD })
    expect(parse(waiting.text).text('.notice-title')).toBe('This account is not activated yet.')
    const again = await browser.submit('', {}, { page: waiting, form: 'pwreset' })
    expect(again.status).toBe(303)
    await foyer.deliver()
    expect(linkIn(foyer.mails.to('new@example.org')[0])).toContain('/account/activate?token=')
  })

  it('keeps the typed address, never the password, and asks for what is missing', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const empty = await foyer.client().submit('/acme/account/login', { email: 'ann@example.org' })
    expect(empty.status).toBe(422)
    expect(parse(empty.text).form()?.values).toMatchObject({ email: 'ann@example.org', password: '' })
    expect(parse(empty.text).all('[id$=-error]')).toEqual(['Please enter a password.'])
  })

  it('18: logs out with a form, and asks when a link is followed', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    await logIn(browser)
    const question = await browser.get('/acme/account/logout')
    expect(parse(question.text).text('h1')).toBe('Log out?')
    expect(await isLoggedIn(browser)).toBe(true)
    const out = await browser.submit('/acme/account/logout', {}, { page: question, form: 'logout', follow: true })
    expect(out.text).toContain('You are logged out.')
    expect(await isLoggedIn(browser)).toBe(false)
    expect((await browser.get('/acme/account/')).location).toBe('/acme/account/login?next=%2Facme%2Faccount%2F')
  })

  it('16: leads nowhere with a link that was changed', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme, { isVerified: false, password: null })
    await foyer.client().submit('/acme/account/pwreset', { email: 'ann@example.org' })
    await foyer.deliver()
    const link = linkIn(foyer.mails.to('ann@example.org')[0])
    const changed = link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A')
    const page = await foyer.client().get(changed)
    expect(page.status).toBe(410)
    expect(parse(page.text).form()?.action).toBe('/acme/account/pwreset')
    expect((await foyer.client().get(link)).status).toBe(200)
  })

  it('keeps a leaked password, a short one and one without a digit out, as the organizer asks', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', {
      customer_accounts_password_min_length: '10',
      customer_accounts_password_letter_and_digit: 'true',
    })
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    await browser.submit('/acme/account/pwreset', { email: 'ann@example.org' })
    await foyer.deliver()
    const link = linkIn(foyer.mails.to('ann@example.org')[0])
    const page = await browser.get(link)
    expect(page.text).toContain('At least 10 characters, with a letter and a digit.')
    for (const [password, problem] of [
      ['short 123', 'Use at least 10 characters.'],
      ['only letters here', 'Use at least one letter and one digit.'],
      ['1qaz2wsx3edc', 'This password is in lists of leaked passwords.'],
    ] as const) {
      const answer = await browser.submit('', { password, password_repeat: password }, { page })
      expect([answer.status, answer.text.includes(problem)]).toEqual([422, true])
    }
    const password = 'a good one with 7 words'
    expect((await browser.submit('', { password, password_repeat: password }, { page })).status).toBe(303)
  })

  it('goes straight on for somebody who is logged in', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    await logIn(browser)
    expect((await browser.get('/acme/account/login?next=%2Facme%2F2026')).location).toBe('/acme/2026')
    expect((await browser.get('/acme/account/register')).location).toBe('/acme/account/')
    const again = await browser.get('/acme/account/login?reauth=1')
    expect(again.status).toBe(200)
    expect(parse(again.text).form()?.values.email).toBe('ann@example.org')
  })

  it('1 to 8: has no account pages without accounts, and no password pages without passwords', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('off', { customer_accounts: 'false' })
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    await logIn(browser)
    const pages = ['login', 'register', 'pwreset', 'activate', 'pwrecover', 'logout', 'change', 'confirmchange', '']
    for (const page of pages) expect((await browser.get(`/off/account/${page}`)).status).toBe(404)
    await foyer.features.organizers.set(acme, { customer_accounts_native: 'false' }, { type: 'system' })
    for (const page of ['register', 'pwreset', 'activate', 'pwrecover']) {
      expect((await browser.get(`/acme/account/${page}`)).status).toBe(404)
    }
    const login = await browser.get('/acme/account/login')
    expect(login.status).toBe(200)
    expect(login.text).toContain('Login with a password is switched off')
    expect(parse(login.text).attribute('input[type=password]', 'name')).toBeNull()
    expect(await isLoggedIn(browser)).toBe(false)
    for (const page of ['', 'profile', 'security']) {
      expect((await foyer.client().get(`/acme/account/${page}`)).location).toContain('/acme/account/login?next=')
    }
  })

  it('sends links of staff to the organizer’s own domain, in the language of the customer', async () => {
    await using foyer = await startFoyer(kind)
    const { organizers, customers, signIn } = foyer.features
    const made = await foyer.organizer('acme', { time_zone: 'Europe/Berlin' })
    await organizers.addDomain(made, 'tickets.acme.example', { type: 'system' })
    const acme = await organizerOf(foyer)
    const { id } = await makeCustomer(foyer, acme, { password: null, isVerified: false })
    const customer = await customers.update(acme, id, { locale: 'de' }, { type: 'system' })
    expect(await signIn.sendPasswordLink(acme, customer, { type: 'command' })).toBe(true)
    await foyer.deliver()
    const [mail] = foyer.mails.to('ann@example.org')
    expect(mail?.subject).toBe('Aktivieren Sie Ihr Konto bei acme festival')
    expect(mail?.text).toMatch(/http:\/\/tickets\.acme\.example\/account\/activate\?token=[\w-]{43}\n/)
    expect(mail?.text).toContain('Guten Tag Ann Example,')
    expect(mail?.text).toContain(customer.identifier)
  })

  it('prolongs a session that is used and forgets one that is not', async () => {
    const start = Date.UTC(2026, 10, 21)
    let now = start
    const hours = (count: number) => count * 3_600_000
    await using foyer = await startFoyer(kind, { platform: { clock: { now: () => now } } })
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    await logIn(browser)
    now = start + hours(13 * 24)
    const used = await browser.get('/acme/account/')
    expect(used.status).toBe(200)
    expect(used.headers.getSetCookie().join()).toContain('Max-Age=1209600')
    const ends = () => foyer.platform.db.q.selectFrom('customer_sessions').select('expires_at').executeTakeFirst()
    await expect.poll(async () => (await ends())?.expires_at).toBe(now + hours(14 * 24))
    now = start + hours(26 * 24)
    expect(await isLoggedIn(browser)).toBe(true)
    await expect.poll(async () => (await ends())?.expires_at).toBe(now + hours(14 * 24))
    expect((await browser.get('/acme/account/')).headers.getSetCookie().join()).not.toContain('customer-acme')
    now = start + hours(41 * 24)
    expect(await isLoggedIn(browser)).toBe(false)
  })
})

async function organizerOf(foyer: Awaited<ReturnType<typeof startFoyer>>, slug = 'acme') {
  const organizer = await foyer.features.organizers.bySlug(slug)
  return organizer ?? fail()
}

function fail(): never {
  throw new Error('missing')
}
