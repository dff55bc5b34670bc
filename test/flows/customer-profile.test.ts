import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { codeFor, loggedIn, newClient, newCustomer, redeem, userinfo } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { mainText } from '../support/staff.ts'

const PAGE = '/acme/account/profile'
const FIELDS = 'nickname,birthdate,address,zoneinfo,website'
const COMMAND = { type: 'command' } as const

/** An organizer that asks for some of the fields, a person, and the person's browser. */
async function prepared(foyer: TestServer, fields = FIELDS) {
  const acme = await foyer.organizer('acme', {
    customer_accounts_profile_fields: fields,
    name_scheme: 'given_family',
  })
  const customer = await newCustomer(foyer, acme, { phone: '+493415550148' })
  const browser = await loggedIn(foyer, acme, customer)
  const now = async () => {
    const found = await foyer.features.customers.byId(acme.id, customer.id)
    if (!found) throw new Error('the customer is gone')
    return found
  }
  return { acme, customer, browser, now }
}

const filled = {
  given_name: 'Anna',
  family_name: 'Größwürth',
  phone: '+49 341 555 0149',
  locale: 'en',
  nickname: 'Anni',
  birthdate: '1990-04-23',
  zoneinfo: 'Europe/Berlin',
  website: 'https://anna.example/',
  'address.street_address': 'Hinterhaus\r\nHauptstr. 1',
  'address.postal_code': '04109',
  'address.locality': 'Leipzig',
  'address.country': 'DE',
}

