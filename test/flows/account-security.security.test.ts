import { expect, it } from 'vitest'
import type { Customer } from '../../src/features/customers/index.ts'
import { isLoggedIn, linkIn, logIn, makeCustomer, PASSWORD } from '../support/accounts.ts'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { AS_DELIVERED, startFoyer, type TestServer } from '../support/server.ts'
import { mainText } from '../support/staff.ts'

const NEW = 'anna.new@example.org'
const OLD = 'ann@example.org'
const FIFTY = Array.from({ length: 50 }, (_, index) => index)

async function prepared(foyer: TestServer, slug = 'acme') {
  const organizer = await foyer.organizer(slug)
  const customer = await makeCustomer(foyer, organizer)
  const browser = foyer.client()
  await logIn(browser, slug)
  return { organizer, customer, browser }
}

async function emailOf(foyer: TestServer, { organizerId, id }: Customer) {
  return (await foyer.features.customers.byId(organizerId, id))?.email
}

async function newestTo(foyer: TestServer, email: string, subject: string) {
  await foyer.deliver()
  return foyer.mails.to(email).findLast((mail) => mail.subject.includes(subject))
}

/** Asks for another address and answers the path of the link. */
async function changeLink(foyer: TestServer, browser: BrowserClient, email = NEW) {
  await browser.submit('/acme/account/change', { email, current: PASSWORD })
  return linkIn(await newestTo(foyer, email, 'Confirm your new'))
}

const confirm = (browser: BrowserClient, link: string) => browser.submit(link, {}, { form: 'confirmchange' })

/** Sends the same form fifty times at once and answers how often each status came. */
async function fiftyTimes(browser: BrowserClient, link: string, form: string) {
  const page = await browser.get(link)
  const { action = '', values = {} } = parse(page.text).form(form) ?? {}
  const answers = await Promise.all(FIFTY.map(() => browser.post(action, values)))
  return answers.map(({ status }) => status)
}

