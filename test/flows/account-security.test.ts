import { expect, it } from 'vitest'
import type { Customer } from '../../src/features/customers/index.ts'
import { isLoggedIn, linkIn, logIn, makeCustomer, PASSWORD } from '../support/accounts.ts'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { codeFor, newClient, redeem, userinfo } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { mainText } from '../support/staff.ts'

const FIREFOX = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
const NEW = 'anna.new@example.org'

/** An account with a browser in which somebody is logged in. */
async function prepared(foyer: TestServer, values: Record<string, string> = {}) {
  const acme = await foyer.organizer('acme', values)
  const customer = await makeCustomer(foyer, acme)
  const browser = foyer.client({ headers: FIREFOX })
  await logIn(browser)
  const now = async (): Promise<Customer> => {
    const found = await foyer.features.customers.byId(acme.id, customer.id)
    if (!found) throw new Error('the customer is gone')
    return found
  }
  return { acme, customer, browser, now }
}

/** The newest mail to an address with this word in its subject. */
async function mailTo(foyer: TestServer, email: string, subject: string) {
  await foyer.deliver()
  return foyer.mails.to(email).findLast((mail) => mail.subject.includes(subject))
}

async function askForChange(browser: BrowserClient, email = NEW, current = PASSWORD) {
  return browser.submit('/acme/account/change', { email, current })
}

/** Changes the address all the way. */
async function changed(foyer: TestServer, browser: BrowserClient, email = NEW) {
  await askForChange(browser, email)
  return browser.submit(linkIn(await mailTo(foyer, email, 'Confirm')), {}, { form: 'confirmchange' })
}

