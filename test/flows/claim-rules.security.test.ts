import { expect, it } from 'vitest'
import type { Claims } from '../../src/protocol/client/claims.ts'
import { logIn, ruleOf, ruleScene } from '../support/claim-rules.ts'
import { describeOnBoth } from '../support/databases.ts'
import { staffBrowser } from '../support/office.ts'
import { startFoyer } from '../support/server.ts'

const SYSTEM = { type: 'system' } as const

describeOnBoth('rules under attack', (kind) => {
  it('of one organizer touch nobody of another, whatever address or form names them', async () => {
    await using foyer = await startFoyer(kind)
    const { claimRules, customerTags } = foyer.features
    const acme = await ruleScene(foyer)
    const other = await ruleScene(foyer, 'other')
    const rule = await other.add(ruleOf('student', other.pass))
    const { customer } = await other.logIn('ann', ['student'])
    const actor = SYSTEM
    const { organizer } = acme
    await expect(claimRules.update(organizer, rule.id, ruleOf('x', acme.pass), actor)).rejects.toThrow('not found')
    await expect(claimRules.remove(organizer, rule.id, actor)).rejects.toThrow('not found')
    await expect(claimRules.create(organizer, other.provider.id, ruleOf('x', acme.pass), actor)).rejects.toThrow()
    await expect(claimRules.create(organizer, acme.provider.id, ruleOf('x', other.pass), actor)).rejects.toMatchObject({
      fields: { membership_type: expect.anything() },
    })
    expect(await claimRules.holders(organizer.id, [rule.id])).toEqual(new Map())
    expect(await claimRules.preview(organizer.id, other.provider.id, ruleOf('student', acme.pass), null)).toMatchObject(
      {
        last: null,
        looked: 0,
      },
    )
    await expect(customerTags.add(organizer, customer, 'x', actor)).rejects.toThrow('not found')
    await expect(customerTags.remove(organizer, customer, 'x', actor)).rejects.toThrow('not found')

    const staff = await staffBrowser(foyer, { organizer })
    const base = '/control/organizer/acme/ssoprovider'
    const addresses = [
      `${base}/${other.provider.id}/rules/add`,
      `${base}/${other.provider.id}/rules/${rule.id}/edit`,
      `${base}/${acme.provider.id}/rules/${rule.id}/edit`,
      `${base}/${acme.provider.id}/rules/${rule.id}/delete`,
      `${base}/${acme.provider.id}/rules/%00/edit`,
      `/control/organizer/acme/customer/${customer.identifier}/tags`,
      `/control/organizer/other/ssoprovider/${other.provider.id}/rules/add`,
    ]
    for (const address of addresses) expect([address, (await staff.get(address)).status]).toEqual([address, 404])
    const form = await staff.get(`${base}/${acme.provider.id}/rules/add`)
    const own = { claim: 'groups', value: 'student', operator: 'contains', effect: 'membership', valid_days: '30' }
    const foreign = await staff.submit('', { ...own, membership_type: other.type.id }, { page: form })
    expect(foreign.status).toBe(422)
    for (const field of Object.keys(own)) {
      const odd = { ...own, membership_type: acme.type.id, [field]: ['a', 'b'] }
      expect((await staff.submit('', odd, { page: form })).status).toBe(422)
    }
    expect(await claimRules.of(organizer.id, acme.provider.id)).toEqual([])
    expect(await other.memberships(customer)).toMatchObject([{ isValid: true }])
    const member = await staffBrowser(foyer, { organizer, role: 'member', email: 'mia@example.org' })
    expect((await member.get(`${base}/${acme.provider.id}/rules/add`)).status).toBe(403)
  })

  it('take hostile claims for what they are: nothing', async () => {
    await using foyer = await startFoyer(kind)
    const { customerTags, claimRules } = foyer.features
    const { organizer, provider, add, pass } = await ruleScene(foyer)
    await add(ruleOf('student', pass))
    await add({ ...ruleOf('*student*', { kind: 'tag', tag: 'like' }), operator: 'matches' })
    await add({ ...ruleOf('', { kind: 'tag', tag: 'proto' }), claim: 'groups.constructor.name', operator: 'exists' })
    const hostile: readonly Claims[] = [
      { groups: Array.from({ length: 6000 }, (_, at) => `group ${at}`) },
      { groups: JSON.parse(`${'['.repeat(2000)}"student"${']'.repeat(2000)}`) as unknown },
      { groups: [{ student: true }, null, 5, true, [null]] },
      { groups: { toString: 'student', __proto__: null, length: 5 } },
      JSON.parse('{"__proto__":{"polluted":"yes","groups":["student"]},"groups":{"__proto__":"student"}}') as Claims,
      { groups: 'studentstudent'.slice(1, 12) },
      { groups: '' },
      { groups: Number.MAX_VALUE },
    ]
    for (const [at, claims] of hostile.entries()) {
      const { customer } = await logIn(foyer, organizer, provider, `odd${at}`, claims)
      const tags = (await customerTags.of(organizer.id, customer.id)).map(({ tag }) => tag)
      expect([at, tags]).toEqual([at, []])
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    const preview = await claimRules.preview(organizer.id, provider.id, ruleOf('student', pass), null)
    expect(preview).toMatchObject({ holds: 0 })
    const { customer } = await logIn(foyer, organizer, provider, 'real', { groups: ['<script>', 'student'] })
    expect((await customerTags.of(organizer.id, customer.id)).map(({ tag }) => tag)).toEqual(['like'])
    const staff = await staffBrowser(foyer, { organizer })
    const [rule] = await claimRules.of(organizer.id, provider.id)
    const page = await staff.get(`/control/organizer/acme/ssoprovider/${provider.id}/rules/${rule?.id}/edit`)
    expect(page.text).toContain('&lt;script&gt;')
    expect(page.text).not.toContain('<script>')
  })

  it('fifty changes of rules among logins leave nobody with what no rule gives', async () => {
    await using foyer = await startFoyer(kind)
    const { claimRules } = foyer.features
    const { organizer, add, pass, logIn: comeIn, memberships, tags } = await ruleScene(foyer)
    const rules = await Promise.all(
      ['a', 'b', 'c', 'd'].map((value) => add(ruleOf(value, value === 'a' ? pass : { kind: 'tag', tag: value }))),
    )
    const { customer } = await comeIn('ann', ['a', 'b', 'c', 'd'])
    const work = Array.from({ length: 50 }, (_, at) => {
      const rule = rules[at % 4]
      if (at % 2 === 0 || !rule) return comeIn('ann', ['a', 'b', 'c', 'd'])
      const isActive = at < 40 && at % 3 === 0
      return claimRules.update(organizer, rule.id, { ...rule, isActive }, SYSTEM)
    })
    await Promise.all(work)
    for (const rule of rules) await claimRules.remove(organizer, rule.id, SYSTEM)
    expect((await memberships(customer)).filter(({ isValid }) => isValid)).toEqual([])
    expect(await tags(customer)).toEqual([])
    expect(await claimRules.cleanUp()).toBe(0)
  })
})
