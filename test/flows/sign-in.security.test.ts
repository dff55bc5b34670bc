import { expect, it } from 'vitest'
import { isLoggedIn, linkIn, logIn, makeCustomer, PASSWORD } from '../support/accounts.ts'
import type { Answer, BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { AS_DELIVERED, startFoyer, type TestServer } from '../support/server.ts'

const NEW_PASSWORD = 'battery staple 2'

describeOnBoth('the doors of an account', (kind) => {
  it('13, 8.1.4: answer the same for a known and an unknown address', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme, { email: 'known@example.org' })
    const at = async (path: string, email: string, more: Record<string, string> = {}) => {
      const answer = await foyer.client().submit(path, { email, ...more }, { follow: true })
      return neutral(answer, email)
    }
    for (const [path, more] of [
      ['/acme/account/login', { password: 'wrong password' }],
      ['/acme/account/pwreset', {}],
      ['/acme/account/register', { full_name: 'Somebody' }],
    ] as const) {
      expect(await at(path, 'known@example.org', more)).toEqual(await at(path, 'stranger@example.org', more))
    }
    await foyer.deliver()
    const subjects = (email: string) => foyer.mails.to(email).map(({ subject }) => subject)
    expect(subjects('known@example.org')).toEqual([
      'Set a new password at acme festival',
      'You already have an account at acme festival',
    ])
    expect(subjects('stranger@example.org')).toEqual(['Activate your account at acme festival'])
    expect(await foyer.features.customers.counts(acme.id)).toMatchObject({ all: 2 })
  })

  it('take the same time at registration and reset, whatever is found', async () => {
    await using foyer = await startFoyer(kind, AS_DELIVERED)
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme, { email: 'known@example.org' })
    const browser = foyer.client()
    await browser.get('/acme/account/pwreset')
    const time = async (email: string) => {
      const page = await browser.get('/acme/account/pwreset')
      const start = performance.now()
      await browser.submit('', { email }, { page })
      return performance.now() - start
    }
    expect(await time('known@example.org')).toBeGreaterThan(145)
    expect(await time('stranger@example.org')).toBeGreaterThan(145)
  })

  it('refuse forms of other sites, and forms of before a login', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    const fields = { email: 'ann@example.org', password: PASSWORD }
    expect((await browser.post('/acme/account/login', fields)).status).toBe(403)
    const before = await browser.get('/acme/account/login')
    expect(
      (await browser.submit('', fields, { page: before, headers: { 'sec-fetch-site': 'cross-site' } })).status,
    ).toBe(403)
    expect((await browser.submit('', fields, { page: before })).status).toBe(303)
    expect((await browser.submit('', fields, { page: before })).status).toBe(403)
    for (const path of [
      'logout',
      'sessions/end',
      'sessions/end-others',
      'register',
      'pwreset',
      'activate',
      'pwrecover',
    ]) {
      expect((await browser.post(`/acme/account/${path}`, {})).status).toBe(403)
    }
    expect(await isLoggedIn(browser)).toBe(true)
  })

  it('give a new session to each login, so that a planted one is worth nothing', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme, { email: 'eve@example.org' })
    await makeCustomer(foyer, acme)
    const eve = foyer.client()
    await logIn(eve, 'acme', 'eve@example.org')
    const planted = eve.cookies.get('foyer-customer-acme') ?? ''
    const victim = foyer.client()
    victim.cookies.set('foyer-customer-acme', planted)
    const page = await victim.get('/acme/account/login?reauth=1')
    await victim.submit('', { email: 'ann@example.org', password: PASSWORD }, { page })
    expect(victim.cookies.get('foyer-customer-acme')).not.toBe(planted)
    expect(await isLoggedIn(eve)).toBe(false)
    expect((await victim.get('/acme/account/')).text).toContain('ann@example.org')
  })

  it('keep only hashes of what opens them, in cookies that scripts cannot read', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    const login = await logIn(browser)
    const cookie = login.headers.getSetCookie().find((line) => line.startsWith('foyer-customer-acme=')) ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    await browser.submit('/acme/account/pwreset', { email: 'ann@example.org' })
    await foyer.deliver()
    const token = new URL(linkIn(foyer.mails.to('ann@example.org')[0]), foyer.url).searchParams.get('token') ?? ''
    const { q } = foyer.platform.db
    const stored = JSON.stringify([
      await q.selectFrom('customer_sessions').selectAll().execute(),
      await q.selectFrom('mail_links').selectAll().execute(),
      await q.selectFrom('audit_log').selectAll().execute(),
      await q.selectFrom('outbox').selectAll().execute(),
    ])
    expect(stored).not.toContain(token)
    expect(stored).not.toContain(browser.cookies.get('foyer-customer-acme'))
    expect(stored).not.toContain(PASSWORD)
  })

  it('51: lead to no other host and to no other organizer', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme)
    for (const next of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      '/other/account/',
      '/acme/../other/',
    ]) {
      const browser = foyer.client()
      const path = `/acme/account/login?next=${encodeURIComponent(next)}`
      const page = await browser.get(path)
      expect(parse(page.text).form()?.values).not.toHaveProperty('next')
      expect(parse(page.text).links('Create an account')).toEqual(['/acme/account/register'])
      const fields = { email: 'ann@example.org', password: PASSWORD, next }
      expect((await browser.submit('', fields, { page })).location).toBe('/acme/account/')
      expect((await browser.get(path)).location).toBe('/acme/account/')
      const out = await browser.submit('/acme/account/logout', { next }, { form: 'logout' })
      expect(out.location).toBe('/acme/')
    }
  })

  it('44: do not open for another organizer', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await foyer.organizer('other')
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    await logIn(browser)
    browser.cookies.set('foyer-customer-other', browser.cookies.get('foyer-customer-acme') ?? '')
    expect(await isLoggedIn(browser, 'acme')).toBe(true)
    expect(await isLoggedIn(browser, 'other')).toBe(false)
    const fields = { email: 'ann@example.org', password: PASSWORD }
    expect((await foyer.client().submit('/other/account/login', fields)).status).toBe(422)
    await browser.submit('/acme/account/pwreset', { email: 'ann@example.org' })
    await browser.submit('/other/account/pwreset', { email: 'ann@example.org' })
    await foyer.deliver()
    const [mail, ...others] = foyer.mails.to('ann@example.org')
    expect(others).toEqual([])
    expect((await browser.get(linkIn(mail).replace('/acme/', '/other/'))).status).toBe(410)
    expect((await browser.get(linkIn(mail))).status).toBe(200)
  })

  it('8.1.6: open once for a link, for its purpose, for 24 hours, and only the newest', async () => {
    const start = Date.UTC(2026, 10, 21)
    let now = start
    await using foyer = await startFoyer(kind, { platform: { clock: { now: () => now } } })
    const acme = await foyer.organizer('acme')
    const customer = await makeCustomer(foyer, acme)
    const links = await threeLinks(foyer)
    const browser = foyer.client()
    expect((await browser.get(links[0] ?? '')).status).toBe(410)
    expect((await browser.get(links[1] ?? '')).status).toBe(410)
    const link = links[2] ?? ''
    expect((await browser.get(link.replace('pwrecover', 'activate'))).status).toBe(410)
    expect((await browser.get(link.slice(0, -1))).status).toBe(410)
    expect((await browser.get(link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A'))).status).toBe(410)
    now = start + 24 * 3_600_000
    const late = await browser.get(link)
    expect(late.status).toBe(410)
    expect(parse(late.text).text('h1')).toBe('This link does not work any more')
    expect(parse(late.text).form()?.action).toBe('/acme/account/pwreset')
    now = start + 24 * 3_600_000 - 1
    const page = await browser.get(link)
    const fields = { password: NEW_PASSWORD, password_repeat: NEW_PASSWORD }
    expect((await browser.submit('', fields, { page })).status).toBe(303)
    expect((await browser.get(link)).status).toBe(410)
    expect(
      (await browser.submit('', { ...fields, password: PASSWORD, password_repeat: PASSWORD }, { page })).status,
    ).toBe(410)
    await logIn(foyer.client(), 'acme', 'ann@example.org', NEW_PASSWORD)
    expect(await passwordsSet(foyer, customer.id)).toBe(1)
  })

  it('end with the address that the link was sent to', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { id } = await makeCustomer(foyer, acme)
    const browser = foyer.client()
    await logIn(browser)
    await browser.submit('/acme/account/pwreset', { email: 'ann@example.org' })
    await foyer.deliver()
    await foyer.features.customers.update(acme, id, { email: 'new@example.org' }, { type: 'system' })
    expect((await browser.get(linkIn(foyer.mails.to('ann@example.org')[0]))).status).toBe(410)
    expect(await isLoggedIn(browser)).toBe(false)
  })

  it('open for one of fifty who redeem a link at once', async () => {
    await using foyer = await startFoyer(kind, AS_DELIVERED)
    const acme = await foyer.organizer('acme')
    const customer = await makeCustomer(foyer, acme)
    const browser = foyer.client()
    await browser.submit('/acme/account/pwreset', { email: 'ann@example.org' })
    await foyer.deliver()
    const page = await browser.get(linkIn(foyer.mails.to('ann@example.org')[0]))
    const attempts = Array.from({ length: 50 }, (_, index) => {
      const password = `password of attempt ${index}`
      return browser.submit('', { password, password_repeat: password }, { page })
    })
    const answers = await Promise.all(attempts)
    const winners = answers.flatMap(({ status }, index) => (status === 303 ? [index] : []))
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(49)
    expect(winners).toHaveLength(1)
    expect(await passwordsSet(foyer, customer.id)).toBe(1)
    await logIn(foyer.client(), 'acme', 'ann@example.org', `password of attempt ${winners[0]}`)
    await foyer.deliver()
    const notices = foyer.mails.to('ann@example.org').filter(({ subject }) => subject.includes('was set'))
    expect(notices).toHaveLength(1)
  })

  it('make one account of twenty registrations at once', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const register = (index: number) =>
      foyer.features.signIn.register(
        acme,
        { origin: foyer.url, base: '/acme' },
        {
          email: 'ann@example.org',
          nameParts: { _scheme: 'full', full_name: `Ann ${index}` },
          locale: 'en',
          next: null,
        },
      )
    await Promise.all(Array.from({ length: 20 }, (_, index) => register(index)))
    expect((await foyer.features.customers.counts(acme.id)).all).toBe(1)
    const links = await foyer.platform.db.q.selectFrom('mail_links').selectAll().execute()
    expect(links).toHaveLength(1)
  })

  it('8.1.2: close for a while after wrong passwords, and not for others', async () => {
    await using foyer = await startFoyer(kind, { env: { FOYER_TRUSTED_PROXIES: 'loopback' } })
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme)
    const from = (ip: string) => foyer.client({ headers: { 'x-forwarded-for': ip } })
    const attempt = (browser: BrowserClient, email: string, password: string) =>
      browser.submit('/acme/account/login', { email, password })
    const attacker = from('203.0.113.1')
    for (let i = 0; i < 5; i++) expect((await attempt(attacker, 'ann@example.org', 'wrong')).status).toBe(422)
    const refused = await attempt(attacker, 'ann@example.org', PASSWORD)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.text).toContain('There were too many attempts.')
    expect(parse(refused.text).form()?.values.email).toBe('ann@example.org')
    for (let i = 0; i < 5; i++) expect((await attempt(attacker, 'nobody@example.org', 'wrong')).status).toBe(422)
    expect((await attempt(attacker, 'nobody@example.org', 'wrong')).status).toBe(429)
    expect((await attempt(from('203.0.113.2'), 'ann@example.org', PASSWORD)).status).toBe(303)
  })

  it('send few mails to one address, and take few registrations from one machine', async () => {
    await using foyer = await startFoyer(kind, { env: { FOYER_TRUSTED_PROXIES: 'loopback' } })
    await foyer.organizer('acme', { customer_accounts_registration_challenge: 'off' })
    const browser = foyer.client({ headers: { 'x-forwarded-for': '203.0.113.1' } })
    const ask = (email: string) => browser.submit('/acme/account/pwreset', { email })
    for (let i = 0; i < 3; i++) expect((await ask('nobody@example.org')).status).toBe(303)
    expect((await ask('nobody@example.org')).status).toBe(429)
    const register = (index: number) =>
      browser.submit('/acme/account/register', { full_name: 'A', email: `a${index}@example.org` })
    const answers: number[] = []
    for (let index = 0; index < 12; index++) answers.push((await register(index)).status)
    expect(answers).toEqual([...Array<number>(10).fill(303), 429, 429])
  })

  it('write down who failed, but not what was tried', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { id } = await makeCustomer(foyer, acme)
    const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
    const browser = foyer.client({ headers: firefox })
    await browser.submit('/acme/account/login', { email: 'ann@example.org', password: 'a wrong password' })
    const latest = async () => {
      const entries = await foyer.features.audit.list(acme.id, { limit: 1, object: { type: 'customer', id } })
      return [entries[0]?.action, entries[0]?.detail]
    }
    const detail = { reason: 'wrong_password', device: 'Firefox, Linux', network: '127.0.0.0/24' }
    await expect.poll(latest).toEqual(['foyer.customer.login.failed', detail])
  })

  it('take anything that a program can send', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const browser = foyer.client()
    const long = 'x'.repeat(20_000)
    for (const path of ['login', 'register', 'pwreset', 'activate?token=a', 'pwrecover']) {
      const page = await browser.get(path === 'login' ? '/acme/account/login' : '/acme/account/pwreset')
      const csrf = parse(page.text).form()?.values._csrf ?? ''
      for (const value of [['a', 'b'], 'a\0b', long, '\ud800', '%00', '__proto__', "' or 1=1 --"]) {
        const fields = ['email', 'password', 'password_repeat', 'token', 'next', 'locale', 'full_name', 'reauth']
        const body = Object.fromEntries(fields.map((name) => [name, value]))
        const answer = await browser.post(`/acme/account/${path}`, { _csrf: csrf, ...body })
        expect([410, 422]).toContain(answer.status)
      }
    }
    for (const query of ['next[]=a', 'next=a&next=b', 'token=%00', 'login_hint=%ff', 'reauth=2']) {
      expect((await browser.get(`/acme/account/login?${query}`)).status).toBe(200)
    }
  })
})

/** What an answer tells, without the address that was typed and without what differs on every page. */
function neutral(answer: Answer, email: string) {
  return {
    status: answer.status,
    url: answer.url,
    text: answer.text.replaceAll(email, 'EMAIL').replace(/name="_csrf" value="[^"]*"/g, ''),
  }
}

async function threeLinks(foyer: TestServer): Promise<string[]> {
  for (let i = 0; i < 3; i++) await foyer.client().submit('/acme/account/pwreset', { email: 'ann@example.org' })
  await foyer.deliver()
  return foyer.mails.to('ann@example.org').map(linkIn)
}

async function passwordsSet(foyer: TestServer, customerId: string): Promise<number> {
  const rows = await foyer.platform.db.q
    .selectFrom('audit_log')
    .select('id')
    .where('object_id', '=', customerId)
    .where('action', '=', 'pretix.customer.password.set')
    .execute()
  return rows.length
}
