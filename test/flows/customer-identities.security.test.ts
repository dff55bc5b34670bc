import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { CustomerIdentityId } from '../../src/core/ids.ts'
import { makeCustomer, PASSWORD } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startFoyer } from '../support/server.ts'
import { changeProvider, entered, makeProvider, outcomeOf, personOf } from '../support/sso-people.ts'

const SYSTEM = { type: 'system' } as const

describeOnBoth('identities of customers', (kind) => {
  it('are made once, of fifty first logins at the same time', async () => {
    await using foyer = await startFoyer(kind)
    const { customers, customerIdentities: identities } = foyer.features
    const acme = await foyer.organizer('acme')
    const uni = await makeProvider(foyer, acme)
    const arrivals = await Promise.all(Array.from({ length: 50 }, () => identities.arrive(acme, personOf(uni, 'ann'))))
    const people = arrivals.map(entered)
    expect(new Set(people.map(({ customer }) => customer.id)).size).toBe(1)
    expect(new Set(people.map(({ identity }) => identity.id)).size).toBe(1)
    expect(people.filter(({ kind }) => kind === 'created')).toHaveLength(1)
    expect((await customers.counts(acme.id)).all).toBe(1)

    const other = await makeProvider(foyer, acme, { slug: 'club', settings: { isAuthoritative: true } })
    const linked = await Promise.all(Array.from({ length: 50 }, () => identities.arrive(acme, personOf(other, 'ann'))))
    expect(linked.map(({ kind }) => kind).filter((kind) => kind === 'linked')).toHaveLength(1)
    expect(await identities.of(acme.id, people[0]?.customer.id ?? ('' as never))).toHaveLength(2)

    const mixed = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        identities.arrive(acme, personOf(uni, 'bea', { email: `bea${i % 5}@uni.example` })),
      ),
    )
    expect(new Set(mixed.map((arrival) => entered(arrival).customer.id)).size).toBe(1)
    expect((await customers.counts(acme.id)).all).toBe(2)
  })

  it('d.4 A: a disabled customer gets in by no path, and is not activated by any', async () => {
    await using foyer = await startFoyer(kind)
    const { customers, customerIdentities: identities, signIn } = foyer.features
    const acme = await foyer.organizer('acme')
    const uni = await makeProvider(foyer, acme, { settings: { isAuthoritative: true } })
    const { customer, identity } = entered(await identities.arrive(acme, personOf(uni, 'ann')))
    const native = await makeCustomer(foyer, acme, { email: 'nat@uni.example', isActive: false })
    await customers.update(acme, customer.id, { isActive: false }, SYSTEM)
    const tries = [
      {},
      { confirmedEmail: 'ann@uni.example' },
      { provenCustomer: customer.id },
      { provenCustomer: customer.id, confirmedEmail: 'ann@uni.example' },
    ]
    for (const options of tries) {
      expect(outcomeOf(await identities.arrive(acme, personOf(uni, 'ann'), options))).toBe('customer_disabled')
    }
    for (const options of [{}, { confirmedEmail: 'nat@uni.example' }, { provenCustomer: native.id }]) {
      expect(outcomeOf(await identities.arrive(acme, personOf(uni, 'nat'), options))).toBe('customer_disabled')
    }
    for (const { id } of [customer, native]) {
      expect(await customers.byId(acme.id, id)).toMatchObject({ isActive: false })
    }
    const upstream = { identityId: identity.id, sessionId: null, data: null, authAt: null }
    const browser = {
      client: { userAgent: 'test', ip: '192.0.2.1' },
      token: 'browser',
      site: { origin: foyer.url, base: '/acme', prefix: '/acme' } as never,
      host: null,
      previousToken: null,
    }
    const proven = { customer, amr: [], upstream, next: null }
    expect(await signIn.completion.complete(acme, proven, browser)).toEqual({ kind: 'refused' })
    await customers.update(acme, customer.id, { isActive: true }, SYSTEM)
    expect((await signIn.completion.complete(acme, proven, browser)).kind).toBe('logged_in')
    expect((await identities.byId(acme.id, identity.id))?.lastLoginAt).not.toBeNull()
    const foreign = { ...proven, upstream: { ...upstream, identityId: 'nobody' as CustomerIdentityId } }
    expect(await signIn.completion.complete(acme, foreign, browser)).toEqual({ kind: 'refused' })
    await changeProvider(foyer, acme, uni.id, { isActive: false })
    expect(await signIn.completion.complete(acme, proven, browser)).toEqual({ kind: 'refused' })
  })

  it('d.4 B: the customer ID has nothing to do with the user ID at the provider', async () => {
    await using foyer = await startFoyer(kind)
    const { customerIdentities: identities } = foyer.features
    const acme = await foyer.organizer('acme')
    const uni = await makeProvider(foyer, acme)
    const reference = (subject: string) =>
      createHash('sha256').update(`${subject}@1`).digest('hex').toUpperCase().slice(0, 7)
    const collided = new Map<string, string>()
    let pair: [string, string] | undefined
    for (let i = 0; i < 60_000 && !pair; i++) {
      const known = collided.get(reference(`user${i}`))
      if (known !== undefined) pair = [known, `user${i}`]
      collided.set(reference(`user${i}`), `user${i}`)
    }
    if (!pair) throw new Error('no pair')
    const [one, other] = [
      entered(await identities.arrive(acme, personOf(uni, pair[0]))),
      entered(await identities.arrive(acme, personOf(uni, pair[1]))),
    ]
    expect([one.kind, other.kind]).toEqual(['created', 'created'])
    expect(one.customer.identifier).not.toBe(other.customer.identifier)
    expect(entered(await identities.arrive(acme, personOf(uni, pair[0]))).customer).toMatchObject({
      id: one.customer.id,
      email: `${pair[0]}@uni.example`,
    })
    const again = await foyer.organizer('beta')
    const there = entered(await identities.arrive(again, personOf(await makeProvider(foyer, again), pair[0])))
    expect(there.customer.identifier).not.toBe(one.customer.identifier)
    const spellings = ['Case', 'case', 'case ', 'ca\u0301se', 'c\u00e1se']
    const made = []
    for (const [i, subject] of spellings.entries()) {
      made.push(
        entered(await identities.arrive(acme, personOf(uni, subject, { email: `s${i}@uni.example` }))).customer.id,
      )
    }
    expect(new Set(made).size).toBe(spellings.length)

    const subjects = Array.from({ length: 20_000 }, (_, i) => `member${i}`)
    const alike = Map.groupBy(subjects, reference)
    const pairs = [...alike.values()].filter(({ length }) => length > 1)
    expect(pairs).toContainEqual(['member4187', 'member19691'])
    const row = await foyer.platform.db.q
      .selectFrom('customer_identities')
      .selectAll()
      .where('id', '=', one.identity.id)
      .executeTakeFirstOrThrow()
    const rowOf = (subject: string) => ({ ...row, subject, id: `of-${subject}` as CustomerIdentityId })
    await foyer.platform.db.transaction(async (q) => {
      for (let i = 0; i < subjects.length; i += 500) {
        await q
          .insertInto('customer_identities')
          .values(subjects.slice(i, i + 500).map(rowOf))
          .execute()
      }
    })
    for (const subject of pairs.flat()) {
      expect(entered(await identities.arrive(acme, personOf(uni, subject))).identity.id).toBe(`of-${subject}`)
    }
  })

  it('are never attached to an account that nobody activated, and whoever made that is out', async () => {
    await using foyer = await startFoyer(kind)
    const { customers, customerIdentities: identities } = foyer.features
    const acme = await foyer.organizer('acme')
    const uni = await makeProvider(foyer, acme, { settings: { isAuthoritative: true } })
    const planted = await makeCustomer(foyer, acme, {
      email: 'victim@uni.example',
      isVerified: false,
      name: 'Attacker',
    })
    const person = personOf(uni, 'victim', { name: 'Vera Victim' })
    expect(await identities.arrive(acme, person)).toEqual({ kind: 'confirm_email', email: 'victim@uni.example' })
    expect(await identities.arrive(acme, person, { provenCustomer: planted.id })).toEqual({
      kind: 'confirm_email',
      email: 'victim@uni.example',
    })
    expect(await customers.byId(acme.id, planted.id)).toMatchObject({ isVerified: false, hasPassword: true })
    const owner = entered(await identities.arrive(acme, person, { confirmedEmail: 'victim@uni.example' }))
    expect(owner).toMatchObject({
      kind: 'linked',
      customer: { id: planted.id, isVerified: true, hasPassword: false, name: 'Vera Victim' },
    })
    const browser = foyer.client()
    const answer = await browser.submit('/acme/account/login', { email: 'victim@uni.example', password: PASSWORD })
    expect(answer.status).toBe(422)
  })

  it('d.4 D: an unverified address opens no account of somebody else', async () => {
    await using foyer = await startFoyer(kind)
    const { customerIdentities: identities } = foyer.features
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme, { email: 'ann@uni.example', password: null })
    for (const emailPolicy of ['require', 'trust', 'verify'] as const) {
      const uni = await makeProvider(foyer, acme, {
        slug: emailPolicy,
        settings: { emailPolicy, isAuthoritative: true },
      })
      for (const email_verified of [false, 'false', 0, '0', 'no', {}]) {
        const outcome = outcomeOf(await identities.arrive(acme, personOf(uni, 'ann', { email_verified })))
        expect(outcome).toBe(emailPolicy === 'require' ? 'email_unverified' : 'confirm_email')
      }
      const plain = { ...uni, settings: { ...uni.settings, isAuthoritative: false } }
      const silent = personOf(plain, 'ann', { email_verified: undefined })
      expect(outcomeOf(await identities.arrive(acme, silent))).toBe(
        emailPolicy === 'require' ? 'email_unverified' : 'confirm_email',
      )
    }
  })

  it('65: lose everything personal with their account', async () => {
    await using foyer = await startFoyer(kind)
    const { customers, customerIdentities: identities, audit } = foyer.features
    const acme = await foyer.organizer('acme')
    const uni = await makeProvider(foyer, acme)
    const { customer } = entered(await identities.arrive(acme, personOf(uni, 'subject-of-ann', { name: 'Ann Secret' })))
    await customers.anonymize(acme, customer.id, SYSTEM)
    expect(await customers.byId(acme.id, customer.id)).toMatchObject({
      name: '',
      email: null,
      isActive: false,
      isVerified: false,
    })
    const told = JSON.stringify(await audit.list(acme.id, { limit: 50 }))
    for (const secret of ['subject-of-ann', 'Ann Secret', 'uni.example']) expect(told).not.toContain(secret)
  })

  it('d.4 N: somebody whose account was anonymised comes back as a new customer', async () => {
    await using foyer = await startFoyer(kind)
    const { customers, customerIdentities: identities } = foyer.features
    const acme = await foyer.organizer('acme')
    const uni = await makeProvider(foyer, acme)
    const before = entered(await identities.arrive(acme, personOf(uni, 'ann')))
    await customers.anonymize(acme, before.customer.id, SYSTEM)
    const after = entered(await identities.arrive(acme, personOf(uni, 'ann')))
    expect(after.kind).toBe('created')
    expect(after.customer.id).not.toBe(before.customer.id)
    expect(after.customer.identifier).not.toBe(before.customer.identifier)
    expect(await customers.byId(acme.id, before.customer.id)).toMatchObject({ email: null, isActive: false })
  })

  it('end what was mailed to the address before, when the provider names another one', async () => {
    await using foyer = await startFoyer(kind)
    const { customerIdentities: identities, signIn } = foyer.features
    const acme = await foyer.organizer('acme')
    const uni = await makeProvider(foyer, acme)
    const { customer } = entered(await identities.arrive(acme, personOf(uni, 'ann')))
    await signIn.sendPasswordLink(acme, customer, SYSTEM)
    await foyer.deliver()
    const token = /token=([\w-]+)/.exec(foyer.mails.sent[0]?.text ?? '')?.[1] ?? ''
    expect(await signIn.links.find(acme, 'password_reset', token)).not.toBeNull()
    entered(await identities.arrive(acme, personOf(uni, 'ann', { email: 'new@uni.example' })))
    expect(await signIn.links.find(acme, 'password_reset', token)).toBeNull()
  })
})