describeOnBoth('a change of the address', (kind) => {
  it('8.1.4: says nothing about whose address it is; its owner is told', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, customer, browser } = await prepared(foyer)
    const owner = await makeCustomer(foyer, organizer, { email: 'owner@example.org', name: 'Own Er' })
    const ask = async (email: string) => {
      const began = performance.now()
      const sent = await browser.submit('/acme/account/change', { email, current: PASSWORD })
      const took = performance.now() - began
      const text = mainText((await browser.get(sent.location ?? '')).text)
      return { status: sent.status, took, text: text.replaceAll(email, 'X') }
    }
    const [taken, free] = [await ask('owner@example.org'), await ask('nobody@example.org')]
    expect([taken.status, taken.text]).toEqual([free.status, free.text])
    expect(Math.min(taken.took, free.took)).toBeGreaterThanOrEqual(150)
    const mail = await newestTo(foyer, 'owner@example.org', '')
    expect(mail?.subject).toBe('Somebody wanted to use your address at acme festival')
    expect(mail?.text).toContain('Own Er')
    expect(mail?.text).not.toContain(customer.identifier)
    expect(mail?.text).not.toMatch(/token=/)
    expect(await emailOf(foyer, owner)).toBe('owner@example.org')
  })

  it('8.1.7: works once, for the account that asked, in its session, and not by a look at the page', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, customer, browser } = await prepared(foyer)
    await makeCustomer(foyer, organizer, { email: 'eve@example.org' })
    const link = await changeLink(foyer, browser)
    const scanner = await foyer.client().get(link)
    expect([scanner.status, scanner.location]).toEqual([303, `/acme/account/login?next=${encodeURIComponent(link)}`])
    const eve = foyer.client()
    await logIn(eve, 'acme', 'eve@example.org')
    expect((await eve.get(link)).status).toBe(410)
    const token = new URL(link, foyer.url).searchParams.get('token') ?? ''
    const csrf = parse((await eve.get('/acme/account/emails')).text).form('emails')?.values._csrf ?? ''
    expect((await eve.post('/acme/account/confirmchange', { token, _csrf: csrf })).status).toBe(410)
    expect(await emailOf(foyer, customer)).toBe(OLD)
    expect((await browser.post('/acme/account/confirmchange', { token })).status).toBe(403)
    expect((await confirm(browser, link)).status).toBe(303)
    expect(await emailOf(foyer, customer)).toBe(NEW)
    expect((await browser.get(link)).status).toBe(410)
    await changeBack(foyer, browser)
    expect(await emailOf(foyer, customer)).toBe(OLD)
    expect((await browser.get(link)).status).toBe(410)
    const stored = JSON.stringify(await foyer.platform.db.q.selectFrom('mail_links').selectAll().execute())
    expect(stored).not.toContain(token)
  })

  it('8.1.7: dies with a newer one, a new password, another address, and a day', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, customer, browser } = await prepared(foyer)
    const first = await changeLink(foyer, browser)
    const second = await changeLink(foyer, browser, 'second@example.org')
    expect((await browser.get(first)).status).toBe(410)
    await foyer.features.customers.update(organizer, customer.id, { email: 'staff@example.org' }, { type: 'command' })
    const again = foyer.client()
    await logIn(again, 'acme', 'staff@example.org')
    expect((await again.get(second)).status).toBe(410)
    const third = await changeLink(foyer, again, 'third@example.org')
    const form = { current: PASSWORD, password: 'another horse 2', password_repeat: 'another horse 2' }
    await again.submit('/acme/account/password', form)
    expect((await again.get(third)).status).toBe(410)
    await again.submit('/acme/account/change', { email: 'fourth@example.org', current: 'another horse 2' })
    const fourth = linkIn(await newestTo(foyer, 'fourth@example.org', 'Confirm'))
    expect((await again.get(fourth)).status).toBe(200)
    await foyer.platform.db.q.updateTable('mail_links').set({ expires_at: foyer.platform.clock.now() }).execute()
    expect((await again.get(fourth)).status).toBe(410)
  })

  it('is refused when another account has the address meanwhile', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, customer, browser } = await prepared(foyer)
    const link = await changeLink(foyer, browser)
    const page = await browser.get(link)
    await makeCustomer(foyer, organizer, { email: NEW })
    const answer = await browser.submit('', {}, { page, form: 'confirmchange' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('This address has an account already')
    expect(await emailOf(foyer, customer)).toBe(OLD)
    expect(await isLoggedIn(browser)).toBe(true)
  })

  it('is made once by fifty confirmations at once', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, customer, browser } = await prepared(foyer)
    const link = await changeLink(foyer, browser)
    const statuses = await fiftyTimes(browser, link, 'confirmchange')
    expect(statuses.filter((status) => status === 303 || status === 409 || status === 410)).toHaveLength(50)
    expect(await emailOf(foyer, customer)).toBe(NEW)
    const changes = await foyer.features.audit.list(organizer.id, { limit: 60, actions: ['pretix.customer.changed'] })
    expect(changes).toHaveLength(1)
    await foyer.deliver()
    expect(foyer.mails.to(OLD).filter(({ subject }) => subject.includes('was changed'))).toHaveLength(1)
  })

  it('or a registration gets the address, never both', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, customer, browser } = await prepared(foyer)
    const link = await changeLink(foyer, browser)
    const page = await browser.get(link)
    const [answer] = await Promise.all([
      browser.submit('', {}, { page, form: 'confirmchange' }),
      foyer.client().submit('/acme/account/register', { full_name: 'Bob', email: NEW }),
    ])
    expect([303, 409]).toContain(answer.status)
    const { q } = foyer.platform.db
    const rows = await q.selectFrom('customers').select('id').where('email', '=', NEW).execute()
    expect(rows).toHaveLength(1)
    expect((rows[0]?.id === customer.id) === (answer.status === 303)).toBe(true)
    expect(await foyer.features.customers.byEmail(organizer.id, NEW)).not.toBeNull()
  })

  it('counts guesses at the password, of the password page too', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, customer } = await prepared(foyer)
    const page = await browser.get('/acme/account/change')
    const wrong = { email: NEW, current: 'wrong one' }
    for (let i = 0; i < 5; i++) expect((await browser.submit('', wrong, { page })).status).toBe(422)
    const form = { current: 'wrong one', password: 'another horse 2', password_repeat: 'another horse 2' }
    for (let i = 0; i < 5; i++) expect((await browser.submit('/acme/account/password', form)).status).toBe(422)
    const late = await browser.submit('', { email: NEW, current: PASSWORD }, { page })
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)])
    expect(parse(late.text).attribute('#f-email', 'value')).toBe(NEW)
    expect((await browser.submit('/acme/account/password', { ...form, current: PASSWORD })).status).toBe(429)
    expect(await emailOf(foyer, customer)).toBe(OLD)
  })
})

