import { expect, it } from 'vitest'
import type { Customer } from '../../src/features/customers/index.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import { describeOnBoth } from '../support/databases.ts'
import { type ParsedPage, parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { chunks, importOrders, manyOrders, orderLine, positionOf } from '../support/orders.ts'
import { loggedIn, newCustomer } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { mainText } from '../support/staff.ts'

const COMMAND = { type: 'command' } as const
const MATCH = { customer_accounts_link_by_email: 'true' }

/** A confirmed further address. */
async function furtherEmail(
  foyer: TestServer,
  organizer: Organizer,
  customer: Customer,
  email: string,
  isVerified = true,
) {
  await foyer.platform.db.q
    .insertInto('customer_emails')
    .values({
      organizer_id: organizer.id,
      customer_id: customer.id,
      id: `${email.replace(/[^a-z]/g, '')}00000000000000000000000000`.slice(0, 26) as never,
      email,
      verified_at: isVerified ? 1 : null,
      created_at: 1,
    })
    .execute()
}

const codes = (page: ParsedPage) =>
  page.all('tbody th').map((text) => /^(A\d{4}|[A-Z]+)/.exec(text.replace('Test', ''))?.[0])
const orderId = async (foyer: TestServer, organizer: Organizer, code: string) =>
  (await foyer.features.orders.byCode(organizer.id, 'openair', code))?.order.id ?? ''

describeOnBoth('the orders in the account', (kind) => {
  it('32: are those linked to the customer, not those of others or with the same address', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const ann = await newCustomer(foyer, acme)
    const ben = await newCustomer(foyer, acme, { email: 'ben@example.org' })
    await importOrders(foyer, acme, [
      orderLine({ code: 'MINE', customer: ann.identifier, email: 'other@example.org' }),
      orderLine({ code: 'SAME' }),
      orderLine({ code: 'THEIRS', customer: ben.identifier }),
      orderLine({ code: 'NAMED', email: null, positions: [positionOf({ attendee_email: 'ann@example.org' })] }),
    ])
    const browser = await loggedIn(foyer, acme, ann)
    const page = parse((await browser.get('/acme/account/')).text)
    expect(page.text('h1')).toBe('Bestellungen')
    expect(codes(page)).toEqual(['MINE'])
    expect(page.attribute('tbody th a', 'href')).toBe('/acme/openair/order/MINE/k3c9s8d7f6g5h4j2/')
    expect(page.text('main')).not.toContain('frühere')
  })

  it('33: with matching by email are also guest orders with a confirmed address, each with the reason, and no foreign ones', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', MATCH)
    const ann = await newCustomer(foyer, acme)
    const ben = await newCustomer(foyer, acme, { email: 'ben@example.org' })
    await furtherEmail(foyer, acme, ann, 'work@example.org')
    await furtherEmail(foyer, acme, ann, 'unproven@example.org', false)
    const at = (day: number) => ({ datetime: `2026-06-${String(day).padStart(2, '0')}T10:00:00Z` })
    const named = [
      positionOf({ attendee_email: 'work@example.org', item: 'Backstage', attendee_name: 'Annie' }),
      positionOf({ positionid: 2, attendee_name: 'Somebody Private' }),
    ]
    await importOrders(foyer, acme, [
      orderLine({ code: 'MINE', customer: ann.identifier, ...at(9), status: 'n', testmode: true }),
      orderLine({ code: 'SAME', email: 'ANN@example.org', ...at(8) }),
      orderLine({ code: 'WORK', email: 'work@example.org', ...at(7), status: 'e', total: '0.00' }),
      orderLine({
        code: 'NAMED',
        email: 'ben@example.org',
        customer: ben.identifier,
        ...at(6),
        positions: named,
        secret: 'secret-of-ben',
      }),
      orderLine({ code: 'THEIRS', customer: ben.identifier, email: 'ann@example.org' }),
      orderLine({ code: 'UNPROVEN', email: 'unproven@example.org' }),
      orderLine({
        code: 'CANCELED',
        email: null,
        positions: [positionOf({ attendee_email: 'ann@example.org', canceled: true })],
      }),
    ])
    const browser = await loggedIn(foyer, acme, ann)
    const answer = await browser.get('/acme/account/?locale=en', { follow: true })
    const page = parse(answer.text)
    expect(codes(page)).toEqual(['MINE', 'SAME', 'WORK', 'NAMED'])
    const [mine = '', same = '', work = '', ticket = ''] = page.all('tbody tr')
    expect(mine).toMatch(/MINE Test ?9 Jun 2026 ?Open Air/)
    expect(mine).toMatch(/Payment pending ?€46\.00 ?2 tickets/)
    expect(mine).not.toContain('found')
    expect(same).toContain('found by your address ann@example.org')
    expect(work).toContain('found by your address work@example.org')
    expect(work).toMatch(/Expired ?€0\.00/)
    expect(ticket).toContain('You are named on a ticket that somebody else ordered: Backstage, Annie')
    expect(ticket).not.toContain('€')
    for (const hidden of ['secret-of-ben', 'Somebody Private', 'order/NAMED', 'ben@example.org']) {
      expect(answer.text).not.toContain(hidden)
    }
    expect(page.text('main')).toContain('4 orders')
    const bens = parse((await (await loggedIn(foyer, acme, ben)).get('/acme/account/')).text)
    expect(codes(bens).sort()).toEqual(['NAMED', 'THEIRS'])
  })

  it('are paged by key, newest first, in both directions', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', MATCH)
    const ann = await newCustomer(foyer, acme)
    await importOrders(
      foyer,
      acme,
      manyOrders(45, (index) => ({
        customer: index % 3 === 0 ? ann.identifier : null,
        ...(index % 3 === 1 && { email: null, positions: [positionOf({ attendee_email: 'ann@example.org' })] }),
        ...(index > 10 && index < 30 && { datetime: '2026-05-01T00:00:00Z' }),
      })),
    )
    const browser = await loggedIn(foyer, acme, ann)
    const seen: (string | undefined)[] = []
    let path = '/acme/account/?locale=en'
    const pages: (string | undefined)[][] = []
    for (let count = 0; path !== '' && count < 5; count++) {
      const page = parse((await browser.get(path, { follow: true })).text)
      pages.push(codes(page))
      seen.push(...codes(page))
      path = page.links('Older')[0] ?? ''
      if (pages.length === 3) {
        const back = parse((await browser.get(page.links('Newer')[0] ?? '')).text)
        expect(codes(back)).toEqual(pages[1])
        const first = parse((await browser.get(back.links('Newer')[0] ?? '')).text)
        expect(codes(first)).toEqual(pages[0])
        expect(first.links('Newer')).toEqual([])
      }
    }
    expect(pages.map(({ length }) => length)).toEqual([20, 20, 5])
    expect(new Set(seen).size).toBe(45)
    for (const cursor of ['x', 'WyJvbGRlciJd', '%00', 'a'.repeat(5000)]) {
      const page = parse((await browser.get(`/acme/account/?cursor=${cursor}`)).text)
      expect(codes(page)).toEqual(pages[0])
    }
  })

  it('say what to do when there are none, and are for those who are logged in', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const ann = await newCustomer(foyer, acme)
    const browser = await loggedIn(foyer, acme, ann)
    expect(mainText((await browser.get('/acme/account/?locale=en', { follow: true })).text)).toMatch(
      /No orders yet.*while you are logged in.*To the shop/,
    )
    await foyer.features.organizers.set(acme, MATCH, COMMAND)
    expect(mainText((await browser.get('/acme/account/')).text)).toContain('Add another email address')
    expect((await foyer.client().get('/acme/account/')).location).toBe('/acme/account/login?next=%2Facme%2Faccount%2F')
    await foyer.features.organizers.set(acme, { customer_accounts: 'false' }, COMMAND)
    expect((await browser.get('/acme/account/')).status).toBe(404)
    expect((await browser.get('/acme/account/orders/hidden')).status).toBe(404)
  })
})