describeOnBoth('the profile of a customer', (kind) => {
  it('is filled in by the person, with before and after in the history', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, browser, now } = await prepared(foyer)
    const page = await browser.get(PAGE)
    expect(page.status).toBe(200)
    expect(parse(page.text).attribute('.account-nav a[aria-current]', 'href')).toBe(PAGE)
    expect(parse(page.text).attribute('#f-email', 'readonly')).not.toBeNull()
    expect(page.text).not.toContain('<script')
    const saved = await browser.submit(PAGE, { ...filled, email: 'other@example.org', gender: 'f' })
    expect([saved.status, saved.location]).toEqual([303, PAGE])
    expect(await now()).toMatchObject({
      email: 'ann@example.org',
      name: 'Anna Größwürth',
      phone: '+493415550149',
      locale: 'en',
      profile: {
        nickname: 'Anni',
        birthdate: '1990-04-23',
        zoneinfo: 'Europe/Berlin',
        website: 'https://anna.example/',
        address: {
          street_address: 'Hinterhaus\nHauptstr. 1',
          postal_code: '04109',
          locality: 'Leipzig',
          country: 'DE',
        },
      },
    })
    expect((await now()).profile).not.toHaveProperty('gender')
    expect(mainText((await browser.get(PAGE)).text)).toContain('Your changes are saved.')
    await browser.submit(PAGE, { nickname: '', 'address.locality': 'Halle' })
    expect((await now()).profile).toMatchObject({ address: { locality: 'Halle', postal_code: '04109' } })
    expect((await now()).profile).not.toHaveProperty('nickname')
    const [last] = await foyer.features.audit.list(acme.id, { limit: 1 })
    expect(last).toMatchObject({
      action: 'pretix.customer.changed',
      actorType: 'customer',
      before: { nickname: 'Anni', address: { locality: 'Leipzig' } },
      after: { nickname: null, address: { locality: 'Halle' } },
    })
    await browser.submit(PAGE, {})
    expect(mainText((await browser.get(PAGE)).text)).toContain('Nothing was changed.')
  })

  it('keeps what was typed and names each wrong field', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, now } = await prepared(foyer)
    const before = await now()
    const answer = await browser.submit(PAGE, {
      ...filled,
      family_name: '',
      phone: '12',
      birthdate: '2990-01-01',
      website: 'anna',
      zoneinfo: 'Mars/Base',
      'address.country': 'XX',
    })
    expect(answer.status).toBe(422)
    const page = parse(answer.text)
    expect(page.all('.error-list li')).toHaveLength(6)
    for (const field of ['family_name', 'phone', 'birthdate', 'website', 'zoneinfo', 'address-country']) {
      expect(page.attribute(`#f-${field}`, 'aria-invalid')).toBe('true')
    }
    expect(page.attribute('#f-website', 'value')).toBe('anna')
    expect(page.attribute('#f-nickname', 'value')).toBe('Anni')
    expect(await now()).toEqual(before)
  })

  it('cannot be harmed by what no form of ours sends', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, now } = await prepared(foyer)
    const token = parse((await browser.get(PAGE)).text).form('profile')?.values._csrf ?? ''
    const before = await now()
    for (const hostile of [
      {},
      { ...filled, given_name: ['', ''] },
      { ...filled, given_name: '', is_active: 'on', phone_verified: 'on', identifier: 'X' },
      { ...filled, website: 'x'.repeat(100_000) },
      { ...filled, nickname: 'a\u0000b' },
    ]) {
      expect([400, 422]).toContain((await browser.post(PAGE, { ...hostile, _csrf: token })).status)
    }
    expect(await now()).toEqual(before)
    const twice = { ...filled, nickname: ['a', 'b'], birthdate: ['1990-04-23', '1990-04-24'] }
    await browser.post(PAGE, { ...twice, _csrf: token })
    expect((await now()).profile).not.toHaveProperty('nickname')
    expect((await now()).profile).not.toHaveProperty('birthdate')
    await browser.post(PAGE, { ...filled, _csrf: token, phone_verified: 'on', notes: 'vip', is_verified: '' })
    expect(await now()).toMatchObject({ isPhoneVerified: false, notes: null, isVerified: true })
    expect((await foyer.client().post(PAGE, filled)).status).toBe(403)
  })

  it('is for those who are logged in, and asks for nothing that is switched off', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, browser } = await prepared(foyer, '')
    const stranger = await foyer.client().get(PAGE)
    expect([stranger.status, stranger.location]).toEqual([303, `/acme/account/login?next=${encodeURIComponent(PAGE)}`])
    const page = await browser.get(`${PAGE}?locale=de`, { follow: true })
    expect(mainText(page.text)).toContain('Ihr Profil')
    expect(mainText(page.text)).not.toContain('Freiwillige')
    expect(parse(page.text).attribute('#f-nickname', 'name')).toBeNull()
    await foyer.features.organizers.set(acme, { customer_accounts: 'false' }, COMMAND)
    expect((await browser.get(PAGE)).status).toBe(404)
  })

  it('reaches apps as claims, as long as the organizer asks for the fields', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser } = await prepared(foyer)
    await browser.submit(PAGE, { ...filled, birthdate: '' })
    await foyer.features.customers.update(acme, customer.id, { profile: { birthdate: '0000-04-23' } }, COMMAND)
    const app = await newClient(foyer, acme, { allowedScopes: ['openid', 'profile', 'address', 'phone'] })
    const scope = 'openid profile address phone'
    const { body } = await redeem(foyer, acme, app, await codeFor(browser, acme, app, { scope }))
    const claims = (await userinfo(foyer, acme, body.access_token)).body
    expect(claims).toMatchObject({
      nickname: 'Anni',
      birthdate: '0000-04-23',
      zoneinfo: 'Europe/Berlin',
      website: 'https://anna.example/',
      phone_number: '+493415550149',
      phone_number_verified: false,
      address: { street_address: 'Hinterhaus\nHauptstr. 1', postal_code: '04109', locality: 'Leipzig', country: 'DE' },
    })
    await foyer.features.organizers.set(acme, { customer_accounts_profile_fields: 'nickname' }, COMMAND)
    const fewer = (await userinfo(foyer, acme, body.access_token)).body
    expect(fewer.nickname).toBe('Anni')
    expect(fewer).not.toHaveProperty('address')
    expect(fewer).not.toHaveProperty('birthdate')
  })

  it('is changed and confirmed by staff; a new number has to be confirmed again', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser, now } = await prepared(foyer)
    await foyer.features.customers.update(acme, customer.id, { profile: { gender: 'd' } }, COMMAND)
    const staff = await staffBrowser(foyer)
    const edit = `/control/organizer/acme/customer/${customer.identifier}/edit`
    await staff.submit(edit, { phone_verified: 'on', birthdate: '1990-04-23', 'address.country': 'AT' })
    expect(await now()).toMatchObject({
      isPhoneVerified: true,
      profile: { gender: 'd', birthdate: '1990-04-23', address: { country: 'AT' } },
    })
    const view = await staff.get(`/control/organizer/acme/customer/${customer.identifier}/`)
    expect(mainText(view.text)).toContain('23 April 1990')
    expect(mainText(view.text)).toContain('Austria')
    expect(mainText(view.text)).toMatch(/Number is confirmed ?No ?Yes/)
    const wrong = await staff.submit(edit, { birthdate: 'soon', nickname: 'Anni' })
    expect(wrong.status).toBe(422)
    expect(parse(wrong.text).attribute('#f-birthdate', 'value')).toBe('soon')
    await staff.submit(edit, { phone: '+43 1 5550148' })
    expect(await now()).toMatchObject({ phone: '+4315550148', isPhoneVerified: false })
    await staff.submit(edit, { phone_verified: 'on' })
    await browser.submit(PAGE, { phone: '+49 341 555 0148' })
    expect(await now()).toMatchObject({ phone: '+493415550148', isPhoneVerified: false })
    const made = await staff.submit('/control/organizer/acme/customer/add', {
      email: 'new@example.org',
      phone: '+49 341 555 0150',
      phone_verified: 'on',
      nickname: 'Neu',
    })
    expect(made.status).toBe(303)
    expect(await foyer.features.customers.byEmail(acme.id, 'new@example.org')).toMatchObject({
      isPhoneVerified: true,
      profile: { nickname: 'Neu' },
    })
  })

  it('is gone when the account is anonymised', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser, now } = await prepared(foyer)
    await browser.submit(PAGE, filled)
    await foyer.features.customers.update(acme, customer.id, { isPhoneVerified: true }, COMMAND)
    await foyer.features.customers.anonymize(acme, customer.id, COMMAND)
    expect(await now()).toMatchObject({ profile: {}, phone: null, isPhoneVerified: false })
    const { q } = foyer.platform.db
    const rows = [
      await q.selectFrom('customers').selectAll().execute(),
      await q.selectFrom('audit_log').selectAll().execute(),
    ]
    for (const trace of ['Anni', '1990-04-23', 'anna.example', 'Leipzig']) {
      expect(JSON.stringify(rows)).not.toContain(trace)
    }
  })
})

