import { expect, it } from 'vitest'
import { isLoggedIn, logIn, makeCustomer, PASSWORD } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { importOrders, orderLine } from '../support/orders.ts'
import { AS_DELIVERED, startFoyer, type TestServer } from '../support/server.ts'

const PAGE = '/acme/account/privacy'
const DAY = 86_400_000
const SYSTEM = { type: 'system' } as const
const LOGIN = { email: 'ann@example.org', password: PASSWORD }

async function prepared(foyer: TestServer) {
  const acme = await foyer.organizer('acme')
  const ann = await makeCustomer(foyer, acme)
  const due = async (at: number) => {
    const change = foyer.platform.db.q.updateTable('customers').set({ deletion_due_at: at })
    await change.where('organizer_id', '=', acme.id).where('id', '=', ann.id).execute()
  }
  const dueAt = async () => (await foyer.features.customers.byId(acme.id, ann.id))?.deletionDueAt
  const keepLink = async (customer = ann) => {
    const request = { purpose: 'keep_account', organizer: acme, email: 'ann@example.org', lifetimeMs: DAY } as const
    const link = foyer.features.signIn.mailLinks.prepare(request)
    await foyer.platform.db.transaction((trx) => link.store(trx, customer.id))
    return link.token
  }
  return { acme, ann, due, dueAt, keepLink }
}

const lastMails = async ({ platform }: TestServer) =>
  (await platform.db.q.selectFrom('outbox').select('id').where('topic', '=', 'customer.deleted').execute()).length

const wins = (results: readonly boolean[]) => results.filter(Boolean).length