describeOnBoth('the security page', (kind) => {
  it('5, 8, 31: is for those who are logged in, and there is none without accounts', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, browser } = await prepared(foyer)
    const pages = ['security', 'security/sign-ins', 'security/lock', 'password', 'change', 'emails']
    const links = ['confirmchange', 'confirmemail', 'undochange']
    for (const page of pages) {
      const stranger = await foyer.client().get(`/acme/account/${page}`)
      const next = encodeURIComponent(`/acme/account/${page}`)
      expect([stranger.status, stranger.location]).toEqual([303, `/acme/account/login?next=${next}`])
      expect((await browser.get(`/acme/account/${page}`)).status).toBe(200)
    }
    await foyer.features.organizers.set(acme, { customer_accounts: 'false' }, { type: 'system' })
    for (const page of [...pages, ...links]) expect((await browser.get(`/acme/account/${page}`)).status).toBe(404)
    const withoutPasswords = { customer_accounts: 'true', customer_accounts_native: 'false' }
    await foyer.features.organizers.set(acme, withoutPasswords, { type: 'system' })
    for (const page of ['change', 'confirmchange']) {
      expect((await foyer.client().get(`/acme/account/${page}`)).status).toBe(303)
    }
  })

  it('shows where somebody is logged in, and ends one, all others, or every session', async () => {
    await using foyer = await startFoyer(kind)
    const { browser } = await prepared(foyer)
    const [there, third] = [foyer.client(), foyer.client()]
    for (const other of [there, third]) await logIn(other)
    const page = parse((await browser.get('/acme/account/security')).text)
    expect(page.all('.rows p.font-semibold')).toEqual(
      expect.arrayContaining(['Password', 'Firefox on Linux This device', 'Unknown device']),
    )
    expect(page.text('main')).toMatch(/network 127\.0\.0\.0\/24/)
    const ended = await browser.submit('/acme/account/security', {}, { form: 'sessions/end', follow: true })
    expect(ended.text).toContain('That device is logged out.')
  })

  it('ends single sessions, all others, and this one too', async () => {
    await using foyer = await startFoyer(kind)
    const { browser } = await prepared(foyer)
    const [there, third] = [foyer.client(), foyer.client()]
    for (const other of [there, third]) await logIn(other)
    const page = await browser.get('/acme/account/security')
    const session = /name="session" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    await browser.submit('', { session }, { page, form: 'sessions/end-others' })
    expect([await isLoggedIn(browser), await isLoggedIn(there), await isLoggedIn(third)]).toEqual([true, false, false])
    await logIn(there)
    const all = await browser.submit('/acme/account/security', {}, { form: 'sessions/end-all', follow: true })
    expect(all.text).toContain('You are logged out on all devices.')
    expect([await isLoggedIn(browser), await isLoggedIn(there)]).toEqual([false, false])
  })

  it('tells of the last logins, failed ones too, page by page', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, acme, customer } = await prepared(foyer)
    await foyer.client().submit('/acme/account/login', { email: 'ann@example.org', password: 'wrong' })
    const { audit } = foyer.features
    await expect
      .poll(async () => (await audit.list(acme.id, { limit: 5, actions: ['foyer.customer.login.failed'] })).length)
      .toBe(1)
    const text = mainText((await browser.get('/acme/account/security')).text)
    expect(text).toContain('Attempt failed: wrong password')
    expect(text).toMatch(/Logged in with the password.+Firefox on Linux, 127\.0\.0\.0\/24/)
    const object = { type: 'customer', id: customer.id, name: '' } as const
    for (let i = 0; i < 25; i++) {
      await audit.record(foyer.platform.db.q, acme.id, {
        action: 'foyer.customer.login',
        actor: { type: 'system' },
        object,
        detail: { method: 'otp' },
      })
    }
    const first = await browser.get('/acme/account/security/sign-ins')
    expect(parse(first.text).all('.rows li')).toHaveLength(20)
    const [older = ''] = parse(first.text).links('Older')
    expect(parse((await browser.get(older)).text).all('.rows li')).toHaveLength(7)
    expect((await browser.get('/acme/account/security/sign-ins?before=x')).status).toBe(200)
  })

  it('asks about a login from a browser that is new, once', async () => {
    await using foyer = await startFoyer(kind)
    const { browser } = await prepared(foyer)
    expect((await browser.get('/acme/account/security')).text).not.toContain('Was it you?')
    const other = foyer.client()
    await logIn(other)
    expect((await other.get('/acme/account/security')).text).not.toContain('Was it you?')
    const page = await browser.get('/acme/account/security')
    expect(mainText(page.text)).toContain('New login from Unknown device')
    const yes = await browser.submit('', {}, { page, form: 'security/known', follow: true })
    expect(mainText(yes.text)).toContain('That browser counts as yours')
    expect(mainText(yes.text)).not.toContain('Was it you?')
  })

  it('locks the account: everybody else is out, the password does not work, a link comes by mail', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, browser, now } = await prepared(foyer)
    const app = await newClient(foyer, acme)
    const thief = foyer.client()
    await logIn(thief)
    const { body } = await redeem(foyer, acme, app, await codeFor(thief, acme, app, { scope: 'openid' }))
    const [ask = ''] = parse((await browser.get('/acme/account/security')).text).links('No, lock my account now')
    const question = await browser.get(ask)
    expect(mainText(question.text)).toContain('We send a link to ann@example.org')
    expect(await isLoggedIn(thief)).toBe(true)
    const done = await browser.submit('', {}, { page: question, follow: true })
    expect(mainText(done.text)).toContain('Everybody else is logged out')
    expect([await isLoggedIn(browser), await isLoggedIn(thief)]).toEqual([true, false])
    expect((await userinfo(foyer, acme, body.access_token)).status).toBe(401)
    expect((await now()).hasPassword).toBe(false)
    await expect(logIn(thief)).rejects.toThrow('no login')
    expect((await browser.get('/acme/account/password')).location).toContain('/account/login?')
    const link = linkIn(await mailTo(foyer, 'ann@example.org', 'Set a new password'))
    await foyer.client().submit(link, { password: 'another horse 2', password_repeat: 'another horse 2' })
    await logIn(browser, 'acme', 'ann@example.org', 'another horse 2')
    const [last] = await foyer.features.audit.list(acme.id, { limit: 1, actions: ['foyer.customer.locked'] })
    expect(last?.actorType).toBe('customer')
  })
})

