import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { type MembershipId, newId } from '../../src/core/ids.ts'
import { holderStore } from '../../src/features/memberships/store/holders.ts'
import { membershipStore } from '../../src/features/memberships/store/memberships.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { newMembership, newType, useMembership } from '../support/memberships.ts'
import { staffBrowser } from '../support/office.ts'
import { loggedIn, newCustomer } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const SYSTEM = { type: 'system' } as const

/** Two organizers, each with a customer who has a membership. */
async function prepared(foyer: TestServer) {
  const [acme, other] = [await foyer.organizer('acme'), await foyer.organizer('other')]
  const [ann, bob] = [await newCustomer(foyer, acme), await newCustomer(foyer, acme, { email: 'bob@example.org' })]
  const eve = await newCustomer(foyer, other)
  const [type, foreignType] = [await newType(foyer, acme), await newType(foyer, other)]
  const own = await newMembership(foyer, acme, ann, type)
  const bobs = await newMembership(foyer, acme, bob, type)
  const foreign = await newMembership(foyer, other, eve, foreignType)
  return { acme, other, ann, bob, eve, type, foreignType, own, bobs, foreign }
}

describeOnBoth('memberships, attacked', (kind) => {
  it('a customer sees only their own', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann, own, bobs, foreign } = await prepared(foyer)
    const browser = await loggedIn(foyer, acme, ann)
    expect((await browser.get(`/acme/account/memberships/${own.id}/`)).status).toBe(200)
    for (const id of [bobs.id, foreign.id, 'x', '%00', `${own.id}x`, 'A'.repeat(60)]) {
      expect([400, 404]).toContain((await browser.get(`/acme/account/memberships/${id}/`)).status)
    }
    expect((await browser.get('/acme/account/memberships?cursor=W10&cursor=x')).status).toBe(200)
  })

  it('the address of an order is not shown to those who do not own it', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann, bob, own } = await prepared(foyer)
    const code = await useMembership(foyer, acme, bob, own.id)
    const browser = await loggedIn(foyer, acme, ann)
    const page = await browser.get(`/acme/account/memberships/${own.id}/`)
    expect(page.text).toContain(`${code}-1`)
    expect(page.text).not.toContain('shop.example')
  })

  it('70, 72: staff without the right are refused, with it what is not there is 404', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann, type, own } = await prepared(foyer)
    const base = '/control/organizer/acme/'
    const types = ['membershiptypes', 'membershiptype/add', `membershiptype/${type.id}/edit`, 'membershiptype/1/delete']
    const customer = `customer/${ann.identifier}/`
    const memberships = [
      'membership/add',
      'membership/1/edit',
      `membership/${own.id}/cancel`,
      'membership/1/delete',
    ].map((path) => customer + path)
    for (const path of [...types, ...memberships]) {
      expect((await foyer.client().get(base + path)).location).toContain('/control/login')
    }
    const member = await staffBrowser(foyer, { email: 'm@example.org', organizer: acme, role: 'member' })
    const allowed = parse((await member.get(`${base}membershiptypes`)).text)
    expect(allowed.text('h1')).not.toBe('Membership types')
    for (const path of types) expect((await member.get(base + path)).status).toBe(403)
    const admin = await staffBrowser(foyer, { organizer: acme })
    const answers: Record<string, number> = {}
    for (const path of [...types, ...memberships]) answers[path] = (await admin.get(base + path)).status
    expect(Object.values(answers)).toEqual([200, 200, 200, 404, 200, 404, 200, 404])
    expect((await admin.get(`${base}customer/NOBODY/membership/add`)).status).toBe(404)
  })

  it('nothing of another organizer or customer is reached by changing an address', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann, bobs, foreign, foreignType } = await prepared(foyer)
    const admin = await staffBrowser(foyer, { organizer: acme })
    const base = '/control/organizer/acme/'
    for (const id of [bobs.id, foreign.id]) {
      for (const act of ['edit', 'cancel', 'delete']) {
        expect((await admin.get(`${base}customer/${ann.identifier}/membership/${id}/${act}`)).status).toBe(404)
      }
    }
    expect((await admin.get(`${base}membershiptype/${foreignType.id}/edit`)).status).toBe(404)
    expect((await admin.get('/control/organizer/other/membershiptypes')).status).toBe(404)
    const { memberships } = foyer.features
    const stranger = foreign.id as MembershipId
    expect(await memberships.byId(acme.id, stranger)).toBeNull()
    for (const act of [
      () => memberships.update(acme, stranger, { isCanceled: true }, SYSTEM),
      () => memberships.setCanceled(acme, stranger, true, SYSTEM),
      () => memberships.remove(acme, stranger, SYSTEM),
      () => memberships.kinds.update(acme, foreignType.id, { transferable: true }, SYSTEM),
      () => memberships.kinds.remove(acme, foreignType.id, SYSTEM),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(await memberships.claims(acme.id, foreign.customerId)).toEqual([])
  })

  it('no form works without its token, and none is harmed by what no form sends', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann, own, type } = await prepared(foyer)
    const admin = await staffBrowser(foyer, { organizer: acme })
    const home = `/control/organizer/acme/customer/${ann.identifier}/`
    const edit = `${home}membership/${own.id}/edit`
    const token = parse((await admin.get(edit)).text).form('edit')?.values._csrf ?? ''
    expect((await admin.post(`${home}membership/${own.id}/cancel`, {})).status).toBe(403)
    const hostile: Record<string, string | string[]>[] = [
      {},
      { membership_type: [type.id, type.id], date_start: ['a', 'b'] },
      { membership_type: 'x\u0000', date_start: '\u0000', modified_at: '1e99' },
      { modified_at: String(own.modifiedAt), 'was-attendee_name_parts': '{"__proto__":{"a":"b"}}' },
      { modified_at: String(own.modifiedAt), 'keep-attendee_name_parts': 'theirs', 'was-attendee_name_parts': '[1]' },
      { modified_at: '0', 'was-date_start': 'x'.repeat(100_000) },
    ]
    for (const fields of hostile) {
      for (const path of [edit, `${home}membership/add`]) {
        expect([400, 409, 422]).toContain((await admin.post(path, { ...fields, _csrf: token })).status)
      }
    }
    const types = '/control/organizer/acme/membershiptype/add'
    for (const fields of [{ name_en: 'a\u0000' }, { name_en: ['a', 'b'] }, { name_en: 'a\u202eb' }]) {
      expect([400, 422]).toContain((await admin.post(types, { ...fields, _csrf: token })).status)
    }
    expect(await foyer.features.memberships.byId(acme.id, own.id)).toMatchObject({ modifiedAt: own.modifiedAt })
    expect(await foyer.features.memberships.types(acme.id)).toHaveLength(1)
  })

  it('markup in names stays text', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann } = await prepared(foyer)
    const evil = await newType(foyer, acme, { name: { en: '<img src=x onerror=alert(1)>' } })
    await newMembership(foyer, acme, ann, evil)
    const admin = await staffBrowser(foyer, { organizer: acme })
    const browser = await loggedIn(foyer, acme, ann)
    for (const page of [
      await admin.get('/control/organizer/acme/membershiptypes'),
      await admin.get(`/control/organizer/acme/customer/${ann.identifier}/`),
      await browser.get('/acme/account/memberships'),
    ]) {
      expect(page.text).toContain('&lt;img src=x')
      expect(page.text).not.toContain('<img src=x')
    }
  })

  it('no name slips in while an account is anonymised', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann, own } = await prepared(foyer)
    const { db } = foyer.platform
    const [inserted, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const id = newId<MembershipId>(foyer.platform.random)
    const stored = db.q.selectFrom('memberships').selectAll().where('id', '=', own.id)
    const { organizer_id: _, ...row } = await stored.executeTakeFirstOrThrow()
    const named = { attendee_name_parts: '{"full_name":"Planted"}', attendee_name_cached: 'Planted' }
    const granting = db.transaction(async (trx) => {
      await holderStore(trx).hold(acme.id, ann.id)
      await membershipStore(trx).insert(acme.id, { ...row, ...named, id })
      inserted.resolve()
      await mayEnd.promise
    })
    await inserted.promise
    const holder = foyer.features.customers.personalData.find(({ key }) => key === 'memberships')
    const erasing = db.transaction(async (trx) => holder?.erase(trx, acme, ann))
    await setTimeout(300)
    mayEnd.resolve()
    await Promise.all([granting, erasing])
    expect(await foyer.features.memberships.byId(acme.id, id)).toMatchObject({ attendeeName: '' })
  })

  it('an account that is anonymised loses the names, keeps the memberships and gets no new one', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, ann, type } = await prepared(foyer)
    const attendeeNameParts = { _scheme: 'full', full_name: 'Planted Marker' }
    const { id } = await newMembership(foyer, acme, ann, type, { attendeeNameParts })
    const admin = await staffBrowser(foyer, { organizer: acme })
    await foyer.features.customers.anonymize(acme, ann.id, SYSTEM)
    expect(await foyer.features.memberships.byId(acme.id, id)).toMatchObject({
      attendeeName: '',
      attendeeNameParts: {},
    })
    const home = `/control/organizer/acme/customer/${ann.identifier}/`
    expect((await admin.get(`${home}membership/add`)).status).toBe(404)
    await expect(newMembership(foyer, acme, ann, type)).rejects.toMatchObject({ code: 'not_found' })
    await expect(foyer.features.memberships.update(acme, id, { attendeeNameParts }, SYSTEM)).rejects.toMatchObject({
      code: 'not_found',
    })
    const rows = await foyer.platform.db.q.selectFrom('audit_log').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('Planted')
  })
})
