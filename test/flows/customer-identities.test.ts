import { expect, it } from 'vitest'
import type { Customer } from '../../src/features/customers/index.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import { makeCustomer } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { changeProvider, entered, makeProvider, outcomeOf, personOf } from '../support/sso-people.ts'

const SYSTEM = { type: 'system' } as const
const ALWAYS = { email: 'always', name: 'always', phone: 'always', locale: 'always' } as const
const FIRST = { email: 'first', name: 'first', phone: 'first', locale: 'first' } as const

const historyOf = async ({ features }: TestServer, { id: organizer }: Organizer, { id }: Customer) =>
  (await features.audit.list(organizer, { limit: 50, object: { type: 'customer', id } })).map(({ action }) => action)

describeOnBoth('people of SSO providers', (kind) => {
  it('44, 48: get an account once, are known afterwards, and are followed as the provider is told to', async () => {
    await using foyer = await startFoyer(kind)
    const { customers, customerIdentities: identities, audit } = foyer.features
    const acme = await foyer.organizer('acme', { name_scheme: 'given_family' })
    const uni = await makeProvider(foyer, acme, { settings: { sync: ALWAYS } })
    const told: string[] = []
    identities.onArrival(async (_q, _organizer, { customer, claims }) => {
      told.push(`${customer.email} ${claims.sub}`)
    })

    const claims = { given_name: 'Maria', family_name: 'Lang', phone_number: '+49 341 9737100', locale: 'de-AT' }
    const dry = entered(await identities.arrive(acme, personOf(uni, 'maria', claims), { isDry: true }))
    expect(dry).toMatchObject({ kind: 'created', customer: { name: 'Maria Lang', id: '' }, identity: { id: '' } })
    expect(await customers.byEmail(acme.id, 'maria@uni.example')).toBeNull()

    const first = entered(await identities.arrive(acme, personOf(uni, 'maria', claims)))
    expect(first).toMatchObject({
      kind: 'created',
      customer: {
        email: 'maria@uni.example',
        name: 'Maria Lang',
        phone: '+493419737100',
        locale: 'de',
        isVerified: true,
        isActive: true,
        hasPassword: false,
      },
      identity: { subject: 'maria', ownedFields: ['email', 'name', 'phone', 'locale'], email: 'maria@uni.example' },
    })
    const [linked, created] = await audit.list(acme.id, {
      limit: 9,
      object: { type: 'customer', id: first.customer.id },
    })
    expect(created).toMatchObject({ action: 'pretix.customer.created', detail: { _source: 'Universität Leipzig' } })
    expect(linked).toMatchObject({
      action: 'foyer.customer.identity.linked',
      detail: { provider: 'Universität Leipzig', external_identifier: 'maria' },
    })
    expect(told).toEqual(['maria@uni.example maria'])
    expect(await identities.lastClaims(acme.id, first.identity.id)).toMatchObject(claims)

    const same = entered(
      await identities.arrive(acme, personOf(uni, 'maria', { ...claims, email: 'MARIA@Uni.Example' })),
    )
    expect(same.kind).toBe('known')
    expect(same.customer.modifiedAt).toBe(first.customer.modifiedAt)
    expect(await historyOf(foyer, acme, first.customer)).toHaveLength(2)

    const moved = { ...claims, family_name: 'Kurz', email: 'maria.kurz@uni.example' }
    const before = entered(await identities.arrive(acme, personOf(uni, 'maria', moved), { isDry: true }))
    expect(before.customer).toMatchObject({ name: 'Maria Kurz', email: 'maria.kurz@uni.example' })
    const later = entered(await identities.arrive(acme, personOf(uni, 'maria', moved)))
    expect(later.customer).toMatchObject({ id: first.customer.id, name: 'Maria Kurz', email: 'maria.kurz@uni.example' })
    const [change] = await audit.list(acme.id, { limit: 1, object: { type: 'customer', id: first.customer.id } })
    expect(change).toMatchObject({
      action: 'pretix.customer.changed',
      before: { email: 'maria@uni.example' },
      after: { email: 'maria.kurz@uni.example' },
      detail: { _source: 'Universität Leipzig' },
    })
    await foyer.deliver()
    expect(foyer.mails.sent.map(({ to, subject }) => [to, subject])).toEqual([
      ['maria@uni.example', 'Ihr Konto hat eine neue E-Mail-Adresse'],
    ])
    const owned = await identities.ownedFields(acme.id, first.customer.id)
    expect([...owned.keys()]).toEqual(['email', 'name', 'phone', 'locale'])

    const gentle = await changeProvider(foyer, acme, uni.id, { settings: { sync: FIRST } })
    expect((await identities.ownedFields(acme.id, first.customer.id)).size).toBe(0)
    const kept = entered(await identities.arrive(acme, personOf(gentle, 'maria', claims)))
    expect(kept.customer.email).toBe('maria.kurz@uni.example')
    const other = entered(await identities.arrive(acme, personOf(gentle, 'nina', claims)))
    expect(other).toMatchObject({ kind: 'created', customer: { name: 'Maria Lang' }, identity: { ownedFields: [] } })
  })

  it('stay in when their new address has another account, and staff are told once', async () => {
    await using foyer = await startFoyer(kind)
    const { customerIdentities: identities } = foyer.features
    const acme = await foyer.organizer('acme')
    const uni = await makeProvider(foyer, acme, { settings: { sync: ALWAYS } })
    await makeCustomer(foyer, acme, { email: 'taken@uni.example', password: null, isActive: false })
    const { customer } = entered(await identities.arrive(acme, personOf(uni, 'ann')))
    for (let logins = 0; logins < 3; logins++) {
      const again = entered(await identities.arrive(acme, personOf(uni, 'ann', { email: 'taken@uni.example' })))
      expect(again).toMatchObject({
        kind: 'known',
        customer: { id: customer.id, email: 'ann@uni.example' },
        identity: { email: 'taken@uni.example', ownedFields: [] },
      })
    }
    const conflicts = (await historyOf(foyer, acme, customer)).filter((action) => action.endsWith('conflict'))
    expect(conflicts).toHaveLength(1)
  })

  it('are linked without a question only as the organizer decided, and told about it', async () => {
    await using foyer = await startFoyer(kind)
    const { customers, customerIdentities: identities } = foyer.features
    const acme = await foyer.organizer('acme')
    const careful = await makeProvider(foyer, acme)
    const ann = await makeCustomer(foyer, acme, { email: 'ann@uni.example' })
    const question = await identities.arrive(acme, personOf(careful, 'ann'))
    expect(question).toMatchObject({ kind: 'prove', email: 'ann@uni.example', customer: { id: ann.id } })
    expect(await identities.of(acme.id, ann.id)).toEqual([])

    const proven = { provenCustomer: ann.id }
    expect(outcomeOf(await identities.arrive(acme, personOf(careful, 'ann'), { ...proven, isDry: true }))).toBe(
      'linked',
    )
    expect(outcomeOf(await identities.arrive(acme, personOf(careful, 'ann'), proven))).toBe('linked')
    expect(outcomeOf(await identities.arrive(acme, personOf(careful, 'ann'), proven))).toBe('known')
    const elsewhere = { provenCustomer: (await makeCustomer(foyer, acme, { email: 'bea@example.org' })).id }
    expect(outcomeOf(await identities.arrive(acme, personOf(careful, 'ann'), elsewhere))).toBe('linked_elsewhere')

    const trusted = await makeProvider(foyer, acme, { slug: 'idm', name: 'IdM', settings: { isAuthoritative: true } })
    const linked = entered(await identities.arrive(acme, personOf(trusted, 'a-1', { email: 'Ann@Uni.example' })))
    expect(linked).toMatchObject({ kind: 'linked', customer: { id: ann.id, hasPassword: true, name: 'Ann Example' } })
    expect((await identities.of(acme.id, ann.id)).map(({ providerId }) => providerId)).toEqual([careful.id, trusted.id])
    await foyer.deliver()
    expect(foyer.mails.sent.map(({ subject }) => subject)).toEqual([
      'You can now log in with Universität Leipzig',
      'You can now log in with IdM',
    ])
    expect(await customers.byEmail(acme.id, 'ann@uni.example')).toMatchObject({ id: ann.id })
  })

  it('answer what is missing: an address, its proof, or an account', async () => {
    await using foyer = await startFoyer(kind)
    const { customerIdentities: identities } = foyer.features
    const acme = await foyer.organizer('acme')
    const uni = await makeProvider(foyer, acme)
    const silent = personOf(uni, 'wiki', { email: undefined, email_verified: undefined })
    expect(await identities.arrive(acme, silent)).toEqual({ kind: 'confirm_email', email: null })
    const unsure = personOf(uni, 'ann', { email_verified: 'false' })
    expect(await identities.arrive(acme, unsure)).toEqual({ kind: 'confirm_email', email: 'ann@uni.example' })
    const own = entered(await identities.arrive(acme, silent, { confirmedEmail: 'Me@Example.org' }))
    expect(own).toMatchObject({ kind: 'created', customer: { email: 'me@example.org' }, identity: { email: null } })
    expect(outcomeOf(await identities.arrive(acme, silent))).toBe('known')
    const closed = await changeProvider(foyer, acme, uni.id, { settings: { createsAccounts: false } })
    expect(outcomeOf(await identities.arrive(acme, personOf(closed, 'new')))).toBe('no_account')
    for (const subject of ['', 'x'.repeat(256), 'a\u0000b']) {
      expect(outcomeOf(await identities.arrive(acme, personOf(uni, subject, { email: 'x@uni.example' })))).toBe(
        'subject_missing',
      )
    }
    const odd = {
      given_name: 'a\u0000',
      name: { x: 1 },
      email: ['x@y.de'],
      phone_number: 7,
      locale: {},
      deep: [[null]],
    }
    expect(outcomeOf(await identities.arrive(acme, personOf(uni, 'odd', odd)))).toBe('confirm_email')
  })

  it('move with a merge and back, are in the copy of the data, and go when the account is anonymised', async () => {
    await using foyer = await startFoyer(kind)
    const { customers, customerIdentities: identities, customerMerge } = foyer.features
    const { db } = foyer.platform
    const acme = await foyer.organizer('acme')
    const uni = await makeProvider(foyer, acme)
    const club = await makeProvider(foyer, acme, { slug: 'club', name: 'Club' })
    const kept = entered(await identities.arrive(acme, personOf(uni, 'ann')))
    const removed = entered(await identities.arrive(acme, personOf(uni, 'ann2')))
    entered(await identities.arrive(acme, personOf(club, 'c1'), { provenCustomer: removed.customer.id }))
    const holder = customers.personalData.find(({ key }) => key === 'sso_identities')
    if (!holder) throw new Error('identities are no personal data')
    const moved = await db.transaction((q) => holder.move(q, acme, removed.customer.id, kept.customer.id))
    expect((await identities.of(acme.id, kept.customer.id)).map(({ subject }) => subject).sort()).toEqual([
      'ann',
      'ann2',
      'c1',
    ])
    await db.transaction((q) =>
      holder.moveBack(q, acme, removed.customer.id, kept.customer.id, JSON.parse(JSON.stringify(moved))),
    )
    expect((await identities.of(acme.id, removed.customer.id)).map(({ subject }) => subject).sort()).toEqual([
      'ann2',
      'c1',
    ])
    expect(await db.transaction((q) => holder.move(q, acme, kept.customer.id, kept.customer.id))).toHaveLength(1)
    expect(customerMerge).toBeDefined()

    expect(await holder.export(db.q, acme, kept.customer)).toMatchObject([
      {
        provider: 'Universität Leipzig',
        external_identifier: 'ann',
        email: 'ann@uni.example',
        received: { sub: 'ann' },
      },
    ])
    expect((await holder.preview(db.q, acme, removed.customer)).goes).toMatchObject([{ params: { count: 2 } }])
    await customers.anonymize(acme, kept.customer.id, SYSTEM)
    expect(await identities.of(acme.id, kept.customer.id)).toEqual([])
    expect((await holder.preview(db.q, acme, kept.customer)).goes).toEqual([])
  })

  it('are unlinked with their sessions, but not when that was the last way in', async () => {
    await using foyer = await startFoyer(kind)
    const { customerIdentities: identities } = foyer.features
    const acme = await foyer.organizer('acme', { customer_accounts_login_code: 'false' })
    const uni = await makeProvider(foyer, acme)
    const gone: string[] = []
    identities.onUnlinked(async (_q, _organizer, { subject }) => {
      gone.push(subject)
    })
    const { identity, customer } = entered(await identities.arrive(acme, personOf(uni, 'ann')))
    expect(await identities.hasOtherWay(acme, identity)).toBe(false)
    await expect(identities.unlink(acme, identity.id, SYSTEM)).rejects.toMatchObject({ code: 'last_way_in' })
    const withCodes = await foyer.features.organizers.set(acme, { customer_accounts_login_code: 'true' }, SYSTEM)
    expect(await identities.hasOtherWay(withCodes, identity)).toBe(true)
    const off = await makeProvider(foyer, acme, { slug: 'off', isActive: false })
    const offPerson = { ...personOf(off, 'x') }
    expect(outcomeOf(await identities.arrive(acme, offPerson))).toBe('provider_disabled')

    await identities.unlink(acme, identity.id, SYSTEM, { force: true, reason: 'left the university' })
    await expect(identities.unlink(acme, identity.id, SYSTEM, { force: true })).rejects.toMatchObject({ status: 404 })
    expect(gone).toEqual(['ann'])
    await foyer.deliver()
    const [mail] = foyer.mails.sent
    expect(mail?.subject).toBe('You no longer log in with Universität Leipzig')
    expect(mail?.text).toContain('Reason: left the university')
    expect(await historyOf(foyer, acme, customer)).toContain('foyer.customer.identity.unlinked')
    const back = await identities.arrive(acme, personOf(uni, 'ann'))
    expect(back).toMatchObject({ kind: 'prove', customer: { id: customer.id } })
  })
})