describeOnBoth('the end of an account', (kind) => {
  it('is neither begun nor taken back by a page of somebody else', async () => {
    await using foyer = await startFoyer(kind)
    const { due, dueAt, keepLink } = await prepared(foyer)
    const browser = foyer.client()
    await logIn(browser)
    expect((await browser.post(`${PAGE}/delete`, { confirm: 'on' })).status).toBe(403)
    expect(await dueAt()).toBeNull()
    const at = Date.now() + DAY
    await due(at)
    const token = await keepLink()
    expect((await browser.post(`${PAGE}/keep`, {})).status).toBe(403)
    expect((await browser.post(`/acme/account/keep?token=${token}`, {})).status).toBe(403)
    expect((await foyer.client().get(`/acme/account/keep?token=${token}`)).status).toBe(200)
    expect(await dueAt()).toBe(at)
  })

  it("is not taken back by another customer's link or session, nor with another organizer", async () => {
    await using foyer = await startFoyer(kind)
    const { acme, due, dueAt, keepLink } = await prepared(foyer)
    const ben = await makeCustomer(foyer, acme, { email: 'ben@example.org' })
    const beta = await foyer.organizer('beta')
    const at = Date.now() + DAY
    await due(at)
    const { privacy } = foyer.features
    expect(await privacy.keepByLink(acme, await keepLink(ben))).toBe(false)
    expect(await privacy.keepByLink(beta, await keepLink())).toBe(false)
    expect(await privacy.keep(acme, ben)).toBe(false)
    expect(await dueAt()).toBe(at)
  })

  it('is taken back once by fifty uses of one link', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, due, dueAt, keepLink } = await prepared(foyer)
    await due(Date.now() + DAY)
    const token = await keepLink()
    const tries = Array.from({ length: 50 }, () => foyer.features.privacy.keepByLink(acme, token))
    expect(wins(await Promise.all(tries))).toBe(1)
    expect(await dueAt()).toBeNull()
    const entries = await foyer.features.audit.list(acme.id, { limit: 20 })
    expect(entries.filter(({ action }) => action === 'foyer.customer.deletion.canceled')).toHaveLength(1)
  })

  it('is one of two: kept, or anonymised, when the last moment and the link meet', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann, due, keepLink } = await prepared(foyer)
    await due(Date.now() - 1)
    const token = await keepLink()
    const [isKept, count] = await Promise.all([
      foyer.features.privacy.keepByLink(acme, token),
      foyer.features.privacy.deleteDue(),
    ])
    const after = await foyer.features.customers.byId(acme.id, ann.id)
    expect([isKept, count, after?.email]).toEqual(isKept ? [true, 0, 'ann@example.org'] : [false, 1, null])
  })

  it('leaves no login behind that came at the same moment', async () => {
    await using foyer = await startFoyer(kind, AS_DELIVERED)
    const { acme, ann, due } = await prepared(foyer)
    await due(Date.now() - 1)
    const pages = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const browser = foyer.client()
        return { browser, page: await browser.get('/acme/account/login') }
      }),
    )
    const [count, ...answers] = await Promise.all([
      foyer.features.privacy.deleteDue(),
      ...pages.map(({ browser, page }) => browser.submit('', LOGIN, { page, form: '/account/login' })),
    ])
    expect(count).toBe(1)
    for (const { status } of answers) expect([303, 422, 429, 503]).toContain(status)
    const open = await Promise.all(pages.map(({ browser }) => isLoggedIn(browser)))
    expect(wins(open)).toBe(0)
    await new Promise((resolve) => setTimeout(resolve, 200))
    for (const table of ['customer_sessions', 'known_browsers', 'pending_logins'] as const) {
      expect(await foyer.platform.db.q.selectFrom(table).select('customer_id').execute(), table).toEqual([])
    }
    const object = { type: 'customer', id: ann.id } as const
    const names = (await foyer.features.audit.list(acme.id, { object, limit: 99 })).map(({ objectName }) => objectName)
    expect(names.filter((name) => name !== '' && name !== ann.identifier)).toEqual([])
  })

  it('comes once when staff, housekeeping and a second server are at it', async () => {
    await using foyer = await startFoyer(kind)
    await using second = await startFoyer(kind, { beside: foyer })
    const { acme, ann, due } = await prepared(foyer)
    await due(Date.now() - 1)
    const counts = await Promise.all([
      foyer.features.privacy.deleteDue(),
      second.features.privacy.deleteDue(),
      foyer.features.customers.anonymize(acme, ann.id, SYSTEM),
      second.features.customers.anonymize(acme, ann.id, SYSTEM),
    ])
    expect(counts.reduce<number>((sum, count) => sum + Number(count), 0)).toBe(1)
    const object = { type: 'customer', id: ann.id } as const
    const entries = await foyer.features.audit.list(acme.id, { object, limit: 20 })
    expect(entries.filter(({ action }) => action === 'pretix.customer.anonymized')).toHaveLength(1)
    expect(await lastMails(foyer)).toBe(Number(counts[0]) + Number(counts[1]))
  })

  it('does not happen for an address that the account no longer has, so that no mail goes there', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann, due } = await prepared(foyer)
    await due(Date.now() - 1)
    const { customers, privacy } = foyer.features
    const thought = { before: Date.now(), email: 'former@example.org' }
    expect(await customers.anonymize(acme, ann.id, SYSTEM, { due: thought })).toBe(false)
    expect(await privacy.deleteDue()).toBe(1)
    await foyer.deliver()
    expect(foyer.mails.sent.map(({ to }) => to)).toEqual(['ann@example.org'])
  })

  it('leaves the address to a new account that sees nothing of the old one', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann } = await prepared(foyer)
    const form = { name: { full_name: 'Zqm Friend' }, texts: {}, isBusiness: false }
    await foyer.features.savedPeople.add(acme, 'people', ann.id, form)
    await importOrders(foyer, acme, [orderLine({ email: 'shop@example.org', customer: ann.identifier })])
    await foyer.features.customers.anonymize(acme, ann.id, SYSTEM)
    const again = await makeCustomer(foyer, acme)
    expect([again.id, again.identifier]).not.toContain(ann.id)
    const browser = foyer.client()
    await logIn(browser)
    const page = await browser.get(PAGE)
    const _csrf = parse(page.text).form('download')?.values._csrf ?? ''
    const copy = await browser.post(`${PAGE}/download`, { _csrf, format: 'json' })
    expect(copy.status).toBe(200)
    for (const word of ['Zqm', ann.identifier, 'W9KLT', 'anonymized']) expect(copy.text).not.toContain(word)
  })
})
