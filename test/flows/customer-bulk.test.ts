import { afterAll, beforeAll, expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/core/clock.ts'
import type { BulkChangeId, CustomerId } from '../../src/core/ids.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import { isLoggedIn, logIn, makeCustomer } from '../support/accounts.ts'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const LIST = '/control/organizer/acme/customers'
const CROWD = 1100
const ACTIVE = 9
const AT_ONCE = 100

describeOnBoth('what is done to more customers than fit into one request', (kind) => {
  let foyer: TestServer
  let acme: Organizer
  let staff: BrowserClient
  let now = Date.parse('2026-10-01T10:00:00Z')

  beforeAll(async () => {
    foyer = await startFoyer(kind, { platform: { clock: { now: () => now } } })
    await foyer.features.bulkChanges.stop()
    acme = await foyer.organizer('acme')
    staff = await staffBrowser(foyer)
    const { q } = foyer.platform.db
    for (let first = 0; first < CROWD; first += AT_ONCE) {
      const rows = Array.from({ length: AT_ONCE }, (_, index) => crowdRow(first + index))
      await q.insertInto('customers').values(rows).execute()
    }
    await q.updateTable('customers').set({ is_active: true }).where('id', 'in', crowd(ACTIVE)).execute()
  })
  afterAll(() => foyer[Symbol.asyncDispose]())

  /** Spread over the whole crowd. */
  const crowd = (count: number) =>
    Array.from({ length: count }, (_, index) => crowdRow(Math.floor((index * CROWD) / count)).id)

  const crowdRow = (number: number) => ({
    organizer_id: acme.id,
    id: `crowd${String(number).padStart(4, '0')}` as CustomerId,
    identifier: `CROWD${String(number).padStart(4, '0')}`,
    email: `p${number}@crowd.example`,
    phone: null,
    password_hash: null,
    name_cached: `Person ${number}`,
    name_parts: '{}',
    search_text: `person ${number} p${number}@crowd.example`,
    is_active: false,
    is_verified: false,
    locale: 'en',
    external_identifier: null,
    notes: null,
    profile: '{}',
    is_phone_verified: false,
    password_set_at: null,
    deletion_due_at: null,
    merged_into: null,
    has_other_subjects: false,
    created_at: now - DAY + Math.floor(number / 3),
    modified_at: now - DAY,
    last_login_at: null,
  })

  const changes = () => foyer.features.bulkChanges
  async function begun(): Promise<{ page: string; id: BulkChangeId }> {
    const ask = await staff.get(`${LIST}/bulk?do=disable&query=crowd.example`)
    const page = (await staff.submit('', {}, { page: ask })).location ?? ''
    return { page, id: (page.split('/').at(-1) ?? '') as BulkChangeId }
  }

  it('names the number, is done part by part by one worker at a time, and leaves alone who registered later', async () => {
    const ann = await makeCustomer(foyer, acme, { email: 'ann@crowd.example' })
    const browser = foyer.client()
    await logIn(browser, 'acme', 'ann@crowd.example')
    const ask = await staff.get(`${LIST}/bulk?do=disable&query=crowd.example`)
    expect(parse(ask.text).text('h1')).toBe('Disable 1,101 customers')
    expect(ask.text).toContain('A page shows how far it is')
    now += HOUR
    const late = await makeCustomer(foyer, acme, { email: 'late@crowd.example', password: null })
    const page = (await staff.submit('', {}, { page: ask })).location ?? ''
    const id = page.split('/').at(-1) as BulkChangeId

    const waiting = await staff.get(page)
    expect(parse(waiting.text).text('h1')).toBe('Customers are being disabled')
    expect(waiting.text).toContain('0 of 1,101 customers')
    expect(waiting.headers.get('refresh')).toBe('2')
    expect(parse((await staff.get(LIST)).text).links('Look at it')).toEqual([page])

    await changes().work(acme, id, () => false)
    expect(await changes().find(acme, id)).toMatchObject({ state: 'running', done: 200, total: 1101 })
    await Promise.all([changes().work(acme, id), changes().work(acme, id)])
    expect(await changes().find(acme, id)).toMatchObject({ state: 'done', done: 1101, changed: ACTIVE + 1 })

    const done = await staff.get(page)
    expect(parse(done.text).text('h1')).toBe('Customers were disabled')
    expect(done.headers.get('refresh')).toBeNull()
    expect(parse((await staff.get(LIST)).text).links('Look at it')).toEqual([])
    expect(await isLoggedIn(browser)).toBe(false)
    const { customers, audit } = foyer.features
    expect((await customers.byId(acme.id, late.id))?.isActive).toBe(true)
    for (const customer of [ann.id, ...crowd(ACTIVE)]) {
      expect((await customers.byId(acme.id, customer))?.isActive).toBe(false)
      const object = { type: 'customer', id: customer } as const
      const entries = await audit.list(acme.id, { limit: 9, object, actions: ['pretix.customer.changed'] })
      expect(entries.map(({ actorName }) => actorName)).toEqual(['Jonas Weber'])
    }
  })

  it('says where an error stopped it, goes on from there, and forgets whom it was about', async () => {
    const { page, id } = await begun()
    const { q } = foyer.platform.db
    const row = () => q.selectFrom('customer_bulk_changes').select('filter').where('id', '=', id).executeTakeFirst()
    const { filter = null } = (await row()) ?? {}
    expect(filter).not.toContain('crowd')
    await changes().work(acme, id, () => false)
    await q.updateTable('customer_bulk_changes').set({ filter: 'broken' }).where('id', '=', id).execute()
    await changes().work(acme, id)
    const failed = await staff.get(page)
    expect(failed.text).toMatch(/An error stopped it on .* after 200 of 1,102 customers\./)
    expect((await staff.get(LIST)).text).toContain('Disabling customers stopped after 200 of 1,102.')
    await q.updateTable('customer_bulk_changes').set({ filter }).where('id', '=', id).execute()
    await staff.submit('', { action: 'go-on' }, { page: failed })
    await changes().work(acme, id)
    expect(await changes().find(acme, id)).toMatchObject({ state: 'done', done: 1102 })
    expect((await row())?.filter).toBeNull()
    expect((await staff.submit('', { action: 'cancel' }, { page: failed, follow: true })).text).toContain(
      'were disabled',
    )
  })

  it('stops when somebody stops it, or nobody let it go on for a week', async () => {
    const { page, id } = await begun()
    await changes().work(acme, id, () => false)
    const stopped = await staff.submit('', { action: 'cancel' }, { page: await staff.get(page), follow: true })
    expect(stopped.text).toMatch(/Stopped on .* after 200 of 1,102 customers\./)
    await changes().work(acme, id)
    expect(await changes().find(acme, id)).toMatchObject({ state: 'canceled', done: 200 })
    const other = await begun()
    const { q } = foyer.platform.db
    await q.updateTable('customer_bulk_changes').set({ filter: 'broken' }).where('id', '=', other.id).execute()
    await changes().work(acme, other.id)
    now += 8 * DAY
    expect(await changes().cleanUp()).toBe(1)
    expect((await changes().find(acme, other.id))?.state).toBe('canceled')
    staff = await staffBrowser(foyer, { email: 'later@example.org' })
  })

  it('links to activate accounts have a limit, which is named', async () => {
    const { q } = foyer.platform.db
    await q.updateTable('customers').set({ is_active: true }).where('organizer_id', '=', acme.id).execute()
    const all = await staff.request('GET', `${LIST}/bulk?do=activation&query=crowd.example`, undefined, {
      follow: true,
    })
    expect(all.text).toContain('At most 1,000 activation links are sent at once')
    const few = await staff.get(`${LIST}/bulk?do=activation&query=p109`)
    expect(parse(few.text).text('h1')).toBe('Send 11 activation links again')
  })
})