describeOnBoth('claiming earlier orders', (kind) => {
  it('adds those that are ticked, undoes one, and writes the history', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', MATCH)
    const ann = await newCustomer(foyer, acme)
    await importOrders(foyer, acme, manyOrders(4))
    const browser = await loggedIn(foyer, acme, ann)
    const before = parse((await browser.get('/acme/account/?locale=en', { follow: true })).text)
    expect(before.text('#claim')).toBe('We found 4 earlier orders')
    expect(before.all('fieldset li')).toHaveLength(4)
    const wanted = [await orderId(foyer, acme, 'A0001'), await orderId(foyer, acme, 'A0003')]
    const answer = await browser.submit('/acme/account/', { order: wanted, action: 'add' }, { form: 'claim' })
    expect([answer.status, answer.location]).toEqual([303, '/acme/account/'])
    const after = parse((await browser.get('/acme/account/')).text)
    expect(after.text('[role=status]')).toContain('2 orders are in your account now.')
    expect(after.text('#claim')).toBe('We found 2 earlier orders')
    expect(after.all('tbody tr').filter((row) => row.includes('added by you'))).toHaveLength(2)
    const [entry] = await foyer.features.audit.list(acme.id, { limit: 1 })
    expect(entry).toMatchObject({
      action: 'foyer.customer.orders.claimed',
      actorType: 'customer',
      objectId: ann.id,
      detail: { count: 2 },
    })
    expect(JSON.stringify(entry?.detail.orders)).toMatch(/A0001.*A0003|A0003.*A0001/)

    await browser.submit('/acme/account/', {}, { form: 'unclaim' })
    const undone = parse((await browser.get('/acme/account/')).text)
    expect(undone.text('[role=status]')).toContain('The order is not in your account any more.')
    expect(undone.text('#claim')).toBe('We found 3 earlier orders')
    expect(await foyer.features.audit.countSince(acme.id, 'foyer.customer.orders.unclaimed', 0)).toBe(1)
    await browser.submit('/acme/account/', { action: 'all' }, { form: 'claim' })
    expect(parse((await browser.get('/acme/account/')).text).text('#claim')).toBeNull()
    const staff = await staffBrowser(foyer)
    expect(mainText((await staff.get(`/control/organizer/acme/customer/${ann.identifier}/`)).text)).toContain(
      'Took an order out of the account: A0001',
    )
  })

  it('hides what is not mine, and shows it again', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', MATCH)
    const ann = await newCustomer(foyer, acme)
    await importOrders(foyer, acme, [
      ...manyOrders(2),
      orderLine({ code: 'NAMED', email: null, positions: [positionOf({ attendee_email: 'ann@example.org' })] }),
    ])
    const browser = await loggedIn(foyer, acme, ann)
    const ids = [await orderId(foyer, acme, 'A0001'), await orderId(foyer, acme, 'A0002')]
    await browser.submit('/acme/account/?locale=en', { order: ids, action: 'hide' }, { form: 'claim' })
    const after = parse((await browser.get('/acme/account/')).text)
    expect(after.text('[role=status]')).toContain('2 orders are hidden.')
    expect(codes(after)).toEqual(['NAMED'])
    await browser.submit('/acme/account/', {}, { form: 'hide' })
    expect(mainText((await browser.get('/acme/account/')).text)).toContain('No orders yet')
    const hidden = parse((await browser.get('/acme/account/orders/hidden')).text)
    expect(codes(hidden).sort()).toEqual(['A0001', 'A0002', 'NAMED'])
    await browser.submit('/acme/account/orders/hidden', {}, { form: 'unhide' })
    const shown = parse((await browser.get('/acme/account/orders/hidden')).text)
    expect(shown.text('[role=status]')).toContain('The order is shown again.')
    expect(codes(shown)).toHaveLength(2)
    expect(codes(parse((await browser.get('/acme/account/')).text))).toHaveLength(1)
  })

  it('lets one of two accounts with the same address have an order, however often both ask', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', MATCH)
    const ann = await newCustomer(foyer, acme)
    const ben = await newCustomer(foyer, acme, { email: 'ben@example.org' })
    await furtherEmail(foyer, acme, ben, 'ann@example.org')
    await importOrders(foyer, acme, [orderLine()])
    const { choices } = foyer.features.orders
    const counts = await Promise.all(
      Array.from({ length: 50 }, (_, index) => choices.claim(acme, index % 2 === 0 ? ann : ben, 'all')),
    )
    expect(counts.filter((count) => count === 1)).toHaveLength(1)
    expect(counts.filter((count) => count === 0)).toHaveLength(49)
    expect(await foyer.features.audit.countSince(acme.id, 'foyer.customer.orders.claimed', 0)).toBe(1)
    const kept = await foyer.platform.db.q.selectFrom('order_choices').selectAll().execute()
    expect(kept).toHaveLength(1)
    expect((await foyer.features.orders.byCode(acme.id, 'openair', 'W9KLT'))?.order.customerId).toBe(
      kept[0]?.customer_id,
    )
  })
})