describeOnBoth('the way back to the address before', (kind) => {
  it('8.1.14: works once, though fifty ask for it at once', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, customer, browser } = await prepared(foyer)
    await confirm(browser, await changeLink(foyer, browser))
    const link = linkIn(await newestTo(foyer, OLD, 'was changed'))
    const statuses = await fiftyTimes(foyer.client(), link, 'undochange')
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410)).toHaveLength(49)
    expect(await emailOf(foyer, customer)).toBe(OLD)
    const undone = await foyer.features.audit.list(organizer.id, {
      limit: 60,
      actions: ['foyer.customer.email.undone'],
    })
    expect(undone).toHaveLength(1)
  })

  it('is not cut off by further changes, and takes theirs away', async () => {
    await using foyer = await startFoyer(kind)
    const { customer, browser } = await prepared(foyer)
    await confirm(browser, await changeLink(foyer, browser))
    const ofOwner = linkIn(await newestTo(foyer, OLD, 'was changed'))
    await confirm(browser, await changeLink(foyer, browser, 'third@example.org'))
    const ofThief = linkIn(await newestTo(foyer, NEW, 'was changed'))
    const open = await foyer.client().get(ofThief)
    expect(open.status).toBe(200)
    const pending = foyer.client()
    await logIn(pending, 'acme', 'third@example.org')
    const next = await changeLink(foyer, pending, 'fourth@example.org')
    expect((await foyer.client().submit(ofOwner, {}, { form: 'undochange' })).status).toBe(200)
    expect(await emailOf(foyer, customer)).toBe(OLD)
    expect((await foyer.client().get(ofThief)).status).toBe(410)
    const reset = linkIn(await newestTo(foyer, OLD, 'Set a new password'))
    await foyer.client().submit(reset, { password: 'another horse 2', password_repeat: 'another horse 2' })
    await logIn(pending, 'acme', OLD, 'another horse 2')
    expect((await pending.get(next)).status).toBe(410)
  })

  it('stays when somebody undoes a later change first', async () => {
    await using foyer = await startFoyer(kind)
    const { customer, browser } = await prepared(foyer)
    await confirm(browser, await changeLink(foyer, browser))
    const ofOwner = linkIn(await newestTo(foyer, OLD, 'was changed'))
    await confirm(browser, await changeLink(foyer, browser, 'third@example.org'))
    await foyer.client().submit(linkIn(await newestTo(foyer, NEW, 'was changed')), {}, { form: 'undochange' })
    expect(await emailOf(foyer, customer)).toBe(NEW)
    expect((await foyer.client().submit(ofOwner, {}, { form: 'undochange' })).status).toBe(200)
    expect(await emailOf(foyer, customer)).toBe(OLD)
  })

  it('is refused when another account has the address meanwhile, at another organizer, and after a week', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, customer, browser } = await prepared(foyer)
    await foyer.organizer('other')
    await confirm(browser, await changeLink(foyer, browser))
    const link = linkIn(await newestTo(foyer, OLD, 'was changed'))
    expect((await foyer.client().get(link.replace('/acme/', '/other/'))).status).toBe(410)
    const visitor = foyer.client()
    const page = await visitor.get(link)
    const other = await makeCustomer(foyer, organizer, { email: OLD })
    expect((await visitor.submit('', {}, { page, form: 'undochange' })).status).toBe(409)
    expect(mainText((await visitor.get(link)).text)).toContain('The address cannot be put back')
    expect(await emailOf(foyer, customer)).toBe(NEW)
    await foyer.features.customers.anonymize(organizer, other.id, { type: 'system' })
    const token = new URL(link, foyer.url).searchParams.get('token') ?? ''
    expect((await visitor.post('/acme/account/undochange', { token })).status).toBe(403)
    await foyer.platform.db.q.updateTable('mail_links').set({ expires_at: foyer.platform.clock.now() }).execute()
    expect((await visitor.submit('', {}, { page, form: 'undochange' })).status).toBe(410)
    expect(await emailOf(foyer, customer)).toBe(NEW)
  })

  it('goes with the account when that is anonymised', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, customer, browser } = await prepared(foyer)
    await confirm(browser, await changeLink(foyer, browser))
    const link = linkIn(await newestTo(foyer, OLD, 'was changed'))
    await foyer.features.customers.anonymize(organizer, customer.id, { type: 'system' })
    expect((await foyer.client().get(link)).status).toBe(410)
    const { q } = foyer.platform.db
    const rows = [
      await q.selectFrom('outbox').selectAll().execute(),
      await q.selectFrom('audit_log').selectAll().execute(),
    ]
    for (const trace of [OLD, NEW]) expect(JSON.stringify(rows)).not.toContain(trace)
  })
})

