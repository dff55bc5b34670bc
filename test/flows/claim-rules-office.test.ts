import { expect, it } from 'vitest'
import { ruleOf, ruleScene } from '../support/claim-rules.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { startFoyer } from '../support/server.ts'

const SYSTEM = { type: 'system' } as const

describeOnBoth('rules and tags in the back office', (kind) => {
  it('a rule is checked against the last logins before it is saved, changed and deleted', async () => {
    await using foyer = await startFoyer(kind)
    const { claimRules, memberships: service } = foyer.features
    const { organizer, provider, type, logIn, memberships } = await ruleScene(foyer)
    const staff = await staffBrowser(foyer, { organizer })
    const base = `/control/organizer/acme/ssoprovider/${provider.id}/`
    const main = (html: string) => parse(html).text('main') ?? ''
    expect(main((await staff.get(`${base}edit`)).text)).toContain('No rules yet.')

    const filled = {
      claim: 'groups',
      operator: 'contains',
      value: 'student',
      effect: 'membership',
      membership_type: type.id,
      valid_days: '30',
      is_active: 'on',
    }
    const early = await staff.submit(`${base}rules/add`, { ...filled, do: 'check' })
    expect([early.status, main(early.text)]).toEqual([200, expect.stringContaining('Nobody has logged in')])
    const { customer: ann } = await logIn('ann', ['student', 'staff'])
    await logIn('bob', ['staff'])
    const checked = await staff.submit(`${base}rules/add`, { ...filled, do: 'check' })
    expect(main(checked.text)).toContain('The last login shows: ["staff"]. The rule does not hold.')
    expect(main(checked.text)).toMatch(/shows these claims: .*groups/)
    expect(main(checked.text)).toContain('It holds for 1 of the last 2 people who logged in.')
    expect(main(checked.text)).toContain('Would give the membership Student pass to 1 of them')
    expect(main(checked.text)).toContain('for the 500 people who logged in last')
    expect(parse(checked.text).form('rules/add')?.values).toMatchObject({ claim: 'groups', value: 'student' })
    expect(await claimRules.of(organizer.id, provider.id)).toEqual([])

    const wrong = await staff.submit(`${base}rules/add`, { ...filled, claim: '', valid_days: 'x', value: '<b>' })
    expect(wrong.status).toBe(422)
    expect(parse(wrong.text).all('.error-list li')).toEqual([
      'Claim: Enter the name of a claim.',
      'Days after the last login: Enter a number of days from 1 to 3660.',
    ])
    expect(parse(wrong.text).attribute('#f-value', 'value')).toBe('<b>')
    const noType = await staff.submit(`${base}rules/add`, { ...filled, membership_type: 'x' })
    expect(parse(noType.text).all('.error-list li')).toEqual([
      'Membership type: Choose a membership type of this organizer.',
    ])

    const added = await staff.submit(`${base}rules/add`, filled)
    expect([added.status, added.location]).toEqual([303, `${base}edit`])
    await logIn('ann', ['student'])
    const list = main((await staff.get(`${base}edit`)).text)
    expect(list).toMatch(/groups contains “student”.*Membership Student pass, 30 days after the last login.*1.*On/)
    const customerPage = main((await staff.get(`/control/organizer/acme/customer/${ann.identifier}/`)).text)
    expect(customerPage).toContain('SSO rule: groups contains "student"')
    expect(customerPage).toMatch(/Membership granted: Student pass.*Rule.*groups contains "student"/)

    const stuck = await staff.get(`/control/organizer/acme/membershiptype/${type.id}/delete`)
    await service.setCanceled(organizer, (await memberships(ann))[0]?.id ?? ('' as never), true, SYSTEM)
    expect(main(stuck.text)).toContain('cannot be deleted')
    const free = await service.kinds.create(organizer, { name: { en: 'Free pass' } }, SYSTEM)
    const [rule] = await claimRules.of(organizer.id, provider.id)
    const edit = `${base}rules/${rule?.id}/edit`
    expect(main((await staff.get(edit)).text)).toContain('The rule holds.')
    const lost = await staff.submit(edit, { value: 'staff', do: 'check' })
    expect(main(lost.text)).toContain('1 of them has it from this rule and loses it when you save.')
    await staff.submit(edit, { value: 'staff', membership_type: free.id }, { follow: true })
    expect(await claimRules.of(organizer.id, provider.id)).toMatchObject([
      { value: 'staff', effect: { typeId: free.id } },
    ])
    const kept = await staff.get(`/control/organizer/acme/membershiptype/${free.id}/delete`)
    expect(main(kept.text)).toContain('A rule of an SSO provider gives memberships of this type.')

    const asked = await staff.get(`${base}rules/${rule?.id}/delete`)
    expect(main(asked.text)).toContain('Nobody has anything from this rule now.')
    const gone = await staff.submit('', {}, { page: asked })
    expect([gone.status, await claimRules.of(organizer.id, provider.id)]).toEqual([303, []])
  })

  it('tags are added and removed, filter the list and stand in files; those of rules stay', async () => {
    await using foyer = await startFoyer(kind)
    const { customers, customerTags } = foyer.features
    const { organizer, add, logIn, history } = await ruleScene(foyer)
    await add(ruleOf('student', { kind: 'tag', tag: 'campus' }))
    const { customer: ann } = await logIn('ann', ['student'])
    const { customer: bob } = await logIn('bob')
    const staff = await staffBrowser(foyer, { organizer })
    const page = `/control/organizer/acme/customer/${ann.identifier}/tags`

    const added = await staff.submit(page, { tag: ' VIP  Guest ' }, { follow: true })
    expect(parse(added.text).text('[role=status]')).toContain('Tag “vip guest” added.')
    await staff.submit(page, { tag: 'vip guest' })
    expect((await history(ann)).map(({ action }) => action)).toEqual(['tag.added', 'tag.added'])
    for (const tag of ['', 'a,b', 'x'.repeat(41), 'a\u200bb']) {
      const wrong = await staff.submit(page, { tag })
      expect([tag, wrong.status, parse(wrong.text).attribute('#f-tag', 'value')]).toEqual([tag, 422, tag])
    }
    const refused = await staff.submit(page, { tag: 'campus' }, { form: 'tags/remove' })
    expect((await staff.get(refused.location ?? '')).text).toContain('A rule gives the tag “campus”.')
    await staff.submit(page, { tag: 'campus' })
    expect(await customerTags.of(organizer.id, ann.id)).toMatchObject([
      { tag: 'campus', source: 'both' },
      { tag: 'vip guest', source: 'staff' },
    ])
    await staff.submit(page, { tag: 'campus' }, { form: 'tags/remove' })
    await customerTags.add(organizer, bob, 'Campus', SYSTEM)
    for (let count = 2; count < 20; count++) await customerTags.add(organizer, ann, `t${count}`, SYSTEM)
    const full = await staff.submit(page, { tag: 'one more' })
    expect([full.status, parse(full.text).text('main')]).toEqual([422, expect.stringContaining('can have 20 tags')])

    const list = await staff.get('/control/organizer/acme/customers?tag=vip+guest')
    expect(parse(list.text).text('table')).toContain('ann@uni.example')
    expect(parse(list.text).text('table')).not.toContain('bob@uni.example')
    expect(parse(list.text).text('main')).toContain('Tag: vip guest')
    expect((await staff.get('/control/organizer/acme/customers?tag=%00')).status).toBe(200)
    const found = await customers.list(organizer.id, { tag: 'campus', limit: 9 })
    expect(found.customers.map(({ id }) => id)).toEqual([ann.id, bob.id])
    expect(await customers.countFound(organizer.id, { tag: 'campus' }, 9)).toBe(2)
    expect((await customerTags.inUse(organizer.id)).slice(0, 3)).toEqual(['campus', 't10', 't11'])
    const form = await staff.get('/control/organizer/acme/customers/export?tag=vip+guest')
    const file = await staff.submit('', { format: 'csv' }, { page: form })
    expect(file.text).toContain('Tags')
    expect(file.text.split('\n')[1]).toMatch(/campus, t10, .*vip guest/)
    await staff.submit(page, { tag: 'vip guest' }, { form: 'tags/remove' })
    const again = await staff.submit(page, { tag: 'vip guest' }, { form: 'tags/remove' })
    expect((await staff.get(again.location ?? '')).text).toContain('The tag was removed already.')
    await logIn('ann', [])
    expect((await customerTags.of(organizer.id, ann.id)).some(({ tag }) => tag === 'campus')).toBe(false)
    expect(await customerTags.of(organizer.id, bob.id)).toMatchObject([{ tag: 'campus', source: 'staff' }])
  })
})