describeOnBoth('the page of an order', (kind) => {
  const PATH = '/acme/openair/order/W9KLT/k3c9s8d7f6g5h4j2/'
  const TICKET = '/acme/openair/ticket/W9KLT/2/k3c9s8d7f6g5h4j2/'

  async function scene(foyer: TestServer, settings: Record<string, string>) {
    const acme = await foyer.organizer('acme', settings)
    const ann = await newCustomer(foyer, acme)
    await importOrders(foyer, acme, [
      orderLine({ customer: ann.identifier, url: 'https://shop.example/o/W9KLT/' }),
      orderLine({ code: 'GUEST', event: 'account' }),
    ])
    return { acme, ann }
  }

  it('shows what was ordered, what is canceled, and where to go on', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const positions = [positionOf({ variation: 'Balcony' }), positionOf({ positionid: 2, canceled: true })]
    await importOrders(foyer, acme, [orderLine({ positions, url: 'https://shop.example/o/W9KLT/', testmode: true })])
    const answer = await foyer.client().get(`${PATH}?locale=en`, { follow: true })
    const page = parse(answer.text)
    expect(answer.status).toBe(200)
    expect(page.text('h1')).toBe('Order W9KLT')
    expect(page.text('main')).toContain('This is a test order')
    expect(page.all('tbody tr')[0]).toMatch(/Concert, Balcony ?Ann Example ?€23\.00/)
    expect(page.all('tbody tr')[1]).toContain('Cancelled')
    expect(page.links('Open in the shop')).toEqual(['https://shop.example/o/W9KLT/'])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-robots-tag')).toBe('noindex')
    expect(answer.headers.get('referrer-policy')).toBe('same-origin')
    const german = parse((await foyer.client().get(`${PATH}?locale=de`, { follow: true })).text)
    expect(german.all('tbody tr')[0]).toContain('Konzert')
    expect(german.text('main')).toContain('46,00 €')
  })

  it('150: with login required sends visitors to the login and back', async () => {
    await using foyer = await startFoyer(kind)
    await scene(foyer, { customer_accounts_require_login_for_order_access: 'true' })
    const answer = await foyer.client().get(PATH)
    expect([answer.status, answer.location]).toEqual([
      303,
      `/acme/account/login?${new URLSearchParams({ next: PATH })}`,
    ])
    expect((await foyer.client().get('/acme/account/order/GUEST/k3c9s8d7f6g5h4j2/')).status).toBe(200)
  })

  it('151: with login required leaves the page of a single ticket open', async () => {
    await using foyer = await startFoyer(kind)
    await scene(foyer, { customer_accounts_require_login_for_order_access: 'true' })
    const answer = await foyer.client().get(TICKET)
    expect(answer.status).toBe(200)
    expect(parse(answer.text).text('main')).toContain('Ben Example')
    for (const other of ['Ann Example', 'ann@example.org', '46.00', 'shop.example', 'order/W9KLT']) {
      expect(parse(answer.text).text('main')).not.toContain(other)
    }
    for (const wrong of ['3', '0', '-1', '1.5', 'x', '99999999999']) {
      expect((await foyer.client().get(TICKET.replace('/2/', `/${wrong}/`))).status).toBe(404)
    }
  })

  it('152: with login required opens for the owner', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann } = await scene(foyer, { customer_accounts_require_login_for_order_access: 'true' })
    const browser = await loggedIn(foyer, acme, ann)
    const answer = await browser.get(PATH)
    expect(answer.status).toBe(200)
    expect(parse(answer.text).links('Alle meine Bestellungen')).toEqual(['/acme/account/'])
    expect((await browser.get(TICKET)).status).toBe(200)
  })

  it('153: with login required does not exist for another customer', async () => {
    await using foyer = await startFoyer(kind)
    const { acme } = await scene(foyer, { customer_accounts_require_login_for_order_access: 'true' })
    const ben = await newCustomer(foyer, acme, { email: 'ben@example.org' })
    expect((await (await loggedIn(foyer, acme, ben)).get(PATH)).status).toBe(404)
  })

  it('154: opens for everybody while its owner has not confirmed the address', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann } = await scene(foyer, { customer_accounts_require_login_for_order_access: 'true' })
    await foyer.features.customers.update(acme, ann.id, { isVerified: false }, COMMAND)
    expect((await foyer.client().get(PATH)).status).toBe(200)
  })

  it('155: opens for everybody when no login is required, or there are no accounts', async () => {
    await using foyer = await startFoyer(kind)
    const { acme } = await scene(foyer, {})
    expect((await foyer.client().get(PATH)).status).toBe(200)
    const off = { customer_accounts_require_login_for_order_access: 'true', customer_accounts: 'false' }
    await foyer.features.organizers.set(acme, off, COMMAND)
    expect((await foyer.client().get(PATH)).status).toBe(200)
  })
})

