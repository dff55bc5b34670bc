import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { newMembership, newType, useMembership } from '../support/memberships.ts'
import { staffBrowser } from '../support/office.ts'
import { newCustomer } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const SYSTEM = { type: 'system' } as const

async function prepared(foyer: TestServer) {
  const acme = await foyer.organizer('acme', { name_scheme: 'given_family', time_zone: 'Europe/Berlin' })
  const customer = await newCustomer(foyer, acme)
  const staff = await staffBrowser(foyer, { organizer: acme })
  const type = await newType(foyer, acme)
  const home = `/control/organizer/acme/customer/${customer.identifier}/`
  const page = async () => parse((await staff.get(home)).text)
  const stored = async () => {
    const { items } = await foyer.features.memberships.ofCustomer(acme.id, customer.id, { limit: 50 })
    return items
  }
  return { acme, customer, staff, type, home, page, stored }
}

const filled = { date_start: '2027-09-01T00:00', date_end: '2028-08-31T23:59', given_name: 'Tom', family_name: 'Ash' }

describeOnBoth('memberships in the back office', (kind) => {
  it('66: are granted with type, start, end and for whom, and stand on the customer’s page', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, staff, type, home, page, stored } = await prepared(foyer)
    expect((await page()).text('main')).toContain('No memberships.')
    const form = await staff.get(`${home}membership/add`)
    expect(parse(form.text).form('membership/add')?.values.membership_type).toBe(type.id)
    const done = await staff.submit('', filled, { page: form, follow: true })
    expect(parse(done.text).text('[role=status]')).toContain('Season pass is granted.')
    expect(await stored()).toMatchObject([
      {
        type: { id: type.id },
        startsAt: Date.parse('2027-09-01T00:00:00+02:00'),
        endsAt: Date.parse('2028-08-31T23:59:59.999+02:00'),
        attendeeName: 'Tom Ash',
        isTest: false,
        isCanceled: false,
        used: 0,
      },
    ])
    const text = (await page()).text('main') ?? ''
    expect(text).toMatch(/Season pass.*Tom Ash.*until 31 Aug 2028.*from 1 Sept 2027.*0 of 10.*By hand.*Not yet valid/)
    expect(text).toContain('Membership granted: Season pass')
    const [entry] = await foyer.features.audit.list(acme.id, { limit: 1 })
    expect(entry).toMatchObject({
      action: 'pretix.customer.membership.created',
      actorType: 'staff',
      objectType: 'customer',
      after: {
        date_start: '2027-09-01 00:00',
        date_end: '2028-08-31 23:59',
        attendee_name_parts: { given_name: 'Tom' },
      },
    })
  })

  it('8.1.19: end after they start; each wrong field is named and what was typed is kept', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, staff, home, stored } = await prepared(foyer)
    await newType(foyer, acme, { name: { en: 'Other' } })
    const add = `${home}membership/add`
    const backwards = await staff.submit(add, { ...filled, date_end: '2027-08-31T23:59', family_name: 'x<y' })
    expect(backwards.status).toBe(422)
    const shown = parse(backwards.text)
    expect(shown.all('.error-list li')).toEqual([
      'Type: Choose a membership type of this organizer.',
      'Valid until: The end must come after the start.',
      'Family name: A name cannot contain “<”.',
    ])
    expect(shown.attribute('#f-date_end', 'aria-invalid')).toBe('true')
    expect(shown.attribute('#f-date_start', 'value')).toBe('2027-09-01T00:00')
    expect(shown.attribute('#f-given_name', 'value')).toBe('Tom')
    for (const date_start of ['', 'soon', '2027-02-30T10:00', '0001-01-01T00:00', '9999-12-31T23:59']) {
      expect((await staff.submit(add, { ...filled, date_start })).status).toBe(422)
    }
    const foreign = await newType(foyer, await foyer.organizer('other'))
    const answer = await staff.submit(add, { ...filled, membership_type: foreign.id })
    expect([answer.status, parse(answer.text).all('.error-list li').length]).toEqual([422, 1])
    expect(await stored()).toEqual([])
  })

  it('67: are changed, with before and after in the history', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, staff, type, home, page, stored } = await prepared(foyer)
    const { id } = await newMembership(foyer, acme, customer, type)
    const edit = `${home}membership/${id}/edit`
    await staff.submit(edit, filled)
    expect(await stored()).toMatchObject([{ id, attendeeName: 'Tom Ash' }])
    expect((await page()).text('main')).toContain('Membership changed: Season pass')
    const again = await staff.submit(edit, {}, { follow: true })
    expect(parse(again.text).text('[role=status]')).toContain('Nothing was changed.')
    const [entry] = await foyer.features.audit.list(acme.id, { limit: 1 })
    expect(entry).toMatchObject({
      action: 'pretix.customer.membership.changed',
      before: { attendee_name_parts: null },
      after: { date_end: '2028-08-31 23:59', attendee_name_parts: { given_name: 'Tom' } },
      detail: { membership_id: id },
    })
  })

  it('are cancelled, and that can be taken back; each once in the history', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, staff, type, home, page, stored } = await prepared(foyer)
    const { id } = await newMembership(foyer, acme, customer, type)
    await useMembership(foyer, acme, customer, id)
    const question = await staff.get(`${home}membership/${id}/cancel`)
    expect(parse(question.text).text('main')).toContain('1 ticket that was bought with it stays.')
    const done = await staff.submit('', {}, { page: question, follow: true })
    expect(parse(done.text).text('[role=status]')).toContain('Season pass is cancelled.')
    expect((await page()).text('tbody tr')).toContain('Cancelled')
    const twice = await staff.submit('', {}, { page: question, follow: true })
    expect(parse(twice.text).text('[role=status]')).toContain('It was so already.')
    await staff.submit(`${home}membership/${id}/edit`, {}, { form: 'restore' })
    expect(await stored()).toMatchObject([{ isCanceled: false, used: 1 }])
    const object = { type: 'customer', id: customer.id } as const
    const actions = (await foyer.features.audit.list(acme.id, { limit: 20, object })).map(({ action }) => action)
    expect(actions.filter((action) => action === 'pretix.customer.membership.changed')).toHaveLength(2)
  })

  it('are deleted only if they are tests that no ticket uses', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, staff, type, home, stored } = await prepared(foyer)
    const live = await newMembership(foyer, acme, customer, type)
    const used = await newMembership(foyer, acme, customer, type, { isTest: true })
    const free = await newMembership(foyer, acme, customer, type, { isTest: true })
    const question = await staff.get(`${home}membership/${used.id}/delete`)
    await useMembership(foyer, acme, customer, used.id, { testmode: true, status: 'c' })
    const path = (id: string) => `${home}membership/${id}/delete`

    const refused = await staff.submit('', {}, { page: question })
    expect(refused.status).toBe(409)
    expect(parse(refused.text).text('main')).toContain('A ticket uses this membership')
    const alive = parse((await staff.get(path(live.id))).text)
    expect(alive.text('main')).toContain('Only test memberships can be deleted. Cancel this one, or set its end.')
    expect(alive.form('delete')).toBeNull()
    const token = parse((await staff.get(home)).text).form()?.values._csrf ?? ''
    expect((await staff.post(path(live.id), { _csrf: token })).status).toBe(409)
    const done = await staff.submit(path(free.id), {}, { follow: true })
    expect(parse(done.text).text('[role=status]')).toContain('Season pass is deleted.')
    expect((await stored()).map(({ id }) => id).sort()).toEqual([live.id, used.id].sort())
    const [entry] = await foyer.features.audit.list(acme.id, { limit: 1 })
    expect(entry?.action).toBe('pretix.customer.membership.deleted')
  })

  it('show what they are used for', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, staff, type, home, page } = await prepared(foyer)
    const { id } = await newMembership(foyer, acme, customer, type)
    const paid = await useMembership(foyer, acme, customer, id)
    const gone = await useMembership(foyer, acme, customer, id, { status: 'c' })
    const edit = parse((await staff.get(`${home}membership/${id}/edit`)).text)
    expect(edit.text('main')).toContain('1 of 10')
    expect(edit.all('tbody tr').sort()).toEqual(
      [`24 Oct 2026GalaStalls${paid}-1Booked`, `24 Oct 2026GalaDoes not count${gone}-1Cancelled`].sort(),
    )
    expect((await page()).attribute('progress', 'value')).toBe('1')
  })

  it('are not overwritten by the second of two who change them at once', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, staff, type, home, stored } = await prepared(foyer)
    const times = { startsAt: Date.parse('2027-01-01T00:00+01:00'), endsAt: Date.parse('2027-12-31T23:59+01:00') }
    const { id } = await newMembership(foyer, acme, customer, type, times)
    const edit = `${home}membership/${id}/edit`
    const mine = await staff.get(edit)
    await staff.submit(edit, { date_start: '2027-02-02T00:00', date_end: '2028-02-02T23:59' })
    const conflict = await staff.submit('', { date_end: '2029-03-03T23:59', given_name: 'Tom' }, { page: mine })
    expect(conflict.status).toBe(409)
    const shown = parse(conflict.text)
    expect(shown.all('fieldset tbody tr')).toEqual(['Valid until2028-02-02 23:592029-03-03 23:59'])
    expect(shown.text('main')).toContain('Saved meanwhile, and taken over: Valid from: 2027-02-02 00:00')
    expect(shown.form('edit')?.values).toMatchObject({
      date_start: '2027-02-02T00:00',
      date_end: '2029-03-03T23:59',
      given_name: 'Tom',
      'keep-date_end': 'theirs',
    })
    const [before] = await stored()
    expect(before).toMatchObject({ endsAt: Date.parse('2028-02-02T23:59:59.999+01:00'), attendeeName: '' })

    expect((await staff.submit('', {}, { page: conflict })).status).toBe(303)
    expect(await stored()).toMatchObject([{ endsAt: before?.endsAt, attendeeName: 'Tom' }])
    const late = await staff.submit('', { 'keep-date_end': 'mine' }, { page: conflict })
    expect(late.status).toBe(409)
    expect((await staff.submit('', { 'keep-date_end': 'mine' }, { page: late })).status).toBe(303)
    expect(await stored()).toMatchObject([{ endsAt: Date.parse('2029-03-03T23:59:59.999+01:00') }])

    const open = await staff.get(edit)
    await foyer.features.memberships.setCanceled(acme, id, true, SYSTEM)
    const canceled = await staff.submit('', { given_name: 'Tim' }, { page: open })
    expect([canceled.status, parse(canceled.text).text('.notice')]).toEqual([
      409,
      expect.stringContaining('taken over: Status: Cancelled.'),
    ])
    expect((await staff.submit('', {}, { page: canceled })).status).toBe(303)
    expect(await stored()).toMatchObject([{ attendeeName: 'Tim', isCanceled: true }])
  })

  it('of fifty who change one at the same time, from the same page, one wins', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, type, stored } = await prepared(foyer)
    const { memberships } = foyer.features
    const { id, modifiedAt, endsAt } = await newMembership(foyer, acme, customer, type)
    const tries = Array.from({ length: 50 }, (_, index) =>
      memberships.update(acme, id, { endsAt: endsAt + (index + 1) * 1000 }, SYSTEM, modifiedAt),
    )
    const settled = await Promise.allSettled(tries)
    const won = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value.endsAt] : []))
    expect(won).toHaveLength(1)
    expect(settled.filter((one) => one.status === 'rejected').map((one) => one.reason.code)).toEqual(
      Array.from({ length: 49 }, () => 'changed_meanwhile'),
    )
    expect((await stored()).map((one) => one.endsAt)).toEqual(won)
  })
})