describeOnBoth('the password', (kind) => {
  it('41: stays with a wrong present one, and what is wrong is named', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser } = await prepared(foyer)
    const before = await foyer.features.customers.passwordHash(acme.id, customer.id)
    const wrong = await browser.submit('/acme/account/password', { current: 'nope', password: 'another horse 2' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('This is not your current password.')
    const weak = { current: PASSWORD, password: 'ann@example.org', password_repeat: 'ann@example.org' }
    const problems = parse((await browser.submit('/acme/account/password', weak)).text).all('.error-list li')
    expect(problems).toEqual(['New password: This password is part of your email address. Choose another one.'])
    const same = { current: PASSWORD, password: PASSWORD, password_repeat: PASSWORD }
    expect((await browser.submit('/acme/account/password', same)).text).toContain('This is your password already.')
    const differ = { current: PASSWORD, password: 'another horse 2', password_repeat: 'another horse 3' }
    expect((await browser.submit('/acme/account/password', differ)).text).toContain('The two entries differ.')
    expect(await foyer.features.customers.passwordHash(acme.id, customer.id)).toBe(before)
    await foyer.deliver()
    expect(foyer.mails.to('ann@example.org').filter(({ subject }) => subject.includes('password'))).toEqual([])
  })

  it('42, 43: changes with the right one: a notice, this session stays under a new secret, others end', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, browser } = await prepared(foyer)
    const other = foyer.client()
    await logIn(other)
    const secret = browser.cookies.get('foyer-customer-acme')
    const form = { current: PASSWORD, password: 'another horse 2', password_repeat: 'another horse 2' }
    const done = await browser.submit('/acme/account/password', form)
    expect([done.status, done.location]).toEqual([303, '/acme/account/security'])
    expect(browser.cookies.get('foyer-customer-acme')).not.toBe(secret)
    const stale = foyer.client()
    stale.cookies.set('foyer-customer-acme', secret ?? '')
    expect([await isLoggedIn(browser), await isLoggedIn(other), await isLoggedIn(stale)]).toEqual([true, false, false])
    expect((await mailTo(foyer, 'ann@example.org', 'password'))?.subject).toBe(
      'Your password at acme festival was changed',
    )
    await logIn(other, 'acme', 'ann@example.org', 'another horse 2')
    const [last] = await foyer.features.audit.list(acme.id, { limit: 1, actions: ['pretix.customer.password.set'] })
    expect(last).toMatchObject({ actorType: 'customer' })
  })

  it('37: is set for the first time after a recent login, and has no page without passwords', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser } = await prepared(foyer)
    const { q } = foyer.platform.db
    await q.updateTable('customers').set({ password_hash: null }).where('id', '=', customer.id).execute()
    const form = { password: 'another horse 2', password_repeat: 'another horse 2' }
    const page = await browser.get('/acme/account/password')
    expect(parse(page.text).text('h1')).toBe('Set a password')
    const sessions = q.updateTable('customer_sessions').set({ auth_at: foyer.platform.clock.now() - 16 * 60_000 })
    await sessions.execute()
    expect((await browser.submit('', form, { page })).location).toContain('reason=recent')
    await q.updateTable('customer_sessions').set({ auth_at: foyer.platform.clock.now() }).execute()
    expect((await browser.submit('', form, { page })).status).toBe(303)
    await logIn(foyer.client(), 'acme', 'ann@example.org', 'another horse 2')
    await foyer.features.organizers.set(acme, { customer_accounts_native: 'false' }, { type: 'system' })
    expect((await foyer.client().get('/acme/account/password')).status).toBe(404)
  })
})

