import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Organizer } from '../../src/features/organizers/index.ts'
import { isLoggedIn, logIn, makeCustomer } from '../support/accounts.ts'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const OFFICE = '/control/organizer/acme'
const DAY_MS = 86_400_000

describeOnBoth('the back office of customers', (kind) => {
  let foyer: TestServer
  let acme: Organizer
  let staff: BrowserClient

  beforeAll(async () => {
    foyer = await startFoyer(kind)
    acme = await foyer.organizer('acme', { name_scheme: 'given_family', time_zone: 'Europe/Berlin' })
    staff = await staffBrowser(foyer)
  })
  afterAll(() => foyer[Symbol.asyncDispose]())

  const names = async (parts: string) =>
    parse((await staff.get(`${OFFICE}/customers?${parts}`)).text).all('th[scope=row] a')

  it('53, 54, 55: lists the ID, finds by email, and does not find nonsense', async () => {
    const anna = await makeCustomer(foyer, acme, { email: 'anna@list.example', name: 'Anna List', password: null })
    expect((await staff.get(`${OFFICE}/customers`)).text).toContain(anna.identifier)
    expect(await names('query=anna%40list.example')).toEqual(['Anna List'])
    expect(await names('query=list+ANNA')).toEqual(['Anna List'])
    expect(await names('query=anna+nonsense')).toEqual([])
  })

  it('filters by password, last login, day of registration and deletion, and says which filters are on', async () => {
    const { q } = foyer.platform.db
    const now = foyer.platform.clock.now()
    const filtered = async (name: string, columns: Record<string, number>, password: string | null = null) => {
      const email = `${name.toLowerCase()}@filter.example`
      const { id } = await makeCustomer(foyer, acme, { email, name: `${name} Filter`, password })
      if (Object.keys(columns).length > 0) {
        await q.updateTable('customers').set(columns).where('organizer_id', '=', acme.id).where('id', '=', id).execute()
      }
    }
    await filtered('Fresh', { last_login_at: now - DAY_MS }, 'correct horse 1')
    await filtered('Stale', { last_login_at: now - 400 * DAY_MS, created_at: Date.parse('2020-03-01T22:59:59Z') })
    await filtered('Leaving', { deletion_due_at: now + DAY_MS, created_at: Date.parse('2020-03-01T23:00:00Z') })
    const one = (parts: string) => names(`query=filter.example&ordering=name&${parts}`)
    expect(await one('login=password')).toEqual(['Fresh Filter'])
    expect(await one('login=without')).toEqual(['Leaving Filter', 'Stale Filter'])
    expect(await one('last_login=month')).toEqual(['Fresh Filter'])
    expect(await one('last_login=year')).toEqual(['Stale Filter'])
    expect(await one('last_login=never')).toEqual(['Leaving Filter'])
    expect(await one('status=leaving')).toEqual(['Leaving Filter'])
    expect(await one('created_until=2020-03-01')).toEqual(['Stale Filter'])
    expect(await one('created_since=2020-03-02&created_until=2020-03-02')).toEqual(['Leaving Filter'])
    const page = parse((await staff.get(`${OFFICE}/customers?query=filter&login=without&last_login=never`)).text)
    expect(page.all('.chip-touch').length).toBe(3)
    const all = await one('')
    for (const bad of [
      'status=x',
      'login=1',
      'last_login=-',
      'created_since=2020-02-30',
      'membership=%25',
      'page_size=x',
    ]) {
      expect(await one(bad)).toEqual(all)
    }
  })

  it('filters by membership', async () => {
    const { q } = foyer.platform.db
    const now = foyer.platform.clock.now()
    const type = {
      transferable: false,
      allow_parallel_usage: false,
      max_usages: null,
      created_at: now,
      modified_at: now,
    }
    const row = { organizer_id: acme.id, name: '{"en":"Circle"}', ...type }
    await q
      .insertInto('membership_types')
      .values({ ...row, id: 'circle' as never })
      .execute()
    const member = async (name: string, from: number, until: number, canceled = false) => {
      const email = `${name.toLowerCase()}@member.example`
      const { id } = await makeCustomer(foyer, acme, { email, name: `${name} Member`, password: null })
      const dates = {
        date_start: now + from * DAY_MS,
        date_end: now + until * DAY_MS,
        created_at: now,
        modified_at: now,
      }
      const rest = { granted_in: null, attendee_name_parts: null, attendee_name_cached: null, reminded_at: null }
      const of = { organizer_id: acme.id, customer_id: id, membership_type_id: 'circle' as never, testmode: false }
      await q
        .insertInto('memberships')
        .values({ id: `m${name.toLowerCase()}` as never, canceled, ...of, ...dates, ...rest })
        .execute()
    }
    await member('Now', -1, 1)
    await member('Ended', -3, -1)
    await member('Canceled', -1, 1, true)
    await makeCustomer(foyer, acme, { email: 'never@member.example', name: 'Never Member', password: null })
    const one = (membership: string) => names(`query=member.example&ordering=name&membership=${membership}`)
    expect(await one('valid')).toEqual(['Now Member'])
    expect(await one('circle')).toEqual(['Now Member'])
    expect(await one('nosuchtype')).toEqual([])
    expect(await one('any')).toEqual(['Canceled Member', 'Ended Member', 'Now Member'])
    expect(await one('none')).toEqual(['Never Member'])
  })

  it('57: saves name and verified flag, and a new address counts as not confirmed unless that is said', async () => {
    const { identifier, id } = await makeCustomer(foyer, acme, { email: 'edit@office.example', name: 'Edit Me' })
    const edit = `${OFFICE}/customer/${identifier}/edit`
    const stored = () => foyer.features.customers.byId(acme.id, id)
    const saved = await staff.submit(edit, { full_name: 'Edith Example' })
    expect([saved.status, saved.location]).toEqual([303, `${OFFICE}/customer/${identifier}/`])
    expect((await stored())?.name).toBe('Edith Example')
    const moved = await staff.submit(edit, { email: 'moved@office.example' }, { follow: true })
    expect(moved.text).toContain('moved@office.example is not confirmed yet')
    expect((await stored())?.isVerified).toBe(false)
    await staff.submit(edit, { is_verified: 'on' })
    expect((await stored())?.isVerified).toBe(true)
    await staff.submit(edit, { email: 'again@office.example', new_email_verified: 'on' })
    expect(await stored()).toMatchObject({ email: 'again@office.example', isVerified: true })
  })

  it('proposes an ID for a new customer and does not take the address for confirmed', async () => {
    const add = await staff.get(`${OFFICE}/customer/add`)
    const values = parse(add.text).form()?.values
    expect(values?.identifier).toMatch(/^[A-HJ-NP-Z2-9]{7}$/)
    expect([values?.is_active, values?.is_verified]).toEqual(['on', undefined])
    const made = await staff.submit('', { email: 'new@office.example' }, { page: add, follow: true })
    expect(made.text).toContain('is on its way to new@office.example')
    await foyer.deliver()
    expect(foyer.mails.to('new@office.example')).toHaveLength(1)
    const customer = await foyer.features.customers.byIdentifier(acme.id, values?.identifier ?? '')
    expect(customer).toMatchObject({ email: 'new@office.example', isActive: true, isVerified: false })
  })

  it('ends the sessions of a customer, one or all, and tells the history who did it', async () => {
    const { identifier } = await makeCustomer(foyer, acme, { email: 'sess@office.example', name: 'Sess Ion' })
    const browsers = [foyer.client(), foyer.client(), foyer.client()]
    for (const browser of browsers) await logIn(browser, 'acme', 'sess@office.example')
    const view = `${OFFICE}/customer/${identifier}/`
    const one = await staff.submit(view, {}, { form: 'sessions/end', follow: true })
    expect(one.text).toContain('3 sessions have ended.')
    for (const browser of browsers) expect(await isLoggedIn(browser)).toBe(false)
    expect(one.text).toContain('Nowhere at the moment.')
    expect(
      parse(one.text)
        .all('.timeline-list li')
        .some((text) => /Sessions of .* were ended.*Jonas Weber/.test(text)),
    ).toBe(true)
    const logins = parse((await staff.get(`${view}history?only=logins`)).text).all('.timeline-list li')
    expect(logins.length).toBe(3)
    expect(logins[0]).toContain('With a password')
    expect(logins[0]).toContain('127.0.0.0/24')
  })

  it('pages through a long history', async () => {
    const { identifier, id } = await makeCustomer(foyer, acme, { email: 'long@office.example', name: 'Long Story' })
    for (let i = 0; i < 60; i++) {
      await foyer.features.customers.update(acme, id, { notes: `note ${i}` }, { type: 'command' })
    }
    const first = await staff.get(`${OFFICE}/customer/${identifier}/history`)
    const entries = (html: string) => parse(html).all('.timeline-list li')
    expect(entries(first.text)).toHaveLength(50)
    const second = await staff.get(parse(first.text).links('Older')[0] ?? '')
    expect(entries(second.text)).toHaveLength(11)
    const back = await staff.get(parse(second.text).links('Newer')[0] ?? '')
    expect(entries(back.text)).toEqual(entries(first.text))
  })

  it('75: exports what the list shows as CSV and as a worksheet', async () => {
    await makeCustomer(foyer, acme, { email: 'ex1@export.example', name: 'Ümit "Ex" Port', phone: '+493415550148' })
    await makeCustomer(foyer, acme, { email: 'ex2@export.example', name: 'Two Port', notes: 'a,b\nc', isActive: false })
    const csv = await staff.submit(`${OFFICE}/customers/export?query=export.example&ordering=email`, {})
    expect(csv.status).toBe(200)
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="acme_customers.csv"')
    const lines = csv.text.replace(/^\ufeff/, '').split('\r\n')
    expect(lines[0]).toContain('Customer ID,SSO provider,External ID,Email,Phone,Name,Given name,Family name,')
    expect(lines[1]).toContain('ex1@export.example,+493415550148,"Ümit ""Ex"" Port"')
    expect(lines[2]).toContain('ex2@export.example,,Two Port')
    expect(lines[2]).toContain('"a,b\nc"')
    expect(lines.length).toBe(4)
    const sheet = await staff.submit(`${OFFICE}/customers/export?query=export.example`, { format: 'xlsx' })
    expect(sheet.headers.get('content-disposition')).toBe('attachment; filename="acme_customers.xlsx"')
    expect(sheet.text.startsWith('PK')).toBe(true)
    const [entry] = await foyer.features.audit.list(acme.id, { limit: 1, actions: ['foyer.customers.exported'] })
    expect(entry).toMatchObject({ actorName: 'Jonas Weber', detail: { format: 'xlsx' } })
  })

  it('disables and invites many at once after a preview, and twice does no harm', async () => {
    const people = []
    for (let i = 0; i < 3; i++) {
      const email = `bulk${i}@bulk.example`
      people.push(await makeCustomer(foyer, acme, { email, name: `Bulk ${i}`, password: null, isVerified: i === 0 }))
    }
    const list = await staff.get(`${OFFICE}/customers?query=bulk.example`)
    const customer = people.map(({ identifier }) => identifier)
    const none = await staff.submit('', { do: 'disable' }, { page: list, form: 'customers/bulk', follow: true })
    expect(none.text).toContain('Nobody was picked.')
    const ask = await staff.submit('', { do: 'activation', customer }, { page: list, form: 'customers/bulk' })
    expect(parse(ask.text).text('h1')).toBe('Send 3 activation links again')
    const sent = await staff.submit('', {}, { page: ask, follow: true })
    expect(sent.text).toContain('2 links are on their way.')
    expect(sent.text).toContain('1 account was left out')
    const found = await staff.get(`${OFFICE}/customers/bulk?do=disable&query=bulk.example`)
    expect(parse(found.text).text('h1')).toBe('Disable 3 customers')
    const done = await staff.submit('', {}, { page: found, follow: true })
    expect(done.text).toContain('3 accounts were disabled.')
    const again = await staff.submit('', {}, { page: found, follow: true })
    expect(again.text).toContain('3 accounts needed no change.')
    for (const { id } of people) {
      const object = { type: 'customer', id } as const
      const changed = await foyer.features.audit.list(acme.id, {
        limit: 9,
        object,
        actions: ['pretix.customer.changed'],
      })
      expect(changed.map(({ actorName }) => actorName)).toEqual(['Jonas Weber'])
    }
  })

  it('holds links back that were sent too often, and says how many', async () => {
    const email = 'often@often.example'
    await makeCustomer(foyer, acme, { email, name: 'Often', password: null, isVerified: false })
    const texts: string[] = []
    for (let i = 0; i < 12; i++) {
      const page = await staff.get(`${OFFICE}/customers/bulk?do=activation&query=often.example`)
      texts.push((await staff.submit('', {}, { page, follow: true })).text)
    }
    expect(texts[0]).toContain('1 link is on its way.')
    expect(texts.at(-1)).toContain('1 link was held back')
  })
})