describeOnBoth('optional fields and single sign-on in the settings', (kind) => {
  it('are switched by staff', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await newClient(foyer, acme)
    const staff = await staffBrowser(foyer)
    const path = '/control/organizer/acme/settings'
    const page = await staff.get(path)
    expect(mainText(page.text)).toContain('1 app is connected. It stops working unless it does all of this.')
    expect(parse(page.text).attribute('#f-sso_end_tokens_on_password_change', 'checked')).not.toBeNull()
    const saved = await staff.submit(path, {
      customer_accounts_profile_fields: ['birthdate', 'address', 'unknown'],
      sso_high_security: 'on',
      sso_registration: 'on',
    })
    expect(saved.status).toBe(303)
    expect((await foyer.features.organizers.bySlug('acme'))?.settings).toMatchObject({
      customer_accounts_profile_fields: ['birthdate', 'address'],
      sso_high_security: true,
      sso_registration: true,
      sso_end_tokens_on_password_change: true,
    })
    const history = mainText((await staff.get('/control/organizer/acme/history')).text)
    expect(history).toContain('Date of birth, Address')
    const again = parse((await staff.get(path)).text)
    expect(again.attribute('#f-optional-address', 'checked')).not.toBeNull()
    expect(again.attribute('#f-optional-gender', 'checked')).toBeNull()
  })
})
