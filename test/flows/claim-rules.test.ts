import { expect, it } from 'vitest'
import { DAY } from '../../src/core/clock.ts'
import { InvalidInput } from '../../src/core/errors.ts'
import { claimRuleStore } from '../../src/features/claim-rules/store/rules.ts'
import { ruleOf, ruleScene, testClock } from '../support/claim-rules.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startFoyer } from '../support/server.ts'
import { changeProvider, personOf } from '../support/sso-people.ts'

const SYSTEM = { type: 'system' } as const

describeOnBoth('rules from claims', (kind) => {
  it('d.4 O: groups become a membership and a tag, which last from login to login and end with the claim', async () => {
    const clock = testClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { add, pass, logIn, memberships, tags, history } = await ruleScene(foyer)
    await add(ruleOf('Student', pass))
    await add(ruleOf('student', { kind: 'tag', tag: 'Campus ' }))

    const { customer: ann } = await logIn('ann', ['staff', 'student'])
    const [first] = await memberships(ann)
    expect(first).toMatchObject({ type: 'Student pass', isValid: true, endsAt: '2027-04-09T21:59:59.999Z' })
    expect(await tags(ann)).toEqual(['campus: rule'])
    expect((await memberships((await logIn('bob', 'staff')).customer)).length).toBe(0)
    expect(await history(ann)).toEqual([
      {
        action: 'membership.granted',
        detail: {
          membership: 'Student pass',
          membership_id: first?.id,
          rule: 'groups contains "Student"',
          found: '["staff", "student"]',
        },
      },
      {
        action: 'tag.added',
        detail: { tag: 'campus', rule: 'groups contains "student"', found: '["staff", "student"]' },
      },
    ])

    await logIn('ann', ['student'])
    clock.plusDays(20)
    await logIn('ann', ['student'])
    expect(await memberships(ann)).toMatchObject([{ id: first?.id, endsAt: '2027-04-29T21:59:59.999Z' }])
    expect((await history(ann)).map(({ action }) => action)).toEqual([
      'membership.granted',
      'tag.added',
      'membership.extended',
    ])

    await logIn('ann', ['staff'])
    expect(await memberships(ann)).toMatchObject([{ id: first?.id, isValid: false, isCanceled: false }])
    expect(await tags(ann)).toEqual([])
    expect((await history(ann)).slice(3)).toMatchObject([
      { action: 'membership.ended', detail: { rule: 'groups contains "Student"', cause: 'claim_gone' } },
      { action: 'tag.removed', detail: { rule: 'groups contains "student"', cause: 'claim_gone' } },
    ])

    clock.plusDays(1)
    clock.stand()
    await logIn('ann', ['student'])
    expect((await memberships(ann)).map(({ isValid }) => isValid)).toEqual([true, false])
    await logIn('ann', [])
    expect(await memberships(ann)).toMatchObject([{ isCanceled: true }, { isCanceled: false }])
  })

  it('what no login renews is over in time, and is given anew with the next one', async () => {
    const clock = testClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { claimRules } = foyer.features
    const { add, pass, logIn, memberships, history } = await ruleScene(foyer)
    await add(ruleOf('student', pass))
    const { customer: ann } = await logIn('ann', ['student'])
    const { customer: bob } = await logIn('bob', ['student'])
    expect(await claimRules.cleanUp()).toBe(0)
    clock.plusDays(40)
    expect((await memberships(ann))[0]?.isValid).toBe(false)
    await logIn('bob', ['student'])
    expect(await memberships(bob)).toMatchObject([{ isValid: true }, { endsAt: '2027-04-09T21:59:59.999Z' }])
    expect(await claimRules.cleanUp()).toBe(1)
    expect(await claimRules.cleanUp()).toBe(0)
    await logIn('ann', ['student'])
    expect(await memberships(ann)).toMatchObject([{ isValid: true }, { endsAt: '2027-04-09T21:59:59.999Z' }])
    expect((await history(ann)).map(({ action }) => action)).toEqual(['membership.granted', 'membership.granted'])
  })

  it('one type is given once, whatever rules and identities give it, and ends with the last of them', async () => {
    const clock = testClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { customerIdentities } = foyer.features
    const { organizer, provider, add, pass, logIn, memberships, tags } = await ruleScene(foyer)
    await add(ruleOf('student', pass))
    await add(ruleOf('phd', { ...pass, validDays: 90 } as typeof pass))
    await add(ruleOf('phd', { kind: 'tag', tag: 'x' }))
    const { customer: ann } = await logIn('ann', ['student', 'phd'])
    expect(await memberships(ann)).toMatchObject([{ endsAt: '2027-06-08T21:59:59.999Z' }])
    await logIn('ann', ['student'])
    expect(await memberships(ann)).toMatchObject([{ isValid: true, endsAt: '2027-04-09T21:59:59.999Z' }])
    const second = await customerIdentities.arrive(
      organizer,
      personOf(provider, 'ann2', { groups: ['student', 'phd'] }),
      {
        provenCustomer: ann.id,
      },
    )
    if (!('identity' in second)) throw new Error('not linked')
    expect(await memberships(ann)).toMatchObject([{ isValid: true, endsAt: '2027-06-08T21:59:59.999Z' }])
    await logIn('ann', [])
    expect(await memberships(ann)).toMatchObject([{ isValid: true, endsAt: '2027-06-08T21:59:59.999Z' }])
    expect(await tags(ann)).toEqual(['x: rule'])
    clock.plusDays(1)
    await customerIdentities.unlink(organizer, second.identity.id, SYSTEM, { force: true })
    expect(await memberships(ann)).toMatchObject([{ isValid: false }])
    expect(await tags(ann)).toEqual([])
  })

  it('what staff cancelled or shortened is not resurrected as long as the claim holds', async () => {
    const clock = testClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const service = foyer.features.memberships
    const { organizer, add, pass, logIn, memberships } = await ruleScene(foyer)
    await add(ruleOf('student', pass))
    const { customer: ann } = await logIn('ann', ['student'])
    const { customer: bob } = await logIn('bob', ['student'])
    const [ofAnn] = await memberships(ann)
    const [ofBob] = await memberships(bob)
    if (!ofAnn || !ofBob) throw new Error('nothing was given')
    await service.setCanceled(organizer, ofAnn.id, true, SYSTEM)
    await service.update(organizer, ofBob.id, { endsAt: clock.now() + DAY }, SYSTEM)
    clock.plusDays(3)
    for (const subject of ['ann', 'bob']) await logIn(subject, ['student'])
    expect(await memberships(ann)).toMatchObject([{ isCanceled: true }])
    expect(await memberships(bob)).toMatchObject([{ isValid: false }])
    await logIn('ann', [])
    await logIn('ann', ['student'])
    expect(await memberships(ann)).toMatchObject([{ isValid: true }, { isCanceled: true }])
  })

  it('a rule that is changed, switched off or deleted takes what it gave from those who would not get it any more', async () => {
    const clock = testClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { claimRules, audit } = foyer.features
    const { organizer, provider, type, add, pass, logIn, memberships, tags, history } = await ruleScene(foyer)
    const rule = await add(ruleOf('student', pass))
    const { customer: ann } = await logIn('ann', ['student', 'member'])
    const { customer: bob } = await logIn('bob', ['student'])
    expect(await claimRules.holders(organizer.id, [rule.id])).toEqual(new Map([[rule.id, 2]]))
    clock.plusDays(1)
    const preview = await claimRules.preview(organizer.id, provider.id, ruleOf('member', pass), rule.id)
    expect(preview).toMatchObject({ looked: 2, holds: 1, gains: 0, loses: 1 })

    await claimRules.update(organizer, rule.id, ruleOf('member', pass), SYSTEM)
    expect(await memberships(ann)).toMatchObject([{ isValid: true, endsAt: '2027-04-09T21:59:59.999Z' }])
    expect(await memberships(bob)).toMatchObject([{ isValid: false }])
    expect((await history(bob)).at(-1)).toMatchObject({ action: 'membership.ended', detail: { cause: 'rule_changed' } })

    const kept = await claimRules.update(organizer, rule.id, { ...ruleOf('member', pass), isActive: false }, SYSTEM)
    expect(await memberships(ann)).toMatchObject([{ isValid: false }])
    expect((await history(ann)).at(-1)).toMatchObject({ detail: { cause: 'rule_off' } })
    await logIn('ann', ['member'])
    expect((await memberships(ann)).length).toBe(1)
    await claimRules.update(organizer, kept.id, ruleOf('member', { kind: 'tag', tag: 'friend' }), SYSTEM)
    expect(await tags(ann)).toEqual([])
    await logIn('ann', ['member'])
    expect(await tags(ann)).toEqual(['friend: rule'])
    await claimRules.remove(organizer, rule.id, SYSTEM)
    expect(await tags(ann)).toEqual([])
    expect((await history(ann)).at(-1)).toMatchObject({ action: 'tag.removed', detail: { cause: 'rule_removed' } })
    const ofProvider = await audit.list(organizer.id, { limit: 9, object: { type: 'ssoprovider', id: provider.id } })
    expect(ofProvider.map(({ action }) => action.replace('foyer.ssoprovider.rule.', ''))).toEqual([
      'deleted',
      'changed',
      'changed',
      'changed',
      'created',
    ])
    expect(ofProvider.at(1)).toMatchObject({
      objectName: 'Universität Leipzig',
      before: { effect: 'membership', membership_type: 'Student pass', is_active: false },
      after: { effect: 'tag', tag: 'friend', is_active: true },
    })
    expect(type.name.en).toBe('Student pass')
  })

  it('a provider that is switched off takes what its rules gave; it comes back with the first login after that', async () => {
    const clock = testClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { ssoProviders, claimRules, customerTags, memberships: service, audit } = foyer.features
    const scene = await ruleScene(foyer)
    const { organizer, provider, type, add, pass, logIn, memberships, tags, history } = scene
    const rule = await add(ruleOf('student', pass))
    await add(ruleOf('student', { kind: 'tag', tag: 'campus' }))
    const { customer: ann } = await logIn('ann', ['student'])
    await customerTags.add(organizer, ann, 'vip', SYSTEM)
    const paid = { typeId: type.id, startsAt: clock.now(), endsAt: clock.now() + 365 * DAY, isTest: false }
    const bought = await service.create(organizer, ann.id, { ...paid, attendeeNameParts: {} }, SYSTEM)
    const before = (await history(ann)).length
    clock.plusDays(1)

    await changeProvider(foyer, organizer, provider.id, { settings: { authMethod: 'none' } })
    await ssoProviders.update(organizer.id, provider.id, { isActive: false }, SYSTEM)
    const validOf = async () => (await memberships(ann)).filter(({ isValid }) => isValid).map(({ id }) => id)
    expect(await validOf()).toEqual([bought.id])
    expect(await tags(ann)).toEqual(['vip: staff'])
    const ended = (await history(ann)).slice(before)
    expect(ended.map(({ action, detail }) => [action, detail.cause]).sort()).toEqual([
      ['membership.ended', 'provider_off'],
      ['tag.removed', 'provider_off'],
    ])
    expect(await claimRules.holders(organizer.id, [rule.id])).toEqual(new Map())
    expect(await claimRules.cleanUp()).toBe(0)

    await changeProvider(foyer, organizer, provider.id, { isActive: true })
    expect(await claimRules.cleanUp()).toBe(0)
    expect(await validOf()).toEqual([bought.id])
    clock.plusDays(1)
    await logIn('ann', ['student'])
    expect((await validOf()).length).toBe(2)
    expect(await tags(ann)).toEqual(['campus: rule', 'vip: staff'])

    await claimRuleStore(foyer.platform.db.q).remove(organizer.id, rule.id)
    clock.plusDays(1)
    expect(await claimRules.cleanUp()).toBe(1)
    expect(await validOf()).toEqual([bought.id])
    const [last] = await audit.list(organizer.id, { limit: 1, object: { type: 'customer', id: ann.id } })
    expect(last).toMatchObject({ action: 'foyer.customer.membership.ended', detail: { cause: 'rule_removed' } })
  })

  it('are checked as they are written, and keep the types that they give', async () => {
    await using foyer = await startFoyer(kind)
    const { claimRules, memberships: service } = foyer.features
    const { organizer, provider, type, add, pass } = await ruleScene(foyer)
    const wrong = async (input: Parameters<typeof add>[0]) => {
      const error = await add(input).catch((thrown: unknown) => thrown)
      return error instanceof InvalidInput ? Object.keys(error.fields) : error
    }
    expect(await wrong({ ...ruleOf(' ', pass), claim: '' })).toEqual(['claim', 'value'])
    expect(await wrong(ruleOf('a\u0000', { ...pass, validDays: 0 } as typeof pass))).toEqual(['value', 'valid_days'])
    expect(await wrong(ruleOf('a', { kind: 'tag', tag: 'a,b' }))).toEqual(['tag'])
    expect(await wrong({ ...ruleOf('a', pass), operator: 'like' as never })).toEqual(['operator'])
    const foreign = await ruleScene(foyer, 'other')
    expect(await wrong(ruleOf('a', foreign.pass))).toEqual(['membership_type'])
    const rule = await add({ ...ruleOf('kept', pass), operator: 'exists' })
    expect(rule.value).toBe('')
    await expect(service.kinds.remove(organizer, type.id, SYSTEM)).rejects.toMatchObject({
      text: { key: 'claimRules:bad.typeInUse', params: { count: 1 } },
    })
    for (let count = 1; count < 50; count++) await add(ruleOf(`g${count}`, { kind: 'tag', tag: `t${count}` }))
    expect(await wrong(ruleOf('one more', pass))).toEqual(['claim'])
    expect((await claimRules.of(organizer.id, provider.id)).map(({ value }) => value).slice(0, 3)).toEqual([
      '',
      'g1',
      'g2',
    ])
    await claimRules.remove(organizer, rule.id, SYSTEM)
    await service.kinds.remove(organizer, type.id, SYSTEM)
  })

  it('fifty logins of one person at once give one membership and one tag', async () => {
    await using foyer = await startFoyer(kind)
    const { add, pass, logIn, memberships, tags, history } = await ruleScene(foyer)
    await add(ruleOf('student', pass))
    await add(ruleOf('student', { kind: 'tag', tag: 'campus' }))
    const arrivals = await Promise.all(Array.from({ length: 50 }, () => logIn('ann', ['student'])))
    const [{ customer: ann } = { customer: { id: '' as never } }] = arrivals
    expect(new Set(arrivals.map(({ customer }) => customer.id)).size).toBe(1)
    expect((await memberships(ann)).length).toBe(1)
    expect(await tags(ann)).toEqual(['campus: rule'])
    expect((await history(ann)).map(({ action }) => action)).toEqual(['membership.granted', 'tag.added'])
    const mixed = Array.from({ length: 50 }, (_, index) => logIn('ann', index % 2 ? ['student'] : []))
    await Promise.all(mixed)
    await logIn('ann', [])
    expect((await memberships(ann)).filter(({ isValid }) => isValid)).toEqual([])
    expect(await tags(ann)).toEqual([])
  })

  it('an account that is anonymised, or merged, takes along what rules gave', async () => {
    const clock = testClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { customers } = foyer.features
    const { organizer, add, pass, logIn, memberships, tags } = await ruleScene(foyer)
    await add(ruleOf('student', pass))
    await add(ruleOf('student', { kind: 'tag', tag: 'campus' }))
    const { customer: ann } = await logIn('ann', ['student'])
    const { customer: bob } = await logIn('bob', ['student'])
    clock.plusDays(1)
    const { db } = foyer.platform
    const holders = customers.personalData.filter(({ key }) =>
      ['tags', 'sso_rules', 'memberships', 'sso_identities'].includes(key),
    )
    const moved = await db.transaction(async (trx) => {
      const all = []
      for (const holder of holders) all.push(await holder.move(trx, organizer, bob.id, ann.id))
      return all
    })
    await logIn('bob', [])
    expect((await memberships(ann)).map(({ isValid }) => isValid)).toEqual([true, false])
    expect(await tags(ann)).toEqual(['campus: rule'])
    await db.transaction(async (trx) => {
      for (const [at, holder] of holders.entries()) {
        await holder.moveBack(trx, organizer, bob.id, ann.id, JSON.parse(JSON.stringify(moved[at])))
      }
    })
    await logIn('bob', ['student'])
    expect((await memberships(bob)).map(({ isValid }) => isValid)).toEqual([true, false])

    const copies = await Promise.all(holders.map((holder) => holder.export(db.q, organizer, ann)))
    expect(JSON.stringify(copies)).toContain('groups contains \\"student\\"')
    await customers.anonymize(organizer, ann.id, SYSTEM)
    expect((await memberships(ann)).map(({ isValid }) => isValid)).toEqual([false])
    expect(await tags(ann)).toEqual([])
    const left = await db.q.selectFrom('claim_grants').selectAll().where('customer_id', '=', ann.id).execute()
    expect(left).toEqual([])
  })
})
