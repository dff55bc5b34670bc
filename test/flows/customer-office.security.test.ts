import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CustomerFilter, CustomerOrdering } from '../../src/features/customers/types.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import { makeCustomer } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const OFFICE = '/control/organizer/acme'
const ORDERINGS: CustomerOrdering[] = ['email', 'name', 'identifier', 'external_identifier', 'created', 'last_login']
const STATUSES = ['active', 'unverified', 'disabled', 'leaving', undefined] as const

/** Pages of this feature, and what each of them needs. */
const GETS = [
  ['customers', 'read'],
  ['customer/ID/', 'read'],
  ['customer/ID/history', 'read'],
  ['customer/add', 'write'],
  ['customer/ID/edit', 'write'],
  ['customer/ID/anonymize', 'write'],
  ['customers/export', 'write'],
  ['customers/bulk?do=disable', 'write'],
] as const
const POSTS = [
  'customer/add',
  'customer/ID/',
  'customer/ID/edit',
  'customer/ID/anonymize',
  'customer/ID/sessions/end',
  'customers/export',
  'customers/bulk',
  'customers/bulk/confirmed',
  'customers/bulk/all',
] as const

describeOnBoth('the back office of customers', (kind) => {
  let foyer: TestServer
  let acme: Organizer
  let other: Organizer
  let identifier: string

  beforeAll(async () => {
    foyer = await startFoyer(kind)
    acme = await foyer.organizer('acme')
    other = await foyer.organizer('other')
    identifier = (await makeCustomer(foyer, acme)).identifier
  })
  afterAll(() => foyer[Symbol.asyncDispose]())

  it('69, 71, 72: is for staff of the organizer with the right for each page', async () => {
    const address = (page: string, id = identifier) => `${OFFICE}/${page.replace('ID', id)}`
    const staff = await staffBrowser(foyer, { email: 'staff@example.org', organizer: acme })
    const foreign = await staffBrowser(foyer, { email: 'foreign@example.org', organizer: other })
    const csrf = parse((await staff.get(address('customer/add'))).text).form()?.values._csrf ?? ''
    for (const [page] of GETS) {
      const stranger = await foyer.client().get(address(page))
      expect([page, stranger.status, stranger.location?.startsWith('/control/login?next=')]).toEqual([page, 303, true])
      expect([page, (await foreign.get(address(page))).status]).toEqual([page, 404])
      expect([200, 303]).toContain((await staff.get(address(page))).status)
      if (page.includes('ID')) expect((await staff.get(address(page, 'NOBODY7'))).status).toBe(404)
    }
    for (const page of POSTS) {
      expect([page, (await staff.post(address(page), {})).status]).toEqual([page, 403])
      expect([page, (await foreign.post(address(page), {})).status]).toEqual([page, 404])
      if (page.includes('ID')) expect((await staff.post(address(page, 'NOBODY7'), { _csrf: csrf })).status).toBe(404)
    }
  })

  it('takes customers of another organizer neither from a list of ticked ones nor from a filter', async () => {
    const staff = await staffBrowser(foyer, { email: 'cross@example.org', organizer: other })
    const list = '/control/organizer/other'
    const add = await staff.get(`${list}/customer/add`)
    const _csrf = parse(add.text).form()?.values._csrf ?? ''
    await staff.post(`${list}/customers/bulk/confirmed`, { _csrf, do: 'disable', customers: identifier })
    expect((await foyer.features.customers.byIdentifier(acme.id, identifier))?.isActive).toBe(true)
    const file = await staff.post(`${list}/customers/export`, { _csrf, format: 'csv', customer: identifier })
    expect(file.text).not.toContain('ann@example.org')
    const all = await staff.post(`${list}/customers/export`, { _csrf, format: 'csv' })
    expect(all.text).not.toContain('ann@example.org')
  })

  it('writes no formula into a CSV file, whatever people call themselves', async () => {
    const staff = await staffBrowser(foyer, { email: 'csv@example.org', organizer: acme })
    const values = ['=HYPERLINK("http://x")', '+1+1', '-2+3', '@SUM(A1)', '＝1+1']
    for (const [i, notes] of values.entries()) {
      await makeCustomer(foyer, acme, { email: `csv${i}@csv.example`, name: 'Csv', notes, password: null })
    }
    const { text } = await staff.submit(`${OFFICE}/customers/export?query=csv.example`, {})
    for (const value of values) expect(text).toContain(`'${value.replaceAll('"', '""')}`)
    expect(text).not.toMatch(/(^|[,\n"])[=@＝]/)
  })

  it('answers every search and filter, whatever is typed', async () => {
    const staff = await staffBrowser(foyer, { email: 'typed@example.org', organizer: acme })
    const evil = [
      '"',
      '" OR "',
      'a" NOT b',
      'NEAR(ann)',
      'ann*',
      '%',
      '_',
      '!%',
      "'; drop table customers; --",
      '\\',
      '(((',
    ]
    const searches = [
      ...evil,
      '{x}',
      'document:ann',
      '^ann',
      '💥💥💥',
      'a\u0000b',
      '\ud800xyz',
      ' ',
      '#',
      '# #',
      'ß',
      '+',
      '@@@',
    ]
    for (const search of searches) {
      const answer = await staff.get(`${OFFICE}/customers?query=${encodeURIComponent(search.toWellFormed())}`)
      expect([search, answer.status]).toEqual([search, 200])
      await expect(foyer.features.customers.list(acme.id, { search, limit: 5 })).resolves.toBeDefined()
    }
    const found = async (search: string) =>
      (await foyer.features.customers.list(acme.id, { search, limit: 5 })).customers
    for (const search of ['%%%', '___', 'a_n', 'ann%', '"ann', 'ann*']) expect(await found(search)).toEqual([])
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 30 }), async (search) => {
        await foyer.features.customers.countFound(acme.id, { search }, 9)
      }),
      { numRuns: 60 },
    )
  })

  it('shows each account once on the way through any list, and back', async () => {
    const shop = await foyer.organizer('paged')
    const { customers } = foyer.features
    const { q } = foyer.platform.db
    for (let i = 0; i < 40; i++) {
      const email = `p${i % 7}-${i}@page.example`
      const { id } = await makeCustomer(foyer, shop, {
        email,
        name: `Same ${i % 4}`,
        password: null,
        isVerified: i % 3 !== 0,
        isActive: i % 5 !== 0,
      })
      const values = {
        external_identifier: i % 2 ? `X${i % 6}` : null,
        last_login_at: i % 4 ? 1000 + (i % 5) : null,
        created_at: 5000 + (i % 3),
        deletion_due_at: i % 11 ? null : 9000,
      }
      await q.updateTable('customers').set(values).where('organizer_id', '=', shop.id).where('id', '=', id).execute()
    }
    const filter = fc.record({
      search: fc.constantFrom(undefined, 'page.example', 'same 1', 'p3', 'p', 'x1', 'nobody'),
      status: fc.constantFrom(...STATUSES),
      hasPassword: fc.constantFrom(undefined, false),
      lastLogin: fc.constantFrom<CustomerFilter['lastLogin']>(undefined, 'never', { since: 1002 }, { before: 1003 }),
      created: fc.constantFrom(undefined, { since: 5001 }, { before: 5002 }, { since: 5001, before: 5002 }),
    })
    await fc.assert(
      fc.asyncProperty(
        filter,
        fc.constantFrom(...ORDERINGS),
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        async (wanted, ordering, descending, limit) => {
          const whole = await customers.list(shop.id, { ...wanted, ordering, descending, limit: 100 })
          const ids = whole.customers.map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
          expect(await customers.countFound(shop.id, wanted, 100)).toBe(ids.length)
          const forwards: string[] = []
          let page = await customers.list(shop.id, { ...wanted, ordering, descending, limit })
          forwards.push(...page.customers.map(({ id }) => id))
          while (page.older !== null) {
            page = await customers.list(shop.id, { ...wanted, ordering, descending, limit, cursor: page.older })
            forwards.push(...page.customers.map(({ id }) => id))
          }
          expect(forwards).toEqual(ids)
          const backwards = page.customers.map(({ id }) => id)
          while (page.newer !== null) {
            page = await customers.list(shop.id, { ...wanted, ordering, descending, limit, cursor: page.newer })
            backwards.unshift(...page.customers.map(({ id }) => id))
          }
          expect(backwards).toEqual(ids)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('finds the same through its index as by looking at every account, and nothing of who was anonymised', async () => {
    const shop = await foyer.organizer('indexed')
    const { customers } = foyer.features
    const { q } = foyer.platform.db
    const gone = await makeCustomer(foyer, shop, { email: 'zebra@gone.example', name: 'Zebra Gone', password: null })
    const few = await makeCustomer(foyer, shop, { email: 'quagga@few.example', name: 'Quagga Few', password: null })
    const rows = await q.selectFrom('customers').selectAll().where('id', '=', few.id).execute()
    for (let part = 0; part < 12; part++) {
      const copies = rows.flatMap((row) =>
        Array.from({ length: 100 }, (_, i) => {
          const number = part * 100 + i
          const search = `filler ${number} number${number % 40}`
          const own = { id: `f${number}` as never, identifier: `F${number}`, email: `f${number}@fill.example` }
          return { ...row, ...own, name_cached: `A ${number}`, search_text: search, created_at: 2e12 + number }
        }),
      )
      await q.insertInto('customers').values(copies).execute()
    }
    const order = { ordering: 'created', descending: true, limit: 50 } as const
    const found = async (search: string) => (await customers.list(shop.id, { search, ...order })).customers
    expect((await found('quagga')).map(({ id }) => id)).toEqual([few.id])
    expect((await found('few quag')).map(({ id }) => id)).toEqual([few.id])
    expect((await found(few.identifier.toLowerCase())).map(({ id }) => id)).toEqual([few.id])
    expect((await found('zebra')).map(({ id }) => id)).toEqual([gone.id])
    expect(await found('number39')).toHaveLength(30)
    const long = { email: 'quagga.of-the-cape@few.example', notes: 'Quaggaferocious' }
    await customers.update(shop, few.id, long, { type: 'system' })
    const pieces = [long.email, 'agga.of-the-cape@few', 'of-the-cape@few.ex', 'quaggaferocious few', 'gaferociou']
    for (const piece of pieces) expect([piece, (await found(piece)).length]).toEqual([piece, 1])
    expect(await found('quaggaXferocious')).toEqual([])
    const created = { before: 1.9e12 }
    const wanted = { search: 'quagga', created, hasPassword: false, limit: 5 }
    expect((await customers.list(shop.id, wanted)).customers.map(({ id }) => id)).toEqual([few.id])
    for (const ordering of ['created', 'external_identifier', 'email'] as const) {
      const list = (limit: number, cursor?: string | null) =>
        customers.list(shop.id, { search: 'number39', ordering, limit, cursor: cursor ?? undefined })
      const first = await list(7)
      const second = await list(7, first.older)
      const whole = (await list(50)).customers.map(({ id }) => id)
      expect([...first.customers, ...second.customers].map(({ id }) => id)).toEqual(whole.slice(0, 14))
      expect((await list(7, second.newer)).customers).toEqual(first.customers)
    }
    await customers.update(shop, few.id, { notes: 'okapi' }, { type: 'system' })
    expect((await found('okapi')).map(({ id }) => id)).toEqual([few.id])
    await customers.update(shop, few.id, { notes: null }, { type: 'system' })
    expect(await found('okapi')).toEqual([])
    await customers.anonymize(shop, gone.id, { type: 'system' })
    for (const trace of ['zebra', 'gone.example']) expect(await found(trace)).toEqual([])
    expect(await found(gone.identifier)).toHaveLength(1)
    if (kind === 'sqlite') return
    await sql`analyze customers`.execute(q)
    expect((await found('few quag')).map(({ id }) => id)).toEqual([few.id])
    expect(await found('number39')).toHaveLength(30)
    await sql`drop index customers_search`.execute(q)
    expect((await found('few quag')).map(({ id }) => id)).toEqual([few.id])
    expect(await found('number39')).toHaveLength(30)
  })
})