describeOnBoth('the address to log in with', (kind) => {
  it('38: stays without the current password', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, now } = await prepared(foyer)
    for (const current of ['', 'wrong one']) {
      const answer = await askForChange(browser, NEW, current)
      expect(answer.status).toBe(422)
      expect(parse(answer.text).attribute('#f-email', 'value')).toBe(NEW)
      expect(parse(answer.text).all('.field-error')).toEqual(['This is not your current password.'])
    }
    expect((await askForChange(browser, 'ann@gmx')).text).toContain('Did you mean gmx.de?')
    expect((await askForChange(browser, ' Ann@Example.org ')).text).toContain('This is your address already.')
    await foyer.deliver()
    expect(foyer.mails.to(NEW)).toEqual([])
    expect((await now()).email).toBe('ann@example.org')
  })

  it('39: gets a link to the new address, and stays until that is followed', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, now } = await prepared(foyer)
    const asked = await askForChange(browser)
    expect([asked.status, asked.location]).toEqual([303, '/acme/account/change'])
    await foyer.deliver()
    expect(foyer.mails.to(NEW).map(({ subject }) => subject)).toEqual([
      'Confirm your new email address at acme festival',
    ])
    expect((await now()).email).toBe('ann@example.org')
    const page = await browser.get(linkIn(foyer.mails.to(NEW)[0]))
    expect(parse(page.text).text('h1')).toBe(`Use ${NEW} from now on?`)
    expect((await now()).email).toBe('ann@example.org')
  })

  it('40: changes when the link is confirmed, tells both addresses, and keeps only this session', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, browser, now } = await prepared(foyer)
    const app = await newClient(foyer, acme)
    const { body } = await redeem(foyer, acme, app, await codeFor(browser, acme, app, { scope: 'openid' }))
    const other = foyer.client()
    await logIn(other)
    const secret = browser.cookies.get('foyer-customer-acme')
    const done = await changed(foyer, browser)
    expect([done.status, done.location]).toEqual([303, '/acme/account/security'])
    expect(await now()).toMatchObject({ email: NEW, isVerified: true })
    expect([await isLoggedIn(browser), await isLoggedIn(other)]).toEqual([true, false])
    expect(browser.cookies.get('foyer-customer-acme')).not.toBe(secret)
    expect((await userinfo(foyer, acme, body.access_token)).status).toBe(401)
    const toOld = await mailTo(foyer, 'ann@example.org', 'was changed')
    expect(toOld?.text).toContain('/acme/account/undochange?token=')
    expect((await mailTo(foyer, NEW, 'email address of your account'))?.text).not.toContain('undochange')
    const sent = foyer.mails.sent.map(({ to }) => to)
    expect(sent.indexOf('ann@example.org')).toBeLessThan(sent.lastIndexOf(NEW))
    const [last] = await foyer.features.audit.list(acme.id, { limit: 1, actions: ['pretix.customer.changed'] })
    expect(last).toMatchObject({
      actorType: 'customer',
      before: { email: 'ann@example.org' },
      after: { email: NEW },
    })
    const found = await foyer.features.customers.list(acme.id, { search: 'anna.new', limit: 5 })
    expect(found.customers).toHaveLength(1)
    await logIn(other, 'acme', NEW)
  })

  it('35: needs a recent login, and lives apart from name and phone', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, now } = await prepared(foyer, { name_scheme: 'full' })
    const page = await browser.get('/acme/account/change')
    expect(parse(page.text).links('Name, phone and language')).toEqual(['/acme/account/profile'])
    const { q } = foyer.platform.db
    await q
      .updateTable('customer_sessions')
      .set({ auth_at: foyer.platform.clock.now() - 16 * 60_000 })
      .execute()
    const late = await browser.submit('', { email: NEW, current: PASSWORD }, { page })
    expect(late.location).toContain('/acme/account/login?')
    expect(new URL(late.location ?? '', foyer.url).searchParams.get('next')).toBe('/acme/account/change')
    await browser.submit('/acme/account/profile', { full_name: 'Ann Other' })
    expect((await now()).name).toBe('Ann Other')
    await foyer.deliver()
    expect(foyer.mails.to(NEW)).toEqual([])
  })

  it('comes back through the notice: everybody is out and a new password comes by mail', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, browser, now } = await prepared(foyer)
    await changed(foyer, browser)
    const form = { current: PASSWORD, password: 'thief horse 2', password_repeat: 'thief horse 2' }
    expect((await browser.submit('/acme/account/password', form)).status).toBe(303)
    const link = linkIn(await mailTo(foyer, 'ann@example.org', 'was changed'))
    const owner = foyer.client()
    const question = await owner.get(link)
    expect(mainText(question.text)).toContain(`from ann@example.org to ${NEW}`)
    expect((await now()).email).toBe(NEW)
    const done = await owner.submit('', {}, { page: question, form: 'undochange' })
    expect(done.status).toBe(200)
    expect(parse(done.text).text('h1')).toBe('Your address is back')
    expect(await now()).toMatchObject({ email: 'ann@example.org', isVerified: true, hasPassword: false })
    expect(await isLoggedIn(browser)).toBe(false)
    await expect(logIn(browser, 'acme', 'ann@example.org', 'thief horse 2')).rejects.toThrow('no login')
    const again = await owner.submit('', {}, { page: question, form: 'undochange' })
    expect(again.status).toBe(410)
    const reset = linkIn(await mailTo(foyer, 'ann@example.org', 'Set a new password'))
    await owner.submit(reset, { password: 'my own horse 3', password_repeat: 'my own horse 3' })
    await logIn(owner, 'acme', 'ann@example.org', 'my own horse 3')
    const [last] = await foyer.features.audit.list(acme.id, { limit: 1, actions: ['foyer.customer.email.undone'] })
    expect(last?.objectName).toBe('Ann Example')
  })

  it('is changed by staff with a notice to both, and a way back only for a confirmed one', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, now } = await prepared(foyer)
    const waiting = await makeCustomer(foyer, acme, { email: 'wait@example.org', isVerified: false })
    const staff = await staffBrowser(foyer)
    const edit = ({ identifier }: Customer) => `/control/organizer/acme/customer/${identifier}/edit`
    await staff.submit(edit(customer), { email: NEW })
    expect((await now()).email).toBe(NEW)
    const notice = await mailTo(foyer, 'ann@example.org', 'was changed')
    expect(await mailTo(foyer, NEW, 'email address of your account')).toBeDefined()
    const done = await foyer.client().submit(linkIn(notice), {}, { form: 'undochange' })
    expect(done.status).toBe(200)
    expect((await now()).email).toBe('ann@example.org')
    await staff.submit(edit(waiting), { email: 'waits@example.org' })
    expect((await mailTo(foyer, 'wait@example.org', ''))?.text).not.toContain('undochange')
    expect(await mailTo(foyer, 'waits@example.org', 'email address of your account')).toBeDefined()
    const before = foyer.mails.sent.length
    await foyer.features.customers.update(acme, customer.id, { notes: 'vip' }, { type: 'command' })
    await foyer.deliver()
    expect(foyer.mails.sent).toHaveLength(before)
  })
})

