import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { loggedIn, newCustomer } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { mainText } from '../support/staff.ts'

const PAGE = '/acme/account/privacy'
const DAY = 86_400_000
const SYSTEM = { type: 'system' } as const

async function prepared(foyer: TestServer) {
  const acme = await foyer.organizer('acme', { name_scheme: 'given_family' })
  const customer = await newCustomer(foyer, acme, { phone: '+493415550148' })
  const browser = await loggedIn(foyer, acme, customer)
  await browser.get(`${PAGE}?locale=en`, { follow: true })
  const now = () => foyer.features.customers.byId(acme.id, customer.id)
  const due = async (at: number) => {
    await foyer.platform.db.q
      .updateTable('customers')
      .set({ deletion_due_at: at })
      .where('organizer_id', '=', acme.id)
      .where('id', '=', customer.id)
      .execute()
  }
  return { acme, customer, browser, now, due }
}

const csrfOf = (text: string) => parse(text).form('download')?.values._csrf ?? ''

describeOnBoth('the copy of all data', (kind) => {
  it('has everything of the person as JSON and as a page, and is recorded', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser } = await prepared(foyer)
    await foyer.features.customers.update(acme, customer.id, { notes: 'likes row three' }, SYSTEM)
    const form = { name: { given_name: 'Ben', family_name: 'Berg' }, texts: { city: 'Leipzig' }, isBusiness: false }
    await foyer.features.savedPeople.add(acme, 'people', customer.id, form)
    const _csrf = csrfOf((await browser.get(PAGE)).text)
    const json = await browser.post(`${PAGE}/download`, { _csrf, format: 'json' })
    expect(json.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.json"$/)
    expect(json.headers.get('cache-control')).toContain('no-store')
    const html = await browser.post(`${PAGE}/download`, { _csrf, format: 'html' })
    expect(html.text).not.toContain('<script')
    for (const value of [
      customer.identifier,
      'ann@example.org',
      '+493415550148',
      'likes row three',
      'Ben Berg',
      'Leipzig',
    ]) {
      expect(json.text).toContain(value)
      expect(html.text).toContain(value)
    }
    expect(JSON.parse(json.text)).toMatchObject({ account: { name: 'Ann Example' }, saved_people: { addresses: [] } })
    expect(json.text).not.toMatch(/argon2|_hash/)
    await browser.get(`${PAGE}?locale=de`, { follow: true })
    const german = await browser.post(`${PAGE}/download`, { _csrf, format: 'html' })
    expect(parse(german.text).text('body')).toMatch(/Kundennummer.*Notiz des Teams.*Gespeichert/s)
    for (const page of [html, german]) {
      expect(page.text).not.toMatch(/staff_note|customer_id|pretix\.|foyer\.customer|\d{4}-\d\d-\d\dT/)
      expect(page.text).not.toContain('name_parts')
    }
    const [last] = await foyer.features.audit.list(acme.id, { limit: 1 })
    expect(last).toMatchObject({ action: 'foyer.customer.data.exported', actorType: 'customer' })
  })

  it('needs a form of ours, a login of now, and is limited', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser } = await prepared(foyer)
    expect((await browser.post(`${PAGE}/download`, { format: 'json' })).status).toBe(403)
    const _csrf = csrfOf((await browser.get(PAGE)).text)
    const statuses = []
    for (let i = 0; i < 6; i++) statuses.push((await browser.post(`${PAGE}/download`, { _csrf })).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    await foyer.platform.db.q
      .updateTable('customer_sessions')
      .set({ auth_at: Date.now() - 3_600_000 })
      .where('organizer_id', '=', acme.id)
      .where('customer_id', '=', customer.id)
      .execute()
    for (const act of ['download', 'delete']) {
      const refused = await browser.post(`${PAGE}/${act}`, { _csrf, confirm: 'on' })
      expect([refused.status, refused.location]).toEqual([303, expect.stringContaining('/acme/account/login?')])
    }
    expect((await foyer.features.customers.byId(acme.id, customer.id))?.deletionDueAt).toBeNull()
  })
})

describeOnBoth('the deletion of an account', (kind) => {
  it('is asked for, told by mail, ends other sessions, and is taken back', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser, now } = await prepared(foyer)
    const other = await loggedIn(foyer, acme, customer)
    const page = await browser.get(PAGE)
    expect(mainText(page.text)).toContain('Name, email, phone, password')
    const _csrf = csrfOf(page.text)
    expect((await browser.post(`${PAGE}/delete`, { _csrf })).status).toBe(422)
    expect((await now())?.deletionDueAt).toBeNull()
    expect((await browser.post(`${PAGE}/delete`, { _csrf, confirm: 'on' })).status).toBe(303)
    const dueAt = (await now())?.deletionDueAt ?? 0
    expect(Math.abs(dueAt - Date.now() - 14 * DAY)).toBeLessThan(60_000)
    expect((await other.get(PAGE)).status).toBe(303)
    const leaving = await browser.get(PAGE)
    expect(mainText(leaving.text)).toContain('Keep my account')
    expect(mainText((await browser.get('/acme/account/profiles')).text)).toContain('Your account will be deleted on')
    const token = parse(leaving.text).form('keep')?.values._csrf
    await browser.post(`${PAGE}/keep`, { _csrf: token ?? '' })
    expect((await now())?.deletionDueAt).toBeNull()
    expect(await foyer.features.privacy.deleteDue()).toBe(0)
  })

  it('is kept once by the link, by nobody else', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, due } = await prepared(foyer)
    const { privacy, signIn } = foyer.features
    await due(Date.now() + DAY)
    const request = { purpose: 'keep_account', organizer: acme, email: 'ann@example.org', lifetimeMs: DAY } as const
    const link = signIn.mailLinks.prepare(request)
    await foyer.platform.db.transaction((trx) => link.store(trx, customer.id))
    const beta = await foyer.organizer('beta')
    expect(await privacy.keepByLink(beta, link.token)).toBe(false)
    const guest = foyer.client()
    const path = `/acme/account/keep?token=${link.token}`
    const question = await guest.get(path)
    expect(question.status).toBe(200)
    expect((await guest.submit('', {}, { page: question })).status).toBe(200)
    expect((await guest.get(path)).status).toBe(410)
    const tries = await Promise.all(Array.from({ length: 20 }, () => privacy.keepByLink(acme, link.token)))
    expect(tries.includes(true)).toBe(false)
  })

  it('happens once when it is due, says so in a last mail, and leaves the address free', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser, now, due } = await prepared(foyer)
    await due(Date.now() - 1)
    const counts = await Promise.all(Array.from({ length: 5 }, () => foyer.features.privacy.deleteDue()))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await now()).toMatchObject({
      email: null,
      name: '',
      isActive: false,
      isVerified: false,
      deletionDueAt: null,
    })
    expect((await browser.get(PAGE)).status).toBe(303)
    await foyer.platform.outbox.drain()
    const mails = await foyer.platform.db.q.selectFrom('outbox').select(['topic', 'recipient', 'payload']).execute()
    expect(mails).toEqual([{ topic: 'customer.deleted', recipient: '', payload: '' }])
    expect((await newCustomer(foyer, acme)).id).not.toBe(customer.id)
  })
})
