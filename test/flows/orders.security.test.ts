import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { importOrders, manyOrders, orderLine, positionOf } from '../support/orders.ts'
import { loggedIn, newCustomer } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { mainText } from '../support/staff.ts'

const MATCH = { customer_accounts_link_by_email: 'true' }
const FORMS = ['claim', 'unclaim', 'hide', 'unhide'] as const

/** Two organizers with the same person, and an order of the same name at each. */
async function twoTenants(foyer: TestServer) {
  const acme = await foyer.organizer('acme', MATCH)
  const other = await foyer.organizer('other', MATCH)
  const ann = await newCustomer(foyer, acme)
  const strange = await newCustomer(foyer, other)
  await importOrders(foyer, acme, [orderLine({ code: 'ACME', secret: 'secret-at-acme' })])
  await importOrders(foyer, other, [orderLine({ code: 'OTHER', secret: 'secret-at-other' })])
  return { acme, other, ann, strange }
}

describeOnBoth('orders of another organizer', (kind) => {
  it('are neither shown, claimed nor hidden, whatever a form says', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, other, ann, strange } = await twoTenants(foyer)
    const { orders } = foyer.features
    const theirs = (await orders.byCode(other.id, 'openair', 'OTHER'))?.order.id ?? ''
    const browser = await loggedIn(foyer, acme, ann)
    const page = await browser.get('/acme/account/')
    expect(page.text).not.toContain('OTHER')
    const _csrf = parse(page.text).form('claim')?.values._csrf ?? ''
    for (const form of FORMS) {
      const answer = await browser.post(`/acme/account/orders/${form}`, { _csrf, order: theirs, action: 'add' })
      expect(answer.status).toBe(303)
    }
    expect((await orders.byCode(other.id, 'openair', 'OTHER'))?.order.customerId).toBeNull()
    expect(await foyer.platform.db.q.selectFrom('order_choices').selectAll().execute()).toEqual([])
    expect((await foyer.client().get('/acme/openair/order/OTHER/secret-at-other/')).status).toBe(404)
    expect((await foyer.client().get('/other/openair/order/OTHER/secret-at-other/')).status).toBe(200)
    const staff = await staffBrowser(foyer, { organizer: acme })
    expect((await staff.get(`/control/organizer/acme/customer/${strange.identifier}/orders`)).status).toBe(404)
    expect((await staff.get(`/control/organizer/other/customer/${strange.identifier}/orders`)).status).toBe(404)
    expect((await foyer.client().get(`/control/organizer/acme/customer/${ann.identifier}/orders`)).status).toBe(303)
  })
})

describeOnBoth('orders of somebody else', (kind) => {
  it('cannot be claimed, hidden, taken out or shown by their ids', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', MATCH)
    const ann = await newCustomer(foyer, acme)
    const ben = await newCustomer(foyer, acme, { email: 'ben@example.org' })
    await importOrders(foyer, acme, [
      orderLine({ code: 'BENS', email: 'ben@example.org', customer: ben.identifier }),
      orderLine({ code: 'GUEST', email: 'guest@example.org', secret: 'secret-of-guest' }),
      orderLine({ code: 'OWN', customer: ann.identifier }),
    ])
    const { orders } = foyer.features
    const id = async (code: string) => (await orders.byCode(acme.id, 'openair', code))?.order.id as never
    const ids = [await id('BENS'), await id('GUEST')]
    expect(await orders.choices.claim(acme, ann, ids)).toBe(0)
    expect(await orders.choices.hide(acme, ann, ids)).toBe(0)
    expect(await orders.choices.hide(acme, ann, [await id('OWN')])).toBe(0)
    for (const code of ['BENS', 'GUEST', 'OWN'])
      expect(await orders.choices.unclaim(acme, ann, await id(code))).toBe(false)
    expect(await orders.choices.unhide(acme, ann.id, await id('BENS'))).toBe(false)
    expect((await orders.byCode(acme.id, 'openair', 'OWN'))?.order.customerId).toBe(ann.id)
    expect((await orders.byCode(acme.id, 'openair', 'BENS'))?.order.customerId).toBe(ben.id)
    const browser = await loggedIn(foyer, acme, ann)
    for (const path of ['/acme/account/', '/acme/account/orders/hidden']) {
      expect((await browser.get(path)).text).not.toMatch(/BENS|GUEST|secret-of-guest/)
    }
  })

  it('are not found by an address that is not confirmed, nor while the organizer does not match', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const ann = await newCustomer(foyer, acme)
    await importOrders(foyer, acme, manyOrders(3))
    const { orders } = foyer.features
    expect(await orders.choices.claim(acme, ann, 'all')).toBe(0)
    const matched = await foyer.features.organizers.set(acme, MATCH, { type: 'command' })
    const unproven = await newCustomer(foyer, acme, { email: 'new@example.org', isVerified: false })
    await importOrders(foyer, acme, [orderLine({ code: 'NEW', email: 'new@example.org' })])
    expect(await orders.choices.claim(matched, unproven, 'all')).toBe(0)
    expect(await orders.unanswered(matched, unproven.id, 10)).toEqual([])
    expect(await orders.unanswered(matched, ann.id, 10)).toHaveLength(3)
  })
})

