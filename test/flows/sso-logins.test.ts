import { expect, it } from 'vitest'
import { DAY, MINUTE } from '../../src/core/clock.ts'
import { makeCustomer } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { startFoyer } from '../support/server.ts'
import { makeProvider, personOf } from '../support/sso-people.ts'
import { mainText, movableClock } from '../support/staff.ts'
import { member } from '../support/teams.ts'

const OFFICE = '/control/organizer/acme'
const person = (subject: string) => ({ issuer: 'https://uni.example', subject })

describeOnBoth('logins through providers, for staff', (kind) => {
  it('are listed and explained, with what the provider sent', async () => {
    await using foyer = await startFoyer(kind)
    const organizer = await foyer.organizer('acme')
    const [uni, club] = [await makeProvider(foyer, organizer), await makeProvider(foyer, organizer, { slug: 'club' })]
    const { ssoLogins } = foyer.features
    const ann = await makeCustomer(foyer, organizer)
    const browser = await staffBrowser(foyer, { organizer })

    const empty = await browser.get(`${OFFICE}/ssologins`)
    expect(mainText(empty.text)).toContain('No logins yet')

    const claims = { sub: 's-1', name: 'Zoë', groups: ['a'], html: '<script>alert(1)</script>', access_token: 'S3CRET' }
    const known = { person: person('s-1'), claims, customerId: ann.id }
    expect(await ssoLogins.note(organizer.id, uni.id, { outcome: 'logged_in', ...known })).toBeNull()
    const refused = { outcome: 'email_missing', person: person('s-2'), claims: { sub: 's-2' } } as const
    const reference = await ssoLogins.note(organizer.id, uni.id, refused)
    expect(reference).toMatch(/^[A-HJ-NP-Z2-9]{8}$/)
    await ssoLogins.note(organizer.id, club.id, { outcome: 'denied', detail: { error: 'access_denied' } })

    const list = parse((await browser.get(`${OFFICE}/ssologins`)).text)
    expect(list.all('tbody th a')).toEqual([
      'The login was cancelled or refused at the provider.',
      'The provider sent no email address.',
      'Logged in',
    ])
    const ofUni = parse((await browser.get(`${OFFICE}/ssologins?provider=${uni.id}&show=refused`)).text)
    expect(ofUni.all('tbody th a')).toEqual(['The provider sent no email address.'])

    const typed = `${reference?.slice(0, 4).toLowerCase()} ${reference?.slice(4)}`
    const found = await browser.get(`${OFFICE}/ssologins?reference=${encodeURIComponent(typed)}`)
    expect(found.location).toBe(`${OFFICE}/ssologins/${reference}`)
    const entry = parse((await browser.get(found.location ?? '')).text)
    expect(entry.text('h1')).toBe(`Login ${reference}`)
    expect(entry.links('To the setting')).toEqual([`${OFFICE}/ssoprovider/${uni.id}/edit#f-claims-email`])
    const missing = await browser.get(`${OFFICE}/ssologins?reference=AAAAAAAA`)
    expect(mainText(missing.text)).toContain('There is no entry with this code')

    const { customerIdentities } = foyer.features
    await customerIdentities.arrive(organizer, personOf(uni, 'Subject-1', { email: ann.email }), {
      provenCustomer: ann.id,
    })
    const [identity] = await customerIdentities.of(organizer.id, ann.id)
    const one = await browser.get(`${OFFICE}/ssologins?reference=Subject-1`)
    const own = `${OFFICE}/customer/${ann.identifier}/identities`
    expect([one.status, one.location]).toEqual([303, `${own}/${identity?.id}`])
    for (const part of ['Subject-', 'subject-1', '%', "' or 1=1"]) {
      const nobody = await browser.get(`${OFFICE}/ssologins?${new URLSearchParams({ reference: part })}`)
      expect(mainText(nobody.text)).toContain('nobody with this user ID')
    }
    await customerIdentities.arrive(organizer, personOf(club, 'Subject-1', { email: ann.email }), {
      provenCustomer: ann.id,
    })
    const both = parse((await browser.get(`${OFFICE}/ssologins?reference=Subject-1`)).text)
    expect(both.links('Ann').map((href) => href.startsWith(own))).toEqual([true, true])

    const good = await ssoLogins.lastClaims(organizer.id, uni.id)
    expect(good?.claims).toEqual({ sub: 's-2' })
    const [first] = (await ssoLogins.list(organizer.id, { limit: 9, provider: uni.id })).logins.slice(-1)
    const page = await browser.get(`${OFFICE}/ssologins/${first?.id}`)
    expect(page.text).not.toContain('<script>alert')
    expect(page.text).not.toContain('S3CRET')
    expect(mainText(page.text)).toContain('"name": "Zoë"')
    expect(parse(page.text).links('ann@example.org')).toEqual([`${OFFICE}/customer/${ann.identifier}`])
    const edit = parse((await browser.get(`${OFFICE}/ssoprovider/${uni.id}/edit`)).text)
    expect(edit.links('The provider sent no email address.')).toEqual([`${OFFICE}/ssologins/${reference}`])
  })

  it('share entries, have an end, and are paged', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const organizer = await foyer.organizer('acme')
    const { id } = await makeProvider(foyer, organizer)
    const { ssoLogins } = foyer.features
    clock.advance(MINUTE - (clock.now() % MINUTE))
    const flood = () => ssoLogins.note(organizer.id, id, { outcome: 'attempt_unknown' })
    const references = new Set(await Promise.all(Array.from({ length: 50 }, flood)))
    expect(references.size).toBe(1)
    const [shared] = (await ssoLogins.list(organizer.id, { limit: 9 })).logins
    expect([shared?.outcome, shared?.count]).toEqual(['attempt_unknown', 50])
    for (let number = 0; number < 60; number++) {
      const error = { outcome: 'provider_error', detail: { error: `made up ${number}` } } as const
      await ssoLogins.note(organizer.id, id, error)
    }
    for (let number = 0; number < 5; number++) {
      clock.advance(2)
      const login = { outcome: 'logged_in', person: person(`p${number}`), claims: { number } } as const
      await ssoLogins.note(organizer.id, id, login)
    }
    const page = await ssoLogins.list(organizer.id, { limit: 5 })
    expect(page.logins.map(({ claims }) => claims?.number)).toEqual([4, 3, 2, 1, 0])
    const older = await ssoLogins.list(organizer.id, { limit: 100, cursor: page.older ?? undefined })
    expect(older.logins.length).toBe(10)
    const back = await ssoLogins.list(organizer.id, { limit: 5, cursor: older.newer ?? undefined })
    expect(back.logins.map(({ id: login }) => login)).toEqual(page.logins.map(({ id: login }) => login))
    clock.advance(31 * DAY)
    expect(await ssoLogins.cleanUp()).toBe(15)
    expect((await ssoLogins.list(organizer.id, { limit: 9 })).logins).toEqual([])
  })

  it('go with the person, and are part of the copy of their data', async () => {
    await using foyer = await startFoyer(kind)
    const organizer = await foyer.organizer('acme')
    const { id } = await makeProvider(foyer, organizer)
    const { ssoLogins, customers } = foyer.features
    const ann = await makeCustomer(foyer, organizer)
    const before = { outcome: 'email_unverified', person: person('ann'), claims: { sub: 'ann', n: 1 } } as const
    await ssoLogins.note(organizer.id, id, before)
    await ssoLogins.note(organizer.id, id, { ...before, outcome: 'logged_in', customerId: ann.id })
    await ssoLogins.note(organizer.id, id, { ...before, outcome: 'logged_in', person: person('ben') })
    const holder = customers.personalData.find(({ key }) => key === 'logins_at_providers')
    const copy = await holder?.export(foyer.platform.db.q, organizer, ann)
    expect(copy).toMatchObject([
      { outcome: 'logged_in', subject: 'ann', claims: { n: 1 } },
      { outcome: 'email_unverified', subject: 'ann' },
    ])
    await customers.anonymize(organizer, ann.id, { type: 'system' })
    const left = (await ssoLogins.list(organizer.id, { limit: 9 })).logins
    expect(left.map(({ person: whom }) => whom?.subject)).toEqual(['ben'])
    await ssoLogins.note(organizer.id, id, before)
    expect((await ssoLogins.list(organizer.id, { limit: 9 })).logins.length).toBe(2)
  })

  it('are for those who may see settings and customers, of their own organizer', async () => {
    await using foyer = await startFoyer(kind)
    const [acme, other] = [await foyer.organizer('acme'), await foyer.organizer('other')]
    const provider = await makeProvider(foyer, acme)
    const { ssoLogins } = foyer.features
    const refused = {
      outcome: 'email_missing',
      person: person('x'),
      claims: { sub: 'x', email: 'x@y.example' },
    } as const
    const reference = await ssoLogins.note(acme.id, provider.id, refused)
    expect(await ssoLogins.byReference(other.id, reference ?? '')).toBeNull()
    expect(await ssoLogins.lastClaims(other.id, provider.id)).toBeNull()
    const stranger = await staffBrowser(foyer, { email: 'stranger@example.org', organizer: other })
    expect((await stranger.get(`/control/organizer/other/ssologins/${reference}`)).status).toBe(404)
    expect((await stranger.get(`${OFFICE}/ssologins/${reference}`)).status).toBe(404)
    const plain = await staffBrowser(foyer, { email: 'member@example.org', organizer: acme, role: 'member' })
    expect((await plain.get(`${OFFICE}/ssologins`)).status).toBe(403)

    const settings = ['organizer.settings.general:write'] as const
    const { browser: setter } = await member(foyer, acme, 'setter@example.org', settings)
    expect((await setter.get(`${OFFICE}/ssologins`)).status).toBe(403)
    const edit = await setter.get(`${OFFICE}/ssoprovider/${provider.id}/edit`)
    expect(edit.status).toBe(200)
    expect(edit.text).not.toContain('x@y.example')
    expect(edit.text).not.toContain(reference ?? 'nothing')
    expect(parse((await setter.get(`${OFFICE}/ssoproviders`)).text).links('Logins')).toEqual([])
    expect((await setter.get(`${OFFICE}/ssoprovider/${provider.id}/customers`)).status).toBe(403)
  })
})