describeOnBoth('further addresses', (kind) => {
  const PAGE = '/acme/account/emails'

  it('are added, confirmed by their owner, and removed', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser } = await prepared(foyer)
    const list = () => foyer.features.accountSecurity.furtherEmails.list(acme, customer.id)
    expect((await browser.submit(PAGE, { email: ' Second@Example.org ' })).status).toBe(303)
    expect((await browser.submit(PAGE, { email: 'second@example.org' })).text).toContain('on the list already')
    expect((await browser.submit(PAGE, { email: 'ann@example.org' })).text).toContain('You log in with this address.')
    expect(await list()).toMatchObject([{ email: 'second@example.org', verifiedAt: null }])
    const first = linkIn(await mailTo(foyer, 'second@example.org', 'Confirm'))
    await browser.submit(PAGE, {}, { form: '/resend' })
    const second = linkIn(await mailTo(foyer, 'second@example.org', 'Confirm'))
    expect(second).not.toBe(first)
    expect((await browser.get(first)).status).toBe(410)
    const page = await browser.get(second)
    expect((await list())[0]?.verifiedAt).toBeNull()
    const done = await browser.submit('', {}, { page, form: 'confirmemail', follow: true })
    expect(mainText(done.text)).toContain('second@example.org is confirmed.')
    expect((await list())[0]?.verifiedAt).not.toBeNull()
    expect((await browser.submit('', {}, { page, form: 'confirmemail' })).status).toBe(410)
    await browser.submit(PAGE, {}, { form: '/remove' })
    expect(await list()).toEqual([])
    const history = await foyer.features.audit.list(acme.id, { limit: 10 })
    expect(history.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'foyer.customer.address.added',
        'foyer.customer.address.confirmed',
        'foyer.customer.address.removed',
      ]),
    )
  })

  it('become the one to log in with after the password, with notice and way back', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser, now } = await prepared(foyer)
    const list = () => foyer.features.accountSecurity.furtherEmails.list(acme, customer.id)
    await browser.submit(PAGE, { email: 'second@example.org' })
    const [waiting] = await list()
    expect((await browser.get(`${PAGE}/${waiting?.id}/login`)).status).toBe(404)
    await browser.submit(linkIn(await mailTo(foyer, 'second@example.org', 'Confirm')), {}, { form: 'confirmemail' })
    const [ask = ''] = parse((await browser.get(PAGE)).text).links('Use for login')
    expect((await browser.submit(ask, { current: 'wrong' })).status).toBe(422)
    const done = await browser.submit(ask, { current: PASSWORD }, { follow: true })
    expect(mainText(done.text)).toContain('You log in with second@example.org from now on.')
    expect((await now()).email).toBe('second@example.org')
    expect(await list()).toMatchObject([{ email: 'ann@example.org' }])
    expect((await list())[0]?.verifiedAt).not.toBeNull()
    const undo = linkIn(await mailTo(foyer, 'ann@example.org', 'was changed'))
    await foyer.client().submit(undo, {}, { form: 'undochange' })
    expect((await now()).email).toBe('ann@example.org')
    expect(await list()).toEqual([])
  })

  it('are five at most, and go with the account, also from waiting mails', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser } = await prepared(foyer)
    for (const number of [1, 2, 3, 4, 5]) {
      expect((await browser.submit(PAGE, { email: `marker${number}@example.org` })).status).toBe(303)
    }
    expect(mainText((await browser.get(PAGE)).text)).toContain('You have 5 further addresses.')
    await askForChange(browser, 'marker-change@example.org')
    const holder = foyer.features.customers.personalData.find(({ key }) => key === 'further_emails')
    const { q } = foyer.platform.db
    expect(await holder?.export(q, acme, customer)).toHaveLength(5)
    expect((await holder?.preview(q, acme, customer))?.goes).toMatchObject([{ params: { count: 5 } }])
    await foyer.features.customers.anonymize(acme, customer.id, { type: 'system' })
    for (const table of ['customer_emails', 'mail_links', 'outbox', 'audit_log', 'customers'] as const) {
      expect(JSON.stringify(await q.selectFrom(table).selectAll().execute())).not.toContain('marker')
    }
  })

  it('move with the account when two become one, and back', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser } = await prepared(foyer)
    const kept = await makeCustomer(foyer, acme, { email: 'kept@example.org' })
    for (const email of ['kept@example.org', 'second@example.org']) await browser.submit(PAGE, { email })
    const holder = foyer.features.customers.personalData.find(({ key }) => key === 'further_emails')
    const { furtherEmails } = foyer.features.accountSecurity
    const emailsOf = async ({ id }: Customer) => (await furtherEmails.list(acme, id)).map(({ email }) => email)
    const moved = await foyer.platform.db.transaction(async (q) => holder?.move(q, acme, customer.id, kept.id))
    expect([await emailsOf(customer), await emailsOf(kept)]).toEqual([['kept@example.org'], ['second@example.org']])
    const json: unknown = JSON.parse(JSON.stringify(moved))
    await foyer.platform.db.transaction(async (q) => holder?.moveBack(q, acme, customer.id, kept.id, json))
    expect((await emailsOf(customer)).sort()).toEqual(['kept@example.org', 'second@example.org'])
    expect(await emailsOf(kept)).toEqual([])
  })
})