describeOnBoth('what belongs to somebody else', (kind) => {
  it('cannot be touched: sessions, browsers, addresses, at this organizer and at others', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, customer, browser } = await prepared(foyer)
    const other = await prepared(foyer, 'other')
    await makeCustomer(foyer, organizer, { email: 'eve@example.org' })
    const eve = foyer.client()
    await logIn(eve, 'acme', 'eve@example.org')
    const { signIn, accountSecurity } = foyer.features
    const [session] = await signIn.sessions.list(organizer, customer.id)
    await logIn(foyer.client())
    const browsers = await signIn.knownBrowsers.list(organizer, customer.id)
    const unknown = browsers.find(({ isUnconfirmed }) => isUnconfirmed)
    await browser.submit('/acme/account/emails', { email: 'second@example.org' })
    const [address] = await accountSecurity.furtherEmails.list(organizer, customer.id)
    const link = linkIn(await newestTo(foyer, 'second@example.org', 'Confirm'))
    for (const [slug, who] of [
      ['acme', eve],
      ['other', other.browser],
    ] as const) {
      const csrf = parse((await who.get(`/${slug}/account/emails`)).text).form('emails')?.values._csrf ?? ''
      const send = (path: string, fields: Record<string, string> = {}) =>
        who.post(`/${slug}/account/${path}`, { ...fields, _csrf: csrf })
      await send('sessions/end', { session: session?.id ?? '' })
      await send('security/known', { browser: unknown?.id ?? '' })
      await send(`emails/${address?.id}/remove`)
      expect((await send(`emails/${address?.id}/resend`)).status).toBe(303)
      expect((await who.get(`/${slug}/account/emails/${address?.id}/login`)).status).toBe(404)
      const makeLogin = await send(`emails/${address?.id}/login`, { current: PASSWORD })
      expect([303, 404]).toContain(makeLogin.status)
      expect((await who.get(link.replace('/acme/', `/${slug}/`))).status).toBe(410)
    }
    expect(await isLoggedIn(browser)).toBe(true)
    expect(await accountSecurity.furtherEmails.list(organizer, customer.id)).toEqual([address])
    const after = await signIn.knownBrowsers.list(organizer, customer.id)
    expect(after.filter(({ isUnconfirmed }) => isUnconfirmed)).toHaveLength(1)
    expect(await emailOf(foyer, customer)).toBe(OLD)
    await foyer.deliver()
    expect(foyer.mails.to('second@example.org')).toHaveLength(1)
  })

  it('a mailbox is not flooded by somebody who locks the account again and again', async () => {
    await using foyer = await startFoyer(kind)
    const { browser } = await prepared(foyer)
    const statuses: number[] = []
    for (let i = 0; i < 6; i++) statuses.push((await browser.submit('/acme/account/security/lock', {})).status)
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429])
    expect(await isLoggedIn(browser)).toBe(true)
  })

  it('8.1.8: no form is accepted without its token, and none with nonsense breaks anything', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, customer } = await prepared(foyer)
    const paths = [
      'security/known',
      'security/lock',
      'sessions/end',
      'sessions/end-others',
      'sessions/end-all',
      'password',
      'change',
      'confirmchange',
      'undochange',
      'emails',
      `emails/${customer.id}/remove`,
      `emails/${customer.id}/resend`,
      `emails/${customer.id}/login`,
      'confirmemail',
    ]
    for (const path of paths) expect((await browser.post(`/acme/account/${path}`, {})).status).toBe(403)
    const csrf = parse((await browser.get('/acme/account/emails')).text).form('emails')?.values._csrf ?? ''
    const hostile = {
      _csrf: csrf,
      email: ['a@b.example', 'x'],
      current: 'x'.repeat(9000),
      token: ['', 'y'],
      session: '\0',
    }
    for (const path of [...paths, 'emails/%00/remove', 'emails/x/login']) {
      if (path.startsWith('sessions/end-') || path === 'security/lock') continue
      expect((await browser.post(`/acme/account/${path}`, hostile)).status).toBeLessThan(500)
    }
    expect(await isLoggedIn(browser)).toBe(true)
    expect(await emailOf(foyer, customer)).toBe(OLD)
  })

  it('of several new passwords that are sent at once one is saved', async () => {
    await using foyer = await startFoyer(kind, AS_DELIVERED)
    const { organizer, customer, browser } = await prepared(foyer)
    const page = await browser.get('/acme/account/password')
    const { action = '', values = {} } = parse(page.text).form('password') ?? {}
    const answers = await Promise.all(
      ['another horse 2', 'another horse 3', 'another horse 4'].map((password) =>
        browser.post(action, { ...values, current: PASSWORD, password, password_repeat: password }),
      ),
    )
    const saved = answers.filter(({ location }) => location === '/acme/account/security')
    expect(saved).toHaveLength(1)
    const set = { limit: 9, actions: ['pretix.customer.password.set'] } as const
    expect(await foyer.features.audit.list(organizer.id, set)).toHaveLength(1)
    expect((await foyer.features.customers.byId(organizer.id, customer.id))?.hasPassword).toBe(true)
  })
})

/** Back to the first address, by the same way. */
async function changeBack(foyer: TestServer, browser: BrowserClient) {
  await confirm(browser, await changeLink(foyer, browser, OLD))
}
