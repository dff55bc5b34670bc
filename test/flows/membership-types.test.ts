import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { newMembership, newType } from '../support/memberships.ts'
import { staffBrowser } from '../support/office.ts'
import { newCustomer } from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'

const BASE = '/control/organizer/acme'

describeOnBoth('membership types', (kind) => {
  it('61, 62, 63, 64: are listed, created, changed and deleted', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const staff = await staffBrowser(foyer, { organizer: acme })
    const empty = parse((await staff.get(`${BASE}/membershiptypes`)).text)
    expect(empty.text('main')).toContain('No membership types yet')
    expect(empty.text('nav [aria-current]')).toBe('Membership types')

    const fields = { name_en: 'Week pass', name_de: '', max_usages: '7' }
    const made = await staff.submit(`${BASE}/membershiptype/add`, fields, { follow: true })
    expect(parse(made.text).text('[role=status]')).toContain('Week pass is created.')
    expect(parse(made.text).text('tbody tr')).toMatch(/Week pass.*Personal.*7 uses.*0/)
    const [type] = await foyer.features.memberships.types(acme.id)
    expect(type).toMatchObject({
      name: { en: 'Week pass' },
      maxUsages: 7,
      transferable: false,
      allowParallelUsage: false,
    })

    const edit = `${BASE}/membershiptype/${type?.id}/edit`
    await staff.submit(edit, { transferable: 'on', max_usages: '', name_de: 'Wochenkarte' })
    const [changed] = await foyer.features.memberships.types(acme.id)
    expect(changed).toMatchObject({
      name: { en: 'Week pass', de: 'Wochenkarte' },
      transferable: true,
      maxUsages: null,
    })
    const [entry] = await foyer.features.audit.list(acme.id, { limit: 1 })
    expect(entry).toMatchObject({
      action: 'pretix.membershiptype.changed',
      before: { transferable: false, max_usages: 7, name_de: null },
      after: { transferable: true, max_usages: null, name_de: 'Wochenkarte' },
    })

    const gone = await staff.submit(`${BASE}/membershiptype/${type?.id}/delete`, {}, { follow: true })
    expect(parse(gone.text).text('[role=status]')).toContain('Week pass is deleted.')
    expect(await foyer.features.memberships.types(acme.id)).toEqual([])
    expect((await staff.get(edit)).status).toBe(404)
  })

  it('may be used never at all, but not less than that; each wrong field is named', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const staff = await staffBrowser(foyer, { organizer: acme })
    const add = `${BASE}/membershiptype/add`
    const wrong = await staff.submit(add, { name_en: ' ', name_de: 'x'.repeat(191), max_usages: '0' })
    expect(wrong.status).toBe(422)
    expect(parse(wrong.text).attribute('#f-name_de', 'aria-invalid')).toBe('true')
    expect(parse(wrong.text).attribute('#f-max_usages', 'value')).toBe('0')
    const nameless = parse((await staff.submit(add, { name_en: '', name_de: '' })).text)
    expect(nameless.text('.error-list')).toContain('Enter a name in one language at least.')
    for (const max_usages of ['-1', '1.5', 'many', '9'.repeat(20), '1000001']) {
      const answer = await staff.submit(add, { name_en: 'Pass', max_usages })
      expect([answer.status, parse(answer.text).attribute('#f-max_usages', 'value')]).toEqual([422, max_usages])
    }
    expect((await staff.submit(add, { name_en: 'Never', max_usages: '0' })).status).toBe(303)
    expect(await foyer.features.memberships.types(acme.id)).toMatchObject([{ maxUsages: 0 }])
  })

  it('65: stay while memberships have them, with the reason', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const staff = await staffBrowser(foyer, { organizer: acme })
    const customer = await newCustomer(foyer, acme)
    const type = await newType(foyer, acme)
    const path = `${BASE}/membershiptype/${type.id}/delete`
    const question = await staff.get(path)
    await newMembership(foyer, acme, customer, type)
    await newMembership(foyer, acme, customer, type)
    const refused = await staff.submit(path, {}, { page: question })
    expect(refused.status).toBe(409)
    expect(parse(refused.text).text('main')).toContain('2 memberships have this type, so it cannot be deleted.')
    expect(parse((await staff.get(path)).text).text('main')).toContain('2 memberships have this type')
    expect(parse((await staff.get(`${BASE}/membershiptypes`)).text).text('tbody tr')).toMatch(/Season pass.*2$/)
    expect(await foyer.features.memberships.types(acme.id)).toHaveLength(1)
  })

  it('are never deleted under a membership that is granted at the same moment', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const customer = await newCustomer(foyer, acme)
    const { kinds } = foyer.features.memberships
    for (let round = 0; round < 10; round++) {
      const type = await newType(foyer, acme)
      const [removed, granted] = await Promise.allSettled([
        kinds.remove(acme, type.id, { type: 'system' }),
        newMembership(foyer, acme, customer, type),
      ])
      const left = await kinds.byId(acme.id, type.id)
      if (removed.status === 'fulfilled') {
        expect(left).toBeNull()
        expect(granted).toMatchObject({ status: 'rejected', reason: { code: 'invalid_input' } })
      } else {
        expect(removed.reason).toMatchObject({ code: 'membership_type_in_use' })
        expect([left?.id, granted.status]).toEqual([type.id, 'fulfilled'])
      }
    }
  })

  it('are paged, the newest first', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const staff = await staffBrowser(foyer, { organizer: acme })
    for (let number = 1; number <= 52; number++) await newType(foyer, acme, { name: { en: `Pass ${number}` } })
    const first = parse((await staff.get(`${BASE}/membershiptypes`)).text)
    expect(first.all('tbody tr')).toHaveLength(50)
    const [older = ''] = first.links('Older')
    const second = parse((await staff.get(older)).text)
    expect(second.all('tbody tr')).toHaveLength(2)
    const [newer = ''] = second.links('Newer')
    expect(parse((await staff.get(newer)).text).all('tbody tr')).toEqual(first.all('tbody tr'))
    expect((await staff.get(`${BASE}/membershiptypes?cursor=nonsense`)).status).toBe(200)
  })
})