describeOnBoth('orders in the back office', (kind) => {
  it('56: stand on the customer’s page with their codes and what was paid', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', MATCH)
    const ann = await newCustomer(foyer, acme)
    await importOrders(foyer, acme, [
      ...manyOrders(3, (index) => ({ customer: ann.identifier, total: ['1000000000.10', '0.20', '-0.05'][index] })),
      orderLine({ code: 'CHF', customer: ann.identifier, currency: 'CHF', total: '96.00' }),
      orderLine({ code: 'TEST', customer: ann.identifier, testmode: true, total: '500' }),
      orderLine({ code: 'OPEN', customer: ann.identifier, status: 'n', total: '700' }),
      orderLine({ code: 'GUEST', total: '19.99', url: 'https://shop.example/o/GUEST' }),
    ])
    const staff = await staffBrowser(foyer)
    const address = `/control/organizer/acme/customer/${ann.identifier}/`
    const page = parse((await staff.get(address)).text)
    const text = page.text('main') ?? ''
    expect(text).toContain('ann@example.org')
    expect(text).toContain('7 orders, of them 1 found by email address')
    expect(text).toContain('€1,000,000,000.25 and CHF 96.00')
    expect(text).toMatch(/Paid by guest orders with the same address ?€19\.99/)
    expect(page.links('GUEST')).toEqual(['https://shop.example/o/GUEST'])
    const [all = ''] = page.links('All 7 orders')
    expect(all).toBe(`${address}orders`)
    const list = parse((await staff.get(all)).text)
    expect(codes(list).sort()).toEqual(['A0001', 'A0002', 'A0003', 'CHF', 'GUEST', 'OPEN', 'TEST'])
    expect(list.text('h1')).toBe('Orders of Ann Example')
    expect(list.text('main')).not.toContain('k3c9s8d7f6g5h4j2')
    await foyer.features.organizers.set(acme, { customer_accounts_link_by_email: 'false' }, COMMAND)
    expect(mainText((await staff.get(all)).text)).not.toContain('GUEST')
  })

  it('are paged, and say when there are none', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const ann = await newCustomer(foyer, acme)
    const staff = await staffBrowser(foyer)
    const address = `/control/organizer/acme/customer/${ann.identifier}/orders`
    expect(mainText((await staff.get(address)).text)).toContain('No orders yet')
    await importOrders(
      foyer,
      acme,
      manyOrders(30, () => ({ customer: ann.identifier })),
    )
    const first = parse((await staff.get(address)).text)
    expect(codes(first)).toHaveLength(25)
    expect(codes(parse((await staff.get(first.links('Older')[0] ?? '')).text))).toHaveLength(5)
  })
})

