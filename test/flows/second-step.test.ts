import { afterAll, beforeAll, expect, it } from 'vitest'
import { isLoggedIn, logIn, PASSWORD } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { SoftAuthenticator } from '../support/passkey.ts'
import { authorizePath, newClient, redeem, responseOf } from '../support/provider.ts'
import {
  addPasskey,
  codeAt,
  codesOn,
  firstStep,
  keyOn,
  movableClock,
  optionsOf,
  secondStep,
  stepScene,
  turnOnTotp,
} from '../support/second-step.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const SYSTEM = { type: 'system' } as const
const EMAIL = 'ann@example.org'

describeOnBoth('the second step', (kind) => {
  const clock = movableClock()
  let foyer: TestServer
  beforeAll(async () => {
    foyer = await startFoyer(kind, { platform: { clock } })
  })
  afterAll(() => foyer?.stop())

  /** The amr of the session that began last. */
  async function lastAmr(organizerId: string) {
    const row = await foyer.platform.db.q
      .selectFrom('customer_sessions')
      .select('amr')
      .where('organizer_id', '=', organizerId as never)
      .orderBy('auth_at', 'desc')
      .executeTakeFirst()
    return row?.amr
  }

  it('is not asked for without a second factor', async () => {
    const { slug } = await stepScene(foyer)
    expect((await logIn(foyer.client(), slug)).location).toBe(`/${slug}/account/`)
  })

  it('is turned on with an app that shows it has the key, and tells the owner', async () => {
    const { browser, slug, acme, customer } = await stepScene(foyer)
    const elsewhere = foyer.client()
    await logIn(elsewhere, slug)
    const page = await browser.get(`/${slug}/account/security/totp`)
    const key = keyOn(page)
    expect(key).toMatch(/^[A-Z2-7]{32}$/)
    expect(parse(page.text).attribute('main svg[role=img] path', 'd')).toMatch(/^M4 4h1v1h-1z/)
    const wrong = await browser.submit('', { code: '000000' }, { page })
    expect([wrong.status, keyOn(wrong)]).toEqual([422, key])
    expect(parse(wrong.text).text('.field-error')).toContain('Check that the clock of your phone is right')
    expect((await foyer.features.secondFactors.of(acme.id, customer.id)).totpSince).toBeNull()
    const spaced = codeAt(key, clock.now()).replace(/^(...)/, '$1 ')
    const done = await browser.submit('', { code: spaced }, { page: wrong, follow: true })
    expect(codesOn(done)).toHaveLength(10)
    expect(parse(done.text).text('[role=status]')).toBe('The authenticator app is on.')
    expect(await isLoggedIn(browser, slug)).toBe(true)
    expect(await isLoggedIn(elsewhere, slug)).toBe(false)
    const { secret } = await foyer.platform.db.q
      .selectFrom('customer_totp')
      .select('secret')
      .where('customer_id', '=', customer.id)
      .executeTakeFirstOrThrow()
    expect(secret).not.toContain(key)
    const stored = await foyer.platform.db.q.selectFrom('customer_recovery_codes').selectAll().execute()
    for (const code of codesOn(done)) expect(JSON.stringify(stored)).not.toContain(code.replaceAll('-', ''))
    await foyer.deliver()
    const mail = foyer.mails.sent.findLast(({ subject }) => subject.includes(`${slug} festival was changed`))
    expect(mail?.text).toContain('An authenticator app was turned on for your account')
    const again = await browser.get(`/${slug}/account/security/recovery-codes`)
    expect(codesOn(again)).toEqual([])
    expect(parse(again.text).text('main')).toContain('10 of 10 left.')
  })

  it('takes the code of the app after the password, and leads on', async () => {
    const scene = await stepScene(foyer)
    const { slug, acme } = scene
    const { key } = await turnOnTotp(scene, clock)
    const browser = await firstStep(foyer, slug, `/${slug}/account/apps`)
    expect(await isLoggedIn(browser, slug)).toBe(false)
    const page = parse((await browser.get(`/${slug}/account/login/second-step`)).text)
    expect(page.text('h1')).toBe('Second step')
    expect(page.text('main')).toContain('Ann Example')
    expect(page.text('main')).toContain(`ask ${slug} festival`)
    const answer = await secondStep(browser, slug, codeAt(key, clock.now()))
    expect([answer.status, answer.location]).toEqual([303, `/${slug}/account/apps`])
    expect(await isLoggedIn(browser, slug)).toBe(true)
    expect(await lastAmr(acme.id)).toBe('pwd otp mfa')
  })

  it('takes each recovery code once, however it is typed, and says how many are left', async () => {
    const scene = await stepScene(foyer)
    const { slug } = scene
    const { codes } = await turnOnTotp(scene, clock)
    const [first = ''] = codes
    const browser = await firstStep(foyer, slug)
    const typed = ` ${first.toLowerCase().replaceAll('-', ' ')} `
    expect((await secondStep(browser, slug, typed)).location).toBe(`/${slug}/account/`)
    const page = parse((await browser.get(`/${slug}/account/security/recovery-codes`)).text)
    expect(page.text('main')).toContain('9 of 10 left.')
    await foyer.deliver()
    const mail = foyer.mails.sent.findLast(({ subject }) => subject.includes(`${slug} festival was changed`))
    expect(mail?.text).toContain('Somebody logged in to your account with a recovery code')
    const again = await secondStep(await firstStep(foyer, slug), slug, first)
    expect([again.status, parse(again.text).text('.field-error')]).toEqual([
      422,
      'That code is not right, or was used before. You have 4 more tries.',
    ])
  })

  it('replaces recovery codes by new ones, which can be downloaded once', async () => {
    const scene = await stepScene(foyer)
    const { browser, slug } = scene
    const { codes } = await turnOnTotp(scene, clock)
    const shown = await browser.submit(`/${slug}/account/security/recovery-codes`, {}, { follow: true })
    const fresh = codesOn(shown)
    expect(fresh).toHaveLength(10)
    expect(fresh.filter((code) => codes.includes(code))).toEqual([])
    const file = await browser.submit('', {}, { page: shown, form: '/download' })
    expect(file.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="recovery-codes-${slug}.txt"`)
    for (const code of fresh) expect(file.text).toContain(code)
    const made = await browser.submit('', { codes: '<script>' }, { page: shown, form: '/download' })
    expect(made.status).toBe(404)
    const step = await firstStep(foyer, slug)
    expect((await secondStep(step, slug, codes[0] ?? '')).status).toBe(422)
    expect((await secondStep(step, slug, fresh[0] ?? '')).status).toBe(303)
  })

  it('says what is wrong with a code without taking a try away', async () => {
    const scene = await stepScene(foyer)
    const { slug } = scene
    const { key } = await turnOnTotp(scene, clock)
    const browser = await firstStep(foyer, slug)
    for (let round = 0; round < 6; round++) {
      const answer = await secondStep(browser, slug, round % 2 === 0 ? '' : '12 34')
      expect(answer.status).toBe(422)
    }
    expect((await secondStep(browser, slug, codeAt(key, clock.now()))).status).toBe(303)
  })

  it('ends after ten minutes; the way is kept', async () => {
    const scene = await stepScene(foyer)
    const { slug } = scene
    const { key } = await turnOnTotp(scene, clock)
    const next = `/${slug}/account/apps`
    const browser = await firstStep(foyer, slug, next)
    const page = await browser.get(`/${slug}/account/login/second-step`)
    clock.pass(11 * 60_000)
    const late = await browser.submit('', { code: codeAt(key, clock.now()) }, { page })
    expect(late.location).toBe(`/${slug}/account/login?${new URLSearchParams({ next })}`)
    expect(parse((await browser.get(late.location ?? '')).text).text('[role=status]')).toContain('took too long')
    expect(await isLoggedIn(browser, slug)).toBe(false)
    const nothing = await foyer.client().get(`/${slug}/account/login/second-step?next=https://evil.example/`)
    expect(nothing.location).toBe(`/${slug}/account/login`)
  })

  it('is turned off after a question; recovery codes go with the last factor', async () => {
    const scene = await stepScene(foyer)
    const { browser, slug, acme, customer } = scene
    await turnOnTotp(scene, clock)
    const question = await browser.get(`/${slug}/account/security/totp`)
    expect(parse(question.text).text('main')).toContain('your recovery codes are deleted with it')
    await browser.submit('', {}, { page: question })
    expect(await foyer.features.secondFactors.of(acme.id, customer.id)).toMatchObject({
      totpSince: null,
      codes: { left: 0 },
    })
    expect((await logIn(foyer.client(), slug)).location).toBe(`/${slug}/account/`)
  })

  it('has to be set up where the organizer requires it, before there is a session', async () => {
    const { slug, acme } = await stepScene(foyer, { customer_accounts_second_step: 'required' })
    const next = `/${slug}/account/apps`
    const browser = await firstStep(foyer, slug, next)
    const page = await browser.get(`/${slug}/account/login/second-step`)
    expect(parse(page.text).text('h1')).toBe('Set up a second step')
    expect(await isLoggedIn(browser, slug)).toBe(false)
    const key = keyOn(page)
    const wrong = await browser.submit('', { code: '000000' }, { page, form: '/totp' })
    expect([wrong.status, keyOn(wrong)]).toEqual([422, key])
    const done = await browser.submit('', { code: codeAt(key, clock.now()) }, { page: wrong, form: '/totp' })
    const shown = await browser.get(done.location ?? '')
    expect(codesOn(shown)).toHaveLength(10)
    expect(parse(shown.text).links('go on')).toEqual([next])
    expect(await lastAmr(acme.id)).toBe('pwd otp mfa')
    const off = parse((await browser.get(`/${slug}/account/security/totp`)).text)
    expect(off.text('main')).toContain('this is your last second factor')
    expect(off.form('/totp')).toBeNull()
  })

  it('can be set up as a passkey on the way in', async () => {
    const { slug, acme } = await stepScene(foyer, { customer_accounts_second_step: 'required' })
    const browser = await firstStep(foyer, slug)
    const page = await browser.get(`/${slug}/account/login/second-step`)
    const { options } = await optionsOf(browser, page, 'second-step/register')
    const credential = new SoftAuthenticator(foyer.url).create(options)
    const done = await browser.submit('', { credential }, { page, form: 'second-step/register' })
    expect(done.location).toBe(`/${slug}/account/security/recovery-codes`)
    expect(await isLoggedIn(browser, slug)).toBe(true)
    expect(await lastAmr(acme.id)).toBe('pwd pop user mfa')
  })

  it('cannot lose its last factor where it is required', async () => {
    const scene = await stepScene(foyer)
    const { acme, customer, browser, slug } = scene
    const { features } = foyer
    await turnOnTotp(scene, clock)
    await addPasskey(scene, new SoftAuthenticator(foyer.url))
    const required = await features.organizers.set(acme, { customer_accounts_second_step: 'required' }, SYSTEM)
    const context = { organizer: required, customer, site: { origin: foyer.url, base: `/${slug}` }, actor: SYSTEM }
    const [passkey] = await features.secondFactors.passkeys.list(acme.id, customer.id)
    if (!passkey) throw new Error('no passkey')
    const outcomes = await Promise.all([
      features.secondFactors.totp.turnOff(context),
      features.secondFactors.passkeys.remove(context, passkey),
    ])
    expect(outcomes.filter((outcome) => outcome === 'last_required')).toHaveLength(1)
    expect((await browser.get(`/${slug}/account/login`)).status).toBe(200)
  })

  it('is not asked for where the organizer has none', async () => {
    const scene = await stepScene(foyer)
    const { acme, slug, browser } = scene
    await turnOnTotp(scene, clock)
    await foyer.features.organizers.set(acme, { customer_accounts_second_step: 'off' }, SYSTEM)
    for (const page of ['login/second-step', 'security/totp', 'security/recovery-codes']) {
      expect((await browser.get(`/${slug}/account/${page}`)).status).toBe(404)
    }
    expect((await logIn(foyer.client(), slug)).location).toBe(`/${slug}/account/`)
  })

  it('goes on to the app that waits, which learns of both steps', async () => {
    const scene = await stepScene(foyer)
    const { acme } = scene
    const app = await newClient(foyer, acme)
    const { key } = await turnOnTotp(scene, clock)
    const browser = foyer.client()
    const login = await browser.get(authorizePath(acme, app), { follow: true })
    const first = await browser.submit(
      '',
      { email: EMAIL, password: PASSWORD },
      { page: login, form: '/account/login' },
    )
    const page = await browser.get(first.location ?? '')
    expect(parse(page.text).text('.continue-to')).toContain(app.name)
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://app.example")
    const done = await browser.submit('', { code: codeAt(key, clock.now()) }, { page, form: 'second-step' })
    const { code = '' } = responseOf(await browser.get(done.location ?? ''))
    const { body } = await redeem(foyer, acme, app, code)
    const claims = JSON.parse(Buffer.from(String(body.id_token).split('.')[1] ?? '', 'base64url').toString())
    expect(claims.amr).toEqual(['pwd', 'otp', 'mfa'])
  })

  it('is reset by staff, who say how they knew the person; the history and the owner are told', async () => {
    const scene = await stepScene(foyer)
    const { acme, slug, customer, browser } = scene
    await turnOnTotp(scene, clock)
    await addPasskey(scene, new SoftAuthenticator(foyer.url))
    const staff = await staffBrowser(foyer, { organizer: acme, email: `jonas@${slug}.example` })
    const address = `/control/organizer/${slug}/customer/${customer.identifier}/`
    const [reset = ''] = parse((await staff.get(address)).text).links('Reset second step')
    const page = await staff.get(reset)
    const text = parse(page.text).text('main') ?? ''
    expect(text).toContain('10 recovery codes stop working.')
    expect(text).toContain('1 session ends.')
    const empty = await staff.submit('', { reason: ' ' }, { page })
    expect([empty.status, parse(empty.text).text('.field-error')]).toEqual([
      422,
      'Please say how you made sure that it is this person.',
    ])
    const reason = 'Called back at the number in the account'
    const done = parse((await staff.submit('', { reason }, { page: empty, follow: true })).text)
    expect(done.text('main')).toContain('Second step reset')
    expect(done.text('main')).toContain(`Reason: ${reason}`)
    expect(await isLoggedIn(browser, slug)).toBe(false)
    const left = await foyer.features.secondFactors.of(acme.id, customer.id)
    expect([left.totpSince, left.codes.left, left.passkeys.length]).toEqual([null, 0, 1])
    const again = await staff.submit(reset, { reason })
    expect(parse(again.text).text('.field-error')).toBe('Nothing would be removed. Tick the passkeys as well.')
    await staff.submit(reset, { reason, passkeys: 'on' })
    expect((await logIn(foyer.client(), slug)).location).toBe(`/${slug}/account/`)
    await foyer.deliver()
    const mail = foyer.mails.sent.findLast(({ subject }) => subject.includes(`${slug} festival was changed`))
    expect(mail?.text).toContain('The organizer reset the second step of your account')
  })

  it('is part of the copy of all data without secrets, and goes with the account', async () => {
    const scene = await stepScene(foyer)
    const { acme, customer } = scene
    const { customers, secondFactors } = foyer.features
    await turnOnTotp(scene, clock)
    await addPasskey(scene, new SoftAuthenticator(foyer.url), { name: 'Phone' })
    const holder = customers.personalData.find(({ key }) => key === 'second_factors')
    const copy = await holder?.export(foyer.platform.db.q, acme, customer)
    expect(copy).toEqual({
      passkeys: [{ name: 'Phone', works_at: 'localhost', added_at: expect.any(String), last_used_at: null }],
      authenticator_app_since: expect.any(String),
      recovery_codes_left: 10,
    })
    expect((await holder?.preview(foyer.platform.db.q, acme, customer))?.goes).toHaveLength(2)
    await customers.anonymize(acme, customer.id, SYSTEM)
    expect(await secondFactors.of(acme.id, customer.id)).toEqual({
      passkeys: [],
      totpSince: null,
      codes: { left: 0, madeAt: null },
    })
  })
})
