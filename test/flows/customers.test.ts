import { expect, it } from 'vitest'
import type { CustomerOrdering } from '../../src/features/customers/types.ts'
import { isLoggedIn, linkIn, logIn, makeCustomer, PASSWORD } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { startFoyer } from '../support/server.ts'

const LIST = '/control/organizer/acme/customers'
const SYSTEM = { type: 'system' } as const

describeOnBoth('customers in the back office', (kind) => {
  it('are listed newest first, in pages that lead on and back', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    const empty = parse((await staff.get(LIST)).text)
    expect(empty.text('.empty')).toContain('No customers yet')
    for (let i = 100; i < 160; i++) {
      await makeCustomer(foyer, acme, { email: `c${i}@example.org`, name: `Customer ${i}`, password: null })
    }
    const names = (html: string) => parse(html).all('th[scope=row] a')
    const first = await staff.get(`${LIST}?ordering=name`)
    expect(names(first.text)).toEqual(Array.from({ length: 25 }, (_, i) => `Customer ${100 + i}`))
    expect(first.text).toContain('25 of 60 customers')
    expect(parse(first.text).links('Newer')).toEqual([])
    const second = await staff.get(parse(first.text).links('Older')[0] ?? '')
    expect(names(second.text)[0]).toBe('Customer 125')
    const third = await staff.get(parse(second.text).links('Older')[0] ?? '')
    expect(names(third.text)).toHaveLength(10)
    expect(parse(third.text).links('Older')).toEqual([])
    const back = await staff.get(parse(third.text).links('Newer')[0] ?? '')
    expect(names(back.text)).toEqual(names(second.text))
    const home = await staff.get(parse(back.text).links('Newer')[0] ?? '')
    expect(names(home.text)).toEqual(names(first.text))
    expect(parse(home.text).links('Newer')).toEqual([])
    for (const cursor of ['x', 'WyJvbGRlciIsMSwiYSJd', '%00', 'W10']) {
      expect((await staff.get(`${LIST}?ordering=name&cursor=${cursor}`)).status).toBe(200)
    }
  })

  it.each<CustomerOrdering>(['email', 'name', 'identifier', 'created', 'last_login'])(
    'are found once each when sorted by %s, in both directions',
    async (ordering) => {
      await using foyer = await startFoyer(kind)
      const acme = await foyer.organizer('acme')
      const { customers } = foyer.features
      const ids: string[] = []
      for (let i = 0; i < 23; i++) {
        const { id } = await makeCustomer(foyer, acme, {
          email: `c${i}@example.org`,
          name: `Same name ${i % 3}`,
          password: null,
        })
        ids.push(id)
        if (i % 2) await customers.recordLogin(foyer.platform.db.q, acme.id, id, 1000 + (i % 5))
        if (i % 6 === 5) await customers.anonymize(acme, id, SYSTEM)
      }
      for (const descending of [false, true]) {
        const forwards: string[][] = []
        const backwards: string[][] = []
        let page = await customers.list(acme.id, { ordering, descending, limit: 4 })
        forwards.push(page.customers.map(({ id }) => id))
        while (page.older !== null) {
          page = await customers.list(acme.id, { ordering, descending, limit: 4, cursor: page.older })
          forwards.push(page.customers.map(({ id }) => id))
        }
        expect(forwards.flat().sort()).toEqual([...ids].sort())
        expect(page.customers.length).toBe(3)
        while (page.newer !== null) {
          page = await customers.list(acme.id, { ordering, descending, limit: 4, cursor: page.newer })
          backwards.unshift(page.customers.map(({ id }) => id))
        }
        expect(backwards).toEqual(forwards.slice(0, -1))
      }
    },
  )

  it('are found by any part of what is known of them, whatever the case', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    const anna = await makeCustomer(foyer, acme, {
      email: 'anna@posteo.example',
      name: 'Anna-Lena GRÖSSWÜRTH',
      phone: '+493415550148',
      notes: 'Wheelchair seat in row 7, 100% sure',
      password: null,
    })
    await makeCustomer(foyer, acme, { email: 'tom@example.org', name: 'Tom Ashworth', password: null })
    const found = async (query: string) => {
      const page = parse((await staff.get(`${LIST}?query=${encodeURIComponent(query)}`)).text)
      return page.all('th[scope=row] a')
    }
    const queries = [
      'größw',
      'GROSSW',
      'POSTEO',
      'row 7',
      '0341 / 555',
      `#${anna.identifier.slice(0, 4).toLowerCase()}`,
      '100%',
    ]
    for (const query of queries) expect(await found(query)).toEqual(['Anna-Lena GRÖSSWÜRTH'])
    for (const query of ['%', '_', "'", '!', anna.identifier.slice(2)]) {
      expect((await found(query)).includes('Tom Ashworth')).toBe(false)
    }
    const nothing = parse((await staff.get(`${LIST}?query=nobody`)).text)
    expect(nothing.text('.empty')).toContain('No customer matches')
    expect(nothing.links('Clear all filters')).toEqual([LIST])
  })

  it('are counted by status', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    await makeCustomer(foyer, acme, { email: 'a@example.org', name: 'Active' })
    await makeCustomer(foyer, acme, { email: 'b@example.org', name: 'Waiting', isVerified: false })
    await makeCustomer(foyer, acme, { email: 'c@example.org', name: 'Off', isActive: false })
    await makeCustomer(foyer, acme, { email: 'd@example.org', name: 'Off, too', isActive: false, isVerified: false })
    const page = parse((await staff.get(`${LIST}?status=disabled&ordering=name`)).text)
    expect(page.all('.line-tabs .count')).toEqual(['4', '1', '1', '2'])
    expect(page.text('.line-tabs [aria-current]')).toContain('Disabled')
    expect(page.all('th[scope=row] a')).toEqual(['Off', 'Off, too'])
  })

  it('are created, shown with their history, and invited by a link', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme', { name_scheme: 'given_family', time_zone: 'Europe/Berlin' })
    const staff = await staffBrowser(foyer)
    const bad = await staff.submit('/control/organizer/acme/customer/add', {
      given_name: '<b>',
      family_name: 'Example',
      email: 'ann@example',
      phone: '12',
      identifier: '-',
    })
    expect(bad.status).toBe(422)
    expect(parse(bad.text).text('.notice-title')).toContain('3 fields need another look')
    expect(parse(bad.text).form()?.values).toMatchObject({ family_name: 'Example', email: 'ann@example', phone: '12' })
    const made = await staff.submit(
      '',
      { given_name: 'Ann', email: 'Ann@Example.org', phone: '0341 555 0148', identifier: 'VIP-1', notes: 'Row 7' },
      { page: bad },
    )
    expect([made.status, made.location]).toEqual([303, '/control/organizer/acme/customer/VIP-1/'])
    const page = await staff.get(made.location ?? '')
    expect(parse(page.text).text('h1')).toBe('Ann Example')
    for (const text of [
      'ann@example.org',
      '+49 341 5550148',
      'Row 7',
      'No password yet',
      'Account created',
      'Jonas Weber',
    ]) {
      expect(page.text).toContain(text)
    }
    const sent = await staff.submit('', { action: 'pwreset' }, { page, form: 'VIP-1', follow: true })
    expect(sent.text).toContain('A link to set a password is on its way to ann@example.org.')
    expect(sent.text).toContain('Link to set a password sent')
    await foyer.deliver()
    const browser = foyer.client()
    expect(foyer.mails.to('ann@example.org')).toHaveLength(2)
    await browser.submit(linkIn(foyer.mails.to('ann@example.org').at(-1)), {
      password: PASSWORD,
      password_repeat: PASSWORD,
    })
    await logIn(browser)
    const history = parse((await staff.get(made.location ?? '')).text).all('.timeline-list li > p:first-child')
    const sentTwice = ['Link to set a password sent', 'Link to set a password sent']
    expect(history.filter((what) => what !== 'Account activated')).toEqual([
      'Logged in',
      'Password set',
      ...sentTwice,
      'Account created',
    ])
  })

  it('are changed, with before and after in the history, and lose their sessions with a new address', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    const ann = await makeCustomer(foyer, acme)
    await makeCustomer(foyer, acme, { email: 'tom@example.org', name: 'Tom Ashworth' })
    const browser = foyer.client()
    await logIn(browser)
    const edit = `/control/organizer/acme/customer/${ann.identifier}/edit`
    const noted = await staff.submit(edit, { notes: 'Row 7\r\nCalled' }, { follow: true })
    expect(noted.text).toContain('The changes are saved.')
    expect(await isLoggedIn(browser)).toBe(true)
    const taken = await staff.submit(edit, { email: 'TOM@example.org' })
    expect(taken.status).toBe(422)
    expect(taken.text).toContain('Tom Ashworth (')
    expect(parse(taken.text).form()?.values.email).toBe('TOM@example.org')
    const moved = await staff.submit('', { email: 'new@example.org' }, { page: taken, follow: true })
    expect(moved.text).toContain('new@example.org')
    expect(parse(moved.text).text('.change del')).toBe('ann@example.org')
    expect(await isLoggedIn(browser)).toBe(false)
    const same = await staff.submit(edit, {}, { follow: true })
    expect(same.text).toContain('Nothing was changed.')
    const { is_active: _, ...form } = parse((await staff.get(edit)).text).form()?.values ?? {}
    const off = await staff.post(edit, form, { follow: true })
    expect(parse(off.text).text('.page-head .state')).toBe('Disabled')
    expect((await foyer.features.customers.byId(acme.id, ann.id))?.notes).toBe('Row 7\nCalled')
  })

  it('are not overwritten by somebody who did not see the latest change', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    const { id, identifier } = await makeCustomer(foyer, acme)
    const edit = `/control/organizer/acme/customer/${identifier}/edit`
    const early = await staff.get(edit)
    await foyer.features.customers.update(acme, id, { notes: 'From Priya' }, SYSTEM)
    const conflict = await staff.submit('', { notes: 'Mine' }, { page: early })
    expect(conflict.status).toBe(409)
    const choice = parse(conflict.text).all('fieldset.notice tbody tr').join()
    expect(choice).toContain('From Priya')
    expect(choice).toContain('Mine')
    const stored = async () => (await foyer.features.customers.byId(acme.id, id))?.notes
    expect(await stored()).toBe('From Priya')
    expect((await staff.submit('', {}, { page: conflict })).status).toBe(303)
    expect(await stored()).toBe('From Priya')
    expect((await staff.submit('', { 'keep-notes': 'mine' }, { page: conflict })).status).toBe(303)
    expect(await stored()).toBe('Mine')
  })

  it('keep what each of two people changed in other fields, without a question', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    const { id, identifier } = await makeCustomer(foyer, acme)
    const early = await staff.get(`/control/organizer/acme/customer/${identifier}/edit`)
    await foyer.features.customers.update(acme, id, { phone: '+493415550148', isActive: false }, SYSTEM)
    expect((await staff.submit('', { notes: 'Mine' }, { page: early })).status).toBe(303)
    const after = await foyer.features.customers.byId(acme.id, id)
    expect(after).toMatchObject({ notes: 'Mine', phone: '+493415550148', isActive: false })
  })

  it('are each changed by one of fifty who save at once, and the others are asked', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    const { id, identifier } = await makeCustomer(foyer, acme)
    const page = await staff.get(`/control/organizer/acme/customer/${identifier}/edit`)
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => staff.submit('', { notes: `Note ${i}` }, { page })),
    )
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(49)
    const changed = await foyer.features.audit.list(acme.id, {
      limit: 60,
      object: { type: 'customer', id },
      actions: ['pretix.customer.changed'],
    })
    expect(changed).toHaveLength(1)
  })

  it('are anonymised after a preview, with nothing personal left', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    const ann = await makeCustomer(foyer, acme, { notes: 'Row 7', phone: '+493415550148' })
    const browser = foyer.client()
    await logIn(browser)
    await browser.submit('/acme/account/pwreset', { email: 'ann@example.org' })
    await foyer.deliver()
    foyer.mails.failWith(new Error('not now'))
    const { q } = foyer.platform.db
    const waiting = { to: 'ann@example.org', subject: 'Ann', html: '<p>Ann</p>', text: 'Ann', fromName: 'acme' }
    await foyer.platform.mailer.queue(q, { organizerId: acme.id, topic: 'customer.reset', mail: waiting })
    const view = `/control/organizer/acme/customer/${ann.identifier}/`
    const preview = await staff.get(`${view}anonymize`)
    expect(parse(preview.text).text('h1')).toBe('Anonymise Ann Example')
    expect((await foyer.features.customers.byId(acme.id, ann.id))?.email).toBe('ann@example.org')
    const done = await staff.submit('', {}, { page: preview, follow: true })
    expect(done.text).toContain(`The customer ${ann.identifier} is anonymised.`)

    foyer.mails.failWith(null)
    await foyer.deliver()
    expect(foyer.mails.to('ann@example.org')).toHaveLength(1)
    const left = JSON.stringify([
      await q.selectFrom('customers').selectAll().execute(),
      await q.selectFrom('audit_log').selectAll().where('object_id', '=', ann.id).execute(),
      await q.selectFrom('customer_sessions').selectAll().execute(),
      await q.selectFrom('mail_links').selectAll().execute(),
      await q.selectFrom('outbox').selectAll().execute(),
    ])
    for (const trace of ['ann@example', 'Ann', 'Example', '3415550148', 'Row 7', '$argon2']) {
      expect(left.toLowerCase()).not.toContain(trace.toLowerCase())
    }
    expect(await isLoggedIn(browser)).toBe(false)
    expect((await browser.get(linkIn(foyer.mails.to('ann@example.org')[0]))).status).toBe(410)
    for (const page of ['edit', 'anonymize']) expect((await staff.get(view + page)).status).toBe(404)
    expect((await staff.get(LIST)).text).toContain('Anonymised')
    await expect(foyer.features.customers.update(acme, ann.id, { email: 'x@example.org' }, SYSTEM)).rejects.toThrow()
    await makeCustomer(foyer, acme)
  })

  it('keep a name in its own scheme when the organizer asks in another way', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', { name_scheme: 'given_family' })
    const staff = await staffBrowser(foyer)
    const customer = await foyer.platform.db.transaction((trx) =>
      foyer.features.customers.create(
        trx,
        acme,
        {
          email: 'ann@example.org',
          nameParts: { _scheme: 'given_family', given_name: 'Ann', family_name: 'Example' },
          locale: 'en',
          isVerified: true,
        },
        SYSTEM,
      ),
    )
    await foyer.features.organizers.set(acme, { name_scheme: 'full' }, SYSTEM)
    const edit = `/control/organizer/acme/customer/${customer.identifier}/edit`
    expect((await staff.submit(edit, { family_name: 'Sample' })).status).toBe(303)
    expect((await foyer.features.customers.byId(acme.id, customer.id))?.nameParts).toEqual({
      _scheme: 'given_family',
      given_name: 'Ann',
      family_name: 'Sample',
    })
  })
})