describeOnBoth('orders and what an account holds of a person', (kind) => {
  it('60: lose their link when the account is anonymised, and keep everything else', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', MATCH)
    const ann = await newCustomer(foyer, acme)
    await importOrders(foyer, acme, [
      orderLine({ customer: ann.identifier }),
      orderLine({ code: 'GUEST' }),
      orderLine({ code: 'HIDE' }),
    ])
    const { orders, customers } = foyer.features
    await orders.choices.claim(acme, ann, [(await orders.byCode(acme.id, 'openair', 'GUEST'))?.order.id as never])
    await orders.choices.hide(acme, ann, [(await orders.byCode(acme.id, 'openair', 'HIDE'))?.order.id as never])
    const holder = customers.personalData.find(({ key }) => key === 'orders')
    const { q } = foyer.platform.db
    expect(await holder?.preview(q, acme, ann)).toEqual({
      goes: [{ key: 'orders:data.goes', params: { count: 2 } }],
      stays: [{ key: 'orders:data.stays', params: { count: 2 } }],
    })
    await customers.anonymize(acme, ann.id, COMMAND)
    const after = await q.selectFrom('orders').select(['customer_id', 'email']).execute()
    expect(after).toEqual(Array(3).fill({ customer_id: null, email: 'ann@example.org' }))
    expect(await q.selectFrom('order_choices').selectAll().execute()).toEqual([])
    expect(await holder?.preview(q, acme, ann)).toEqual({ goes: [], stays: [] })
    expect(await orders.choices.claim(acme, ann, 'all')).toBe(0)
  })

  it('are in the copy of the data, without secrets', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', MATCH)
    const ann = await newCustomer(foyer, acme)
    await importOrders(foyer, acme, [
      orderLine({
        customer: ann.identifier,
        url: 'https://shop.example/k3c9s8d7f6g5h4j2',
        phone: '+49 1',
        positions: [
          positionOf({ secret: 'ticket-secret', answers: [{ question: 'Diet', answer: 'vegan', token: 'tok' }] }),
        ],
      }),
      orderLine({ code: 'GUEST' }),
      orderLine({ code: 'OTHER', email: 'ben@example.org' }),
    ])
    const holder = foyer.features.customers.personalData.find(({ key }) => key === 'orders')
    const copy = JSON.stringify(await holder?.export(foyer.platform.db.q, acme, ann))
    for (const part of [
      'W9KLT',
      'GUEST',
      'Freiluftkonzert',
      '"more":{"phone":"+49 1"}',
      'vegan',
      '2026-06-03T10:00:00.000Z',
      '"found_by":"email"',
    ]) {
      expect(copy).toContain(part)
    }
    for (const part of ['k3c9s8d7f6g5h4j2', 'ticket-secret', '"tok"', 'OTHER']) expect(copy).not.toContain(part)
  })

  it('move with an account into another one, and back', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', MATCH)
    const ann = await newCustomer(foyer, acme)
    const ben = await newCustomer(foyer, acme, { email: 'ben@example.org' })
    await importOrders(foyer, acme, [
      orderLine({ code: 'ANNS', customer: ann.identifier }),
      orderLine({ code: 'BENS', customer: ben.identifier }),
      orderLine({ code: 'GUEST' }),
    ])
    const { orders, customers } = foyer.features
    await orders.choices.claim(acme, ann, 'all')
    const holder = customers.personalData.find(({ key }) => key === 'orders')
    const { db } = foyer.platform
    const state = async () => ({
      owners: await db.q.selectFrom('orders').select(['code', 'customer_id']).orderBy('code').execute(),
      choices: await db.q.selectFrom('order_choices').selectAll().execute(),
    })
    const before = await state()
    const moved = await db.transaction(async (q) => holder?.move(q, acme, ann.id, ben.id))
    const merged = await state()
    expect(merged.owners.every(({ customer_id }) => customer_id === ben.id)).toBe(true)
    expect(merged.choices).toMatchObject([{ customer_id: ben.id, choice: 'claimed' }])
    await db.transaction(async (q) => holder?.moveBack(q, acme, ann.id, ben.id, JSON.parse(JSON.stringify(moved))))
    expect(await state()).toEqual(before)
  })

  it('never come back to an account that is merged while they are imported', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const ann = await newCustomer(foyer, acme)
    const ben = await newCustomer(foyer, acme, { email: 'ben@example.org' })
    const holder = foyer.features.customers.personalData.find(({ key }) => key === 'orders')
    const { db } = foyer.platform
    const importing = foyer.features.orders.importLines(
      acme,
      chunks(manyOrders(900, () => ({ customer: ann.identifier }))),
    )
    await db.transaction(async (q) => {
      await holder?.move(q, acme, ann.id, ben.id)
      await q.updateTable('customers').set({ merged_into: ben.id }).where('id', '=', ann.id).execute()
    })
    expect((await importing).failed).toBe(0)
    const owners = await db.q.selectFrom('orders').select('customer_id').distinct().execute()
    expect(owners).toEqual([{ customer_id: ben.id }])
  })
})