describeOnBoth('the address of an order', (kind) => {
  it('tells nothing about which orders there are: a wrong secret and an unknown order are the same', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await importOrders(foyer, acme, [orderLine({ positions: [positionOf()] })])
    const client = foyer.client()
    const unknown = await client.get('/acme/openair/order/XXXXX/k3c9s8d7f6g5h4j2/')
    const bare = (text: string) => mainText(text).replaceAll(/[0-9a-f]{8}-\w+?Quote/g, '')
    for (const path of [
      '/acme/openair/order/W9KLT/k3c9s8d7f6g5h4j3/',
      '/acme/openair/order/W9KLT/K3C9S8D7F6G5H4J2/',
      '/acme/openair/order/W9KLT/k3c9s8d7f6g5h4j/',
      '/acme/openair/order/W9KLT/k3c9s8d7f6g5h4j2x/',
      '/acme/openair/order/W9KLT/%25/',
      '/acme/openair/order/W9KLT/null/',
      '/acme/other/order/W9KLT/k3c9s8d7f6g5h4j2/',
      '/acme/openair/order/W9KLT%00/k3c9s8d7f6g5h4j2/',
      '/acme/openair/ticket/W9KLT/1/wrong-secret/',
      '/acme/openair/ticket/XXXXX/1/k3c9s8d7f6g5h4j2/',
      `/acme/openair/order/W9KLT/${'a'.repeat(3000)}/`,
    ]) {
      const answer = await client.get(path)
      expect([400, 404, 414]).toContain(answer.status)
      expect(answer.text).not.toContain('Open Air')
      if (!path.includes('%') && path.length < 200) {
        expect(answer.status).toBe(404)
        expect(bare(answer.text)).toBe(bare(unknown.text))
      }
    }
    for (const path of ['/acme/openair/order/W9KLT/', '/acme/openair/order/', '/acme/openair/']) {
      expect((await client.get(path)).status).toBe(404)
    }
    expect((await client.post('/acme/openair/order/W9KLT/k3c9s8d7f6g5h4j2/', {})).status).toBeGreaterThanOrEqual(400)
  })

  it('does not show what stands in an order as markup or as a link of another kind', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const evil = '<script>alert(1)</script>"\'><img src=x>'
    await importOrders(foyer, acme, [
      orderLine({
        event_name: evil,
        positions: [positionOf({ item: { en: evil }, attendee_name: evil, variation: evil })],
      }),
    ])
    for (const path of ['order/W9KLT/k3c9s8d7f6g5h4j2', 'ticket/W9KLT/1/k3c9s8d7f6g5h4j2']) {
      const { text, status } = await foyer.client().get(`/acme/openair/${path}/`)
      expect(status).toBe(200)
      expect(text).not.toContain('<script>alert')
      expect(text).not.toContain('<img src=x')
    }
  })

  it('leads back to itself after the login, and nowhere else', async () => {
    await using foyer = await startFoyer(kind)
    const settings = { customer_accounts_require_login_for_order_access: 'true' }
    const acme = await foyer.organizer('acme', settings)
    const ann = await newCustomer(foyer, acme)
    await importOrders(foyer, acme, [orderLine({ customer: ann.identifier })])
    const path = '/acme/openair/order/W9KLT/k3c9s8d7f6g5h4j2/?next=https://evil.example/'
    const { location } = await foyer.client().get(path)
    const login = new URL(location ?? '', foyer.url)
    expect(login.pathname).toBe('/acme/account/login')
    const next = new URL(login.searchParams.get('next') ?? '', foyer.url)
    expect([next.origin, next.pathname]).toEqual([
      new URL(foyer.url).origin,
      '/acme/openair/order/W9KLT/k3c9s8d7f6g5h4j2/',
    ])
    expect(login.searchParams.has('goto')).toBe(false)
  })
})

describeOnBoth('the forms of the orders', (kind) => {
  it('need a session and a token, and survive what no form of ours sends', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', MATCH)
    const ann = await newCustomer(foyer, acme)
    await importOrders(foyer, acme, [orderLine()])
    const browser = await loggedIn(foyer, acme, ann)
    const _csrf = parse((await browser.get('/acme/account/')).text).form('claim')?.values._csrf ?? ''
    const id = (await foyer.features.orders.byCode(acme.id, 'openair', 'W9KLT'))?.order.id ?? ''
    for (const form of FORMS) {
      const path = `/acme/account/orders/${form}`
      expect((await foyer.client().post(path, { order: id })).status).toBe(403)
      expect((await browser.post(path, { order: id })).status).toBe(403)
      expect([404, 405]).toContain((await browser.get(path)).status)
      for (const hostile of [
        {},
        { order: '' },
        { order: ['x', '%00', '\u0000'] },
        { order: Array(400).fill(id) },
        { order: "' or 1=1 --" },
        { 'order[id]': id, action: 'drop' },
        { order: [id, id], action: 'nothing' },
      ]) {
        expect([303, 400]).toContain((await browser.post(path, { ...hostile, _csrf })).status)
      }
    }
  })
})
