import { afterAll, beforeAll, expect, it } from 'vitest'
import { isLoggedIn, makeCustomer, PASSWORD } from '../support/accounts.ts'
import { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { SoftAuthenticator } from '../support/passkey.ts'
import {
  addPasskey,
  codesOn,
  firstStep,
  movableClock,
  optionsOf,
  passkeyLogin,
  secondStep,
  stepScene,
} from '../support/second-step.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const SYSTEM = { type: 'system' } as const

describeOnBoth('passkeys', (kind) => {
  const clock = movableClock()
  let foyer: TestServer
  beforeAll(async () => {
    foyer = await startFoyer(kind, { platform: { clock } })
  })
  afterAll(() => foyer?.stop())

  it('are made in the account: discoverable, with a verified holder, named after the account', async () => {
    const scene = await stepScene(foyer)
    const { browser, slug, customer } = scene
    const page = await browser.get(`/${slug}/account/security/passkeys/add`)
    const { options } = await optionsOf(browser, page, '/passkeys/add')
    expect(options.rp).toEqual({ id: 'localhost', name: `${slug} festival` })
    expect(options.authenticatorSelection).toMatchObject({ residentKey: 'required', userVerification: 'required' })
    expect(Buffer.from(options.user?.id ?? '', 'base64url').toString()).toBe(customer.id)
    expect(options.user?.name).toBe(`ann@example.org (${slug} festival)`)
    const device = new SoftAuthenticator(foyer.url)
    const added = await addPasskey(scene, device, { name: 'Ann’s phone' })
    expect([added.status, added.location]).toEqual([303, `/${slug}/account/security/recovery-codes`])
    expect(codesOn(await browser.get(added.location ?? ''))).toHaveLength(10)
    const account = parse((await browser.get(`/${slug}/account/security`)).text)
    expect(account.text('main')).toContain('Passkey “Ann’s phone”Added')
    expect(account.text('main')).toContain('never used')
    await foyer.deliver()
    const mail = foyer.mails.sent.findLast(({ subject }) => subject.includes(`${slug} festival was changed`))
    expect(mail?.text).toContain('The passkey “Ann’s phone” was added to your account. That was on ')
    const again = await optionsOf(browser, page, '/passkeys/add')
    expect(again.options.excludeCredentials).toHaveLength(1)
  })

  it('log in without a name or a password, and count as both steps', async () => {
    const scene = await stepScene(foyer)
    const device = new SoftAuthenticator(foyer.url)
    await addPasskey(scene, device)
    const browser = foyer.client()
    const answer = await passkeyLogin(browser, `/${scene.slug}/account/login?next=/${scene.slug}/account/apps`, device)
    expect([answer.status, answer.location]).toEqual([303, `/${scene.slug}/account/apps`])
    expect(await isLoggedIn(browser, scene.slug)).toBe(true)
    const [session] = await foyer.platform.db.q
      .selectFrom('customer_sessions')
      .select('amr')
      .where('organizer_id', '=', scene.acme.id)
      .orderBy('created_at', 'desc')
      .execute()
    expect(session?.amr).toBe('pop user mfa')
    const account = parse((await browser.get(`/${scene.slug}/account/security`)).text)
    expect(account.text('main')).toContain('last used')
  })

  it('are renamed and removed after a recent login; the last one takes the recovery codes with it', async () => {
    const scene = await stepScene(foyer)
    const { browser, slug, acme, customer } = scene
    const device = new SoftAuthenticator(foyer.url)
    await addPasskey(scene, device, { name: '' })
    const other = foyer.client()
    await passkeyLogin(other, `/${slug}/account/login`, device)
    const list = parse((await browser.get(`/${slug}/account/security`)).text)
    const [rename = ''] = list.links('Rename')
    expect(list.text('main')).toContain('Passkey “Passkey”')
    const empty = await browser.submit(rename, { name: ' \u200b ' }, { form: '/passkeys/' })
    expect([empty.status, parse(empty.text).text('.field-error')]).toEqual([422, 'Please enter a name.'])
    const renamed = await browser.submit(rename, { name: '<b>Schlüssel</b>' }, { form: '/passkeys/', follow: true })
    expect(parse(renamed.text).text('main')).toContain('Passkey “<b>Schlüssel</b>”')
    const [remove = ''] = list.links('Remove')
    const question = await browser.get(remove)
    expect(parse(question.text).text('main')).toContain('your recovery codes are deleted with it')
    clock.pass(16 * 60_000)
    expect((await browser.get(remove)).location).toContain('reason=recent')
    await passkeyLogin(browser, (await browser.get(remove)).location ?? '', device)
    const done = await browser.submit(remove, {}, { form: '/remove', follow: true })
    expect(parse(done.text).text('[role=status]')).toContain('is removed.')
    expect(await isLoggedIn(browser, slug)).toBe(true)
    expect(await isLoggedIn(other, slug)).toBe(false)
    expect(await foyer.features.secondFactors.of(acme.id, customer.id)).toEqual({
      passkeys: [],
      totpSince: null,
      codes: { left: 0, madeAt: null },
    })
    const refused = await passkeyLogin(foyer.client(), `/${slug}/account/login`, device, {}, { follow: true })
    expect(parse(refused.text).text('[role=alert]')).toContain('That passkey did not open an account here.')
  })

  it('stand in for a password that is asked for again, for the same person only', async () => {
    const scene = await stepScene(foyer)
    const { browser, slug } = scene
    const device = new SoftAuthenticator(foyer.url)
    await addPasskey(scene, device)
    clock.pass(16 * 60_000)
    const asked = await browser.get(`/${slug}/account/security/totp`)
    expect(asked.location).toContain('reauth=1&reason=recent')
    const page = await browser.get(asked.location ?? '')
    const { options } = await optionsOf(browser, page, '/account/login/passkey')
    expect(options.allowCredentials).toHaveLength(1)
    const answer = await passkeyLogin(browser, asked.location ?? '', device)
    expect(answer.location).toBe(`/${slug}/account/security/totp`)
    expect((await browser.get(answer.location ?? '')).status).toBe(200)
  })

  it('are the second step after a password, also when their holder was not verified', async () => {
    const scene = await stepScene(foyer)
    const { slug } = scene
    const device = new SoftAuthenticator(foyer.url)
    await addPasskey(scene, device)
    const browser = await firstStep(foyer, slug, `/${slug}/account/apps`)
    const page = await browser.get(`/${slug}/account/login/second-step`)
    expect(page.text).not.toContain('authenticator app, or')
    const { options } = await optionsOf(browser, page, 'second-step/passkey')
    expect(options).toMatchObject({ userVerification: 'preferred', allowCredentials: [{ type: 'public-key' }] })
    const credential = device.get(options, { isUserVerified: false })
    const answer = await browser.submit('', { credential }, { page, form: 'second-step/passkey' })
    expect([answer.status, answer.location]).toEqual([303, `/${slug}/account/apps`])
    expect(await isLoggedIn(browser, slug)).toBe(true)
  })

  it('work at the address for which they were made', async () => {
    const scene = await stepScene(foyer)
    const { acme, customer, slug, browser } = scene
    const device = new SoftAuthenticator(foyer.url)
    const added = await addPasskey(scene, device)
    const [code = ''] = codesOn(await browser.get(added.location ?? ''))
    await foyer.platform.db.q
      .updateTable('customer_passkeys')
      .set({ rp_id: 'tickets.acme.example' })
      .where('customer_id', '=', customer.id)
      .execute()
    expect((await browser.get(`/${slug}/account/security`)).text).toContain('works at tickets.acme.example only')
    const step = await firstStep(foyer, slug)
    const page = parse((await step.get(`/${slug}/account/login/second-step`)).text)
    expect(page.text('main')).toContain('Your passkeys work at tickets.acme.example.')
    expect(page.form('second-step/passkey')).toBeNull()
    expect((await secondStep(step, slug, code)).status).toBe(303)
    const [passkey] = await foyer.features.secondFactors.passkeys.list(acme.id, customer.id)
    expect(passkey?.rpId).toBe('tickets.acme.example')
  })

  it('of an organizer’s own domain work there, and not at the main address', async () => {
    const env = { FOYER_URL: 'https://tickets.example', FOYER_TRUSTED_PROXIES: '127.0.0.1,::1' }
    await using server = await startFoyer(kind, { env })
    const acme = await server.organizer('acme')
    await server.features.organizers.addDomain(acme, 'shop.acme.example', SYSTEM)
    await makeCustomer(server, acme)
    const at = (host: string) =>
      new BrowserClient(`http://localhost:${server.config.port}`, { headers: { 'x-forwarded-host': host } })
    const browser = at('shop.acme.example')
    await browser.submit('/account/login', { email: 'ann@example.org', password: PASSWORD }, { form: '/account/login' })
    const device = new SoftAuthenticator('https://shop.acme.example')
    const page = await browser.get('/account/security/passkeys/add')
    const { options } = await optionsOf(browser, page, '/passkeys/add')
    expect([options.rp?.id, options.user?.name]).toEqual(['shop.acme.example', 'ann@example.org'])
    const credential = device.create(options)
    expect((await browser.submit('', { credential }, { page, form: '/passkeys/add' })).status).toBe(303)
    expect((await passkeyLogin(at('shop.acme.example'), '/account/login', device)).location).toBe('/account/')
    const main = '/acme/account/login'
    expect((await passkeyLogin(at('tickets.example'), main, device)).location).toBe(main)
    const copied = { origin: 'https://tickets.example' }
    expect((await passkeyLogin(at('tickets.example'), main, device, copied)).location).toBe(main)
  })

  it('are gone where the organizer does not want them', async () => {
    const scene = await stepScene(foyer)
    const { acme, slug, browser } = scene
    const device = new SoftAuthenticator(foyer.url)
    await addPasskey(scene, device)
    const page = await browser.get(`/${slug}/account/security/passkeys/add`)
    const guest = foyer.client()
    const login = await guest.get(`/${slug}/account/login`)
    const { options } = await optionsOf(guest, login, '/account/login/passkey')
    await foyer.features.organizers.set(acme, { customer_accounts_passkeys: 'false' }, SYSTEM)
    expect((await guest.get(`/${slug}/account/login`)).text).not.toContain('passkey')
    expect((await optionsOf(guest, login, '/account/login/passkey')).status).toBe(404)
    const credential = device.get(options)
    expect((await guest.submit('', { credential }, { page: login, form: '/account/login/passkey' })).status).toBe(404)
    expect((await optionsOf(browser, page, '/passkeys/add')).status).toBe(404)
    expect((await browser.get(`/${slug}/account/security`)).text).not.toContain('passkey')
    const { email, password } = { email: 'ann@example.org', password: 'correct horse 1' }
    const answer = await foyer
      .client()
      .submit(`/${slug}/account/login`, { email, password }, { form: '/account/login' })
    expect(answer.location).toBe(`/${slug}/account/`)
  })

  it('speak German', async () => {
    const scene = await stepScene(foyer)
    const { browser, slug } = scene
    await browser.get(`/${slug}/account/?locale=de`, { follow: true })
    expect((await browser.get(`/${slug}/account/login?reauth=1`)).text).toContain('Mit einem Passkey anmelden')
    const page = parse((await browser.get(`/${slug}/account/security/passkeys/add`)).text)
    expect(page.text('h1')).toBe('Passkey hinzufügen')
  })

  it('stand on the customer’s page in the back office', async () => {
    const scene = await stepScene(foyer)
    const { acme, slug, customer } = scene
    await addPasskey(scene, new SoftAuthenticator(foyer.url), { name: 'Yubi' })
    const staff = await staffBrowser(foyer, { organizer: acme, email: `jonas@${slug}.example` })
    const page = parse((await staff.get(`/control/organizer/${slug}/customer/${customer.identifier}/`)).text)
    expect(page.text('main')).toContain('Passkey “Yubi”Added')
    expect(page.text('main')).toContain('works at localhost only')
    expect(page.text('main')).toContain('10 of 10 left')
    expect(page.text('main')).toContain('Passkey “Yubi” added')
  })
})
