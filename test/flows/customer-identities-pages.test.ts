import { expect, it } from 'vitest'
import { makeCustomer } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { loggedIn } from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'
import { changeProvider, entered, makeProvider, outcomeOf, personOf } from '../support/sso-people.ts'

const SECURITY = '/acme/account/security'
const PROFILE = '/acme/account/profile'
const OFFICE = '/control/organizer/acme'
const ALWAYS = { email: 'always', name: 'always', phone: 'always', locale: 'always' } as const

describeOnBoth('identities of customers on pages', (kind) => {
  it('stand among the ways to log in, can be removed but for the last, and others connected', async () => {
    await using foyer = await startFoyer(kind)
    const { customerIdentities: identities, ssoProviders } = foyer.features
    const acme = await foyer.organizer('acme', { customer_accounts_login_code: 'false' })
    const uni = await makeProvider(foyer, acme)
    await makeProvider(foyer, acme, { slug: 'club', name: 'Sports club' })
    await makeProvider(foyer, acme, { slug: 'off', name: 'Switched off', isActive: false })
    const { customer, identity } = entered(await identities.arrive(acme, personOf(uni, 'ann')))
    const browser = await loggedIn(foyer, acme, customer)

    const page = await browser.get(SECURITY)
    expect(parse(page.text).text('main')).toContain('Universität Leipzig')
    expect(page.text).toContain('Connected as ann@uni.example since')
    expect(parse(page.text).form('/account/login/club/link')).toMatchObject({ method: 'post' })
    expect(page.text).not.toContain('Switched off')
    const remove = `${SECURITY}/providers/${identity.id}/remove`
    expect(parse(page.text).links('Remove')).toContain(remove)

    const last = await browser.get(remove)
    expect(parse(last.text).text('h1')).toBe('Universität Leipzig is your only way to log in')
    expect(parse(last.text).links('Set a password')).toEqual(['/acme/account/password'])
    const csrf = parse(page.text).form('/account/login/club/link')?.values ?? {}
    expect((await browser.post(remove, csrf)).status).toBe(409)
    expect((await browser.post(remove, {})).status).toBe(403)
    expect(await identities.of(acme.id, customer.id)).toHaveLength(1)

    const stranger = await loggedIn(foyer, acme, await makeCustomer(foyer, acme, { email: 'eve@example.org' }))
    expect((await stranger.get(remove)).status).toBe(404)
    expect((await stranger.get(`${SECURITY}/providers/..%2f/remove`)).status).toBe(404)
    expect((await foyer.client().get(remove)).status).toBe(303)

    const set = await browser.submit('/acme/account/password', {
      password: 'a good long one 7',
      new: 'a good long one 7',
      password_repeat: 'a good long one 7',
    })
    expect([set.status, set.location]).toEqual([303, SECURITY])
    const removed = await browser.submit(remove, {})
    expect([removed.status, removed.location]).toEqual([303, SECURITY])
    expect((await browser.get(SECURITY)).text).toContain('Universität Leipzig is not connected any more.')
    expect(await identities.of(acme.id, customer.id)).toEqual([])
    expect((await ssoProviders.usage(acme.id, uni.id)).customers).toBe(0)
  })

  it('52, 61: make fields read-only that the provider decides, whatever a form says', async () => {
    await using foyer = await startFoyer(kind)
    const { customerIdentities: identities, customers } = foyer.features
    const acme = await foyer.organizer('acme', { name_scheme: 'salutation_given_family' })
    const uni = await makeProvider(foyer, acme, {
      settings: { sync: ALWAYS, accountPage: 'https://account.uni.example/me' },
    })
    const claims = { given_name: 'Ann', family_name: 'Lang', phone_number: '+493419737100', locale: 'en' }
    const { customer } = entered(await identities.arrive(acme, personOf(uni, 'ann', claims)))
    const browser = await loggedIn(foyer, acme, customer)
    const now = async () => customers.byId(acme.id, customer.id)
    const forged = {
      given_name: 'Eve',
      family_name: 'Other',
      salutation: 'Mr',
      phone: '+493419737199',
      locale: 'de',
      email: 'eve@example.org',
      notes: '',
    }

    const page = parse((await browser.get(PROFILE)).text)
    for (const field of ['given_name', 'family_name', 'phone', 'locale', 'email']) {
      expect(page.attribute(`#f-${field}`, 'readonly'), field).not.toBeNull()
    }
    expect(page.attribute('#f-salutation', 'name')).toBeNull()
    expect(page.text('main')).toContain('Universität Leipzig decides this. Change it there')
    expect(page.links('Change it there')[0]).toBe('https://account.uni.example/me')
    expect((await browser.submit(PROFILE, forged)).status).toBe(303)
    expect(await now()).toMatchObject({
      name: 'Ann Lang',
      phone: '+493419737100',
      locale: 'en',
      modifiedAt: customer.modifiedAt,
    })

    const change = await browser.get('/acme/account/change')
    expect(parse(change.text).text('h1')).toBe('Your address comes from Universität Leipzig')
    const csrf = parse((await browser.get(PROFILE)).text).form(PROFILE)?.values ?? {}
    for (const path of ['/acme/account/change', '/acme/account/confirmchange']) {
      const answer = await browser.post(path, { ...csrf, email: 'eve@example.org', current: '', token: 'x' })
      expect(answer.status, path).toBe(409)
    }

    const staff = await staffBrowser(foyer)
    const edit = `${OFFICE}/customer/${customer.identifier}/edit`
    const form = parse((await staff.get(edit)).text)
    for (const field of ['given_name', 'phone', 'locale', 'email']) {
      expect(form.attribute(`#f-${field}`, 'readonly'), field).not.toBeNull()
    }
    expect(form.text('main')).not.toContain('Change it there')
    expect((await staff.submit(edit, { ...forged, external_identifier: 'crm-1', notes: 'a note' })).status).toBe(303)
    expect(await now()).toMatchObject({
      name: 'Ann Lang',
      phone: '+493419737100',
      locale: 'en',
      email: 'ann@uni.example',
      isVerified: true,
      externalIdentifier: 'crm-1',
      notes: 'a note',
    })

    await changeProvider(foyer, acme, uni.id, { settings: { sync: { ...ALWAYS, name: 'first' } } })
    expect((await browser.submit(PROFILE, { ...forged, given_name: 'Anna', family_name: 'Lang' })).status).toBe(303)
    expect(await now()).toMatchObject({ name: 'Anna Lang', phone: '+493419737100', email: 'ann@uni.example' })
    expect((await staff.submit(edit, { ...forged, given_name: 'Ann', family_name: 'Lang' })).status).toBe(303)
    expect(await now()).toMatchObject({ name: 'Ann Lang', phone: '+493419737100', email: 'ann@uni.example' })
    await foyer.deliver()
    expect(foyer.mails.sent).toEqual([])

    await changeProvider(foyer, acme, uni.id, { isActive: false })
    expect(parse((await browser.get(PROFILE)).text).attribute('#f-phone', 'readonly')).toBeNull()
    expect((await browser.submit(PROFILE, { ...forged, salutation: 'Ms' })).status).toBe(303)
    expect(await now()).toMatchObject({ name: 'Eve Other', phone: '+493419737199' })
  })

  it('are seen, unlinked and converted by staff who may', async () => {
    await using foyer = await startFoyer(kind)
    const { customerIdentities: identities, audit } = foyer.features
    const acme = await foyer.organizer('acme')
    const uni = await makeProvider(foyer, acme)
    const club = await makeProvider(foyer, acme, { slug: 'club', name: 'Sports club' })
    const { customer, identity } = entered(await identities.arrive(acme, personOf(uni, 'ann', { groups: ['staff'] })))
    const second = entered(await identities.arrive(acme, personOf(club, 'c-77'), { provenCustomer: customer.id }))
    await makeCustomer(foyer, acme, { email: 'native@example.org', password: null })
    const staff = await staffBrowser(foyer)
    const home = `${OFFICE}/customer/${customer.identifier}/`
    const path = `${home}identities/${identity.id}`

    const page = parse((await staff.get(home)).text)
    expect(page.links('Details')).toEqual([path, `${home}identities/${second.identity.id}`])
    const detail = await staff.get(path)
    expect(detail.text).toContain('&quot;staff&quot;')
    expect(parse(detail.text).text('dl')).toContain('ann@uni.example')

    const list = parse((await staff.get(`${OFFICE}/customers?provider=${club.id}`)).text)
    expect(list.all('th[scope=row] a')).toHaveLength(1)
    expect(list.text('main')).toContain('Logs in with Sports club')
    expect(parse((await staff.get(`${OFFICE}/customers?provider=none`)).text).all('th[scope=row] a')).toEqual([])
    const file = await staff.submit(`${OFFICE}/customers/export?provider=${uni.id}`, {})
    expect(file.text).toContain('"Universität Leipzig, Sports club"')
    expect(file.text).toContain('"ann, c-77"')

    const long = await staff.submit(`${path}/unlink`, { reason: 'x'.repeat(501) })
    expect(long.status).toBe(422)
    expect(long.text).toContain('Up to 500 characters')
    const done = await staff.submit(`${path}/unlink`, { reason: 'left' })
    expect([done.status, done.location]).toEqual([303, home])
    expect((await staff.get(path)).status).toBe(404)
    const convert = await staff.submit(`${home}identities/${second.identity.id}/convert`, { reason: '' })
    expect([convert.status, convert.location]).toEqual([303, home])
    expect(await identities.of(acme.id, customer.id)).toEqual([])
    const entries = await audit.list(acme.id, { limit: 9, object: { type: 'customer', id: customer.id } })
    expect(entries.map(({ action, actorType }) => [action, actorType]).slice(0, 3)).toEqual([
      ['foyer.customer.identity.converted', 'staff'],
      ['pretix.customer.password.resetrequested', 'staff'],
      ['foyer.customer.identity.unlinked', 'staff'],
    ])
    await foyer.deliver()
    const subjects = foyer.mails.sent.map(({ subject }) => subject)
    expect(subjects.filter((subject) => subject.startsWith('You no longer log in with'))).toHaveLength(2)
    expect(outcomeOf(await identities.arrive(acme, personOf(uni, 'ann')))).toBe('prove')

    const beta = await foyer.organizer('beta')
    const other = await staffBrowser(foyer, { email: 'beta@example.org', organizer: beta })
    const there = entered(await identities.arrive(acme, personOf(uni, 'zoe')))
    const foreign = `/control/organizer/beta/customer/${there.customer.identifier}/identities/${there.identity.id}`
    expect((await other.get(foreign)).status).toBe(404)
    const member = await staffBrowser(foyer, { email: 'member@example.org', organizer: acme, role: 'member' })
    const seen = await member.get(`${OFFICE}/customer/${there.customer.identifier}/identities/${there.identity.id}`)
    expect([200, 403]).toContain(seen.status)
    expect(seen.text).not.toContain('&quot;sub&quot;')
  })
})
