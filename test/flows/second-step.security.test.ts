import { afterAll, beforeAll, expect, it } from 'vitest'
import { isLoggedIn, logIn, makeCustomer, PASSWORD } from '../support/accounts.ts'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { SoftAuthenticator } from '../support/passkey.ts'
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
const RIVALS = 50

describeOnBoth('the second step and those who want past it', (kind) => {
  const clock = movableClock()
  let foyer: TestServer
  beforeAll(async () => {
    foyer = await startFoyer(kind, { platform: { clock } })
  })
  afterAll(() => foyer?.stop())

  const submit = (browser: BrowserClient, slug: string, code: string) => secondStep(browser, slug, code)

  /** So many logins that passed the first step. */
  async function waiting(slug: string, count: number) {
    const { organizers, signIn, customers } = foyer.features
    const organizer = await organizers.bySlug(slug)
    const customer = organizer && (await customers.byEmail(organizer.id, 'ann@example.org'))
    if (!organizer || !customer) throw new Error('nobody is there')
    const site = { origin: foyer.url, base: `/${slug}` }
    const browser = { client: { userAgent: 'test', ip: '' }, site, host: null, previousToken: null }
    const logins = await Promise.all(
      Array.from({ length: count }, (_, number) =>
        signIn.completion.complete(
          organizer,
          { customer, amr: ['pwd'], next: null },
          { ...browser, token: String(number).padStart(43, 'a') },
        ),
      ),
    )
    const tokens = logins.map((login) => (login.kind === 'second_step' ? login.token : ''))
    return { organizer, tokens, site }
  }

  it('of fifty logins with the same code of the app one passes', async () => {
    const scene = await stepScene(foyer)
    const { key } = await turnOnTotp(scene, clock)
    const { organizer, tokens, site } = await waiting(scene.slug, RIVALS)
    const typed = { kind: 'totp', code: codeAt(key, clock.now()) } as const
    const outcomes = await Promise.allSettled(
      tokens.map((token, number) =>
        foyer.features.secondFactors.secondStep.passWithCode(organizer, token, typed, { ip: `10.0.0.${number}`, site }),
      ),
    )
    const passed = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value.kind === 'passed')
    expect(passed).toHaveLength(1)
  })

  it('of fifty logins with the same recovery code one passes', async () => {
    const scene = await stepScene(foyer)
    const { codes } = await turnOnTotp(scene, clock)
    const { organizer, tokens, site } = await waiting(scene.slug, RIVALS)
    const typed = { kind: 'recovery', code: (codes[0] ?? '').replaceAll('-', '') } as const
    const outcomes = await Promise.all(
      tokens.map((token, number) =>
        foyer.features.secondFactors.secondStep.passWithCode(organizer, token, typed, { ip: `10.0.1.${number}`, site }),
      ),
    )
    expect(outcomes.filter(({ kind: outcome }) => outcome === 'passed')).toHaveLength(1)
    expect((await foyer.features.secondFactors.of(organizer.id, scene.customer.id)).codes.left).toBe(9)
  })

  it('of one login sent twice one begins a session; the code of the other is not used up', async () => {
    const scene = await stepScene(foyer)
    const { codes } = await turnOnTotp(scene, clock)
    const { organizer, tokens, site } = await waiting(scene.slug, 1)
    const typed = (code = '') => ({ kind: 'recovery', code: code.replaceAll('-', '') }) as const
    const outcomes = await Promise.all(
      [codes[1], codes[2]].map((code, number) =>
        foyer.features.secondFactors.secondStep.passWithCode(organizer, tokens[0] ?? '', typed(code), {
          ip: `10.0.2.${number}`,
          site,
        }),
      ),
    )
    expect(outcomes.map(({ kind: outcome }) => outcome).sort()).toEqual(['gone', 'passed'])
    expect((await foyer.features.secondFactors.of(organizer.id, scene.customer.id)).codes.left).toBe(9)
  })

  it('a code of the app counts once, and none from before it', async () => {
    const scene = await stepScene(foyer)
    const { slug } = scene
    const { key } = await turnOnTotp(scene, clock)
    const now = clock.now()
    expect((await submit(await firstStep(foyer, slug), slug, codeAt(key, now + 30_000))).status).toBe(303)
    const browser = await firstStep(foyer, slug)
    for (const at of [now + 30_000, now, now - 30_000]) {
      expect((await submit(browser, slug, codeAt(key, at))).status).toBe(422)
    }
    clock.pass(60_000)
    expect((await submit(browser, slug, codeAt(key, clock.now()))).status).toBe(303)
  })

  it('the code that turned the app on does not log in', async () => {
    const { browser, slug } = await stepScene(foyer)
    const page = await browser.get(`/${slug}/account/security/totp`)
    const code = codeAt(keyOn(page), clock.now())
    await browser.submit('', { code }, { page })
    expect((await submit(await firstStep(foyer, slug), slug, code)).status).toBe(422)
  })

  it('five wrong codes end the login, ten the tries from one address; the owner gets in with a recovery code', async () => {
    const scene = await stepScene(foyer)
    const { slug, acme, customer } = scene
    const { key, codes } = await turnOnTotp(scene, clock)
    const right = () => codeAt(key, clock.now())
    const wrong = () => String((Number(right()) + 1) % 1_000_000).padStart(6, '0')
    const thief = await firstStep(foyer, slug)
    const page = await thief.get(`/${slug}/account/login/second-step`)
    for (let tries = 4; tries > 0; tries--) {
      const answer = await submit(thief, slug, wrong())
      expect(answer.status).toBe(422)
      expect(parse(answer.text).text('.field-error')).toContain(`You have ${tries} more`)
    }
    const last = await submit(thief, slug, wrong())
    expect(last.location).toBe(`/${slug}/account/login`)
    expect((await thief.submit('', { code: right() }, { page })).location).toBe(`/${slug}/account/login`)
    expect(await isLoggedIn(thief, slug)).toBe(false)
    const again = await firstStep(foyer, slug)
    for (let tries = 0; tries < 4; tries++) await submit(again, slug, wrong())
    const more = await firstStep(foyer, slug)
    await submit(more, slug, wrong())
    const refused = await submit(more, slug, right())
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect((await submit(more, slug, codes[0] ?? '')).status).toBe(303)
    const object = { type: 'customer', id: customer.id } as const
    const entries = await foyer.features.audit.list(acme.id, { limit: 50, object })
    expect(entries.filter(({ detail }) => detail.reason === 'wrong_second_step')).toHaveLength(10)
  })

  it('the first step gives no session and nothing of the account, and its secret is renewed with the session', async () => {
    const scene = await stepScene(foyer)
    const { slug } = scene
    const { key } = await turnOnTotp(scene, clock)
    const browser = foyer.client()
    browser.cookies.set(`foyer-customer-${slug}`, 'F'.repeat(43))
    browser.cookies.set(`foyer-login-${slug}`, 'F'.repeat(43))
    const answer = await browser.submit(
      `/${slug}/account/login`,
      { email: 'ann@example.org', password: PASSWORD },
      { form: '/account/login' },
    )
    const pending = browser.cookies.get(`foyer-login-${slug}`)
    expect([answer.status, pending === 'F'.repeat(43)]).toEqual([303, false])
    for (const path of [
      '',
      'security',
      'security/totp',
      'security/recovery-codes',
      'security/passkeys/add',
      'profile',
    ]) {
      expect((await browser.get(`/${slug}/account/${path}`)).location).toContain('/account/login')
    }
    await submit(browser, slug, codeAt(key, clock.now()))
    expect(await isLoggedIn(browser, slug)).toBe(true)
    expect(browser.cookies.has(`foyer-login-${slug}`)).toBe(false)
    expect(['F'.repeat(43), pending]).not.toContain(browser.cookies.get(`foyer-customer-${slug}`))
    const stolen = foyer.client()
    stolen.cookies.set(`foyer-login-${slug}`, pending ?? '')
    expect((await stolen.get(`/${slug}/account/login/second-step`)).location).toBe(`/${slug}/account/login`)
  })

  it('the login of one organizer or customer is not passed with the factor of another', async () => {
    const ann = await stepScene(foyer)
    const { key } = await turnOnTotp(ann, clock)
    const other = await stepScene(foyer)
    const otherTotp = await turnOnTotp(other, clock)
    const browser = await firstStep(foyer, ann.slug)
    expect((await submit(browser, ann.slug, codeAt(otherTotp.key, clock.now()))).status).toBe(422)
    expect((await submit(browser, ann.slug, otherTotp.codes[0] ?? '')).status).toBe(422)
    const moved = foyer.client()
    moved.cookies.set(`foyer-login-${other.slug}`, browser.cookies.get(`foyer-login-${ann.slug}`) ?? '')
    expect((await moved.get(`/${other.slug}/account/login/second-step`)).status).toBe(303)
    expect((await submit(browser, ann.slug, codeAt(key, clock.now()))).status).toBe(303)
  })

  it('a passkey of somebody else is no second step', async () => {
    const ann = await stepScene(foyer)
    const { acme, slug } = ann
    await addPasskey(ann, new SoftAuthenticator(foyer.url))
    await makeCustomer(foyer, acme, { email: 'eve@example.org' })
    const eve = foyer.client()
    await logIn(eve, slug, 'eve@example.org')
    const evil = new SoftAuthenticator(foyer.url)
    await addPasskey({ browser: eve, slug }, evil)
    const browser = await firstStep(foyer, slug)
    const page = await browser.get(`/${slug}/account/login/second-step`)
    const { options } = await optionsOf(browser, page, 'second-step/passkey')
    const credential = evil.get({ challenge: options.challenge, rpId: 'localhost' })
    const answer = await browser.submit('', { credential }, { page, form: 'second-step/passkey' })
    expect([answer.status, parse(answer.text).text('.notice[role=alert]')]).toEqual([
      422,
      'That passkey does not fit this account.',
    ])
    expect(await isLoggedIn(browser, slug)).toBe(false)
  })

  it('a login to an account with a factor cannot set up another one', async () => {
    const { slug, acme, customer } = await stepScene(foyer, { customer_accounts_second_step: 'required' })
    const thief = await firstStep(foyer, slug)
    const page = await thief.get(`/${slug}/account/login/second-step`)
    const owner = await firstStep(foyer, slug)
    const own = await owner.get(`/${slug}/account/login/second-step`)
    const done = await owner.submit('', { code: codeAt(keyOn(own), clock.now()) }, { page: own, form: '/totp' })
    expect(codesOn(await owner.get(done.location ?? ''))).toHaveLength(10)
    const late = await thief.submit('', { code: codeAt(keyOn(page), clock.now()) }, { page, form: '/totp' })
    expect(late.location).toBe(`/${slug}/account/login`)
    expect((await optionsOf(thief, page, 'second-step/register')).status).toBe(404)
    expect(await isLoggedIn(thief, slug)).toBe(false)
    const { passkeys } = await foyer.features.secondFactors.of(acme.id, customer.id)
    expect(passkeys).toEqual([])
  })

  it('of fifty that set up the first factor at once one succeeds', async () => {
    const { acme, slug, customer } = await stepScene(foyer, { customer_accounts_second_step: 'required' })
    const { totp } = foyer.features.secondFactors
    const context = { organizer: acme, customer, site: { origin: foyer.url, base: `/${slug}` }, actor: SYSTEM }
    const outcomes = await Promise.all(
      Array.from({ length: RIVALS }, () => {
        const { secret, sealed } = totp.draft(customer.id)
        return totp.turnOn(context, { sealed, code: codeAt(secret, clock.now()), isFirstFactor: true })
      }),
    )
    expect(outcomes.filter(({ kind: outcome }) => outcome === 'on')).toHaveLength(1)
    expect((await foyer.features.secondFactors.of(acme.id, customer.id)).codes.left).toBe(10)
  })

  it('an app is set up with the key that was shown to this person, within half an hour', async () => {
    const { browser, slug, acme, customer } = await stepScene(foyer)
    const page = await browser.get(`/${slug}/account/security/totp`)
    const key = keyOn(page)
    const { sealed } = foyer.features.secondFactors.totp.draft('somebody else' as never)
    for (const changed of [
      sealed,
      'v1.x.y',
      '',
      (parse(page.text).form('/totp')?.values.sealed ?? '').replace(/.{4}$/, 'AAAA'),
    ]) {
      const answer = await browser.submit('', { sealed: changed, code: codeAt(key, clock.now()) }, { page })
      expect(answer.status).toBe(422)
      expect(keyOn(answer)).not.toBe(key)
    }
    expect((await foyer.features.secondFactors.of(acme.id, customer.id)).totpSince).toBeNull()
  })

  it('nothing changes without a recent login', async () => {
    const scene = await stepScene(foyer)
    const { browser, slug } = scene
    await turnOnTotp(scene, clock)
    const pages = ['totp', 'recovery-codes', 'passkeys/add'].map((page) => `/${slug}/account/security/${page}`)
    const open = await Promise.all(pages.map((page) => browser.get(page)))
    clock.pass(16 * 60_000)
    for (const page of pages) expect((await browser.get(page)).location).toContain('reauth=1&reason=recent')
    for (const page of open) {
      expect((await browser.submit('', { credential: '{}' }, { page })).location).toContain('reauth=1&reason=recent')
    }
    const { codes } = await foyer.features.secondFactors.of(scene.acme.id, scene.customer.id)
    expect(codes.left).toBe(10)
  })

  it('codes that were shown once are shown to nobody else', async () => {
    const scene = await stepScene(foyer)
    const { acme, slug, browser } = scene
    const page = await browser.get(`/${slug}/account/security/totp`)
    await browser.submit('', { code: codeAt(keyOn(page), clock.now()) }, { page })
    await makeCustomer(foyer, acme, { email: 'eve@example.org' })
    const eve = foyer.client()
    await logIn(eve, slug, 'eve@example.org')
    eve.cookies.set('foyer-recovery-codes', browser.cookies.get('foyer-recovery-codes') ?? '')
    expect(codesOn(await eve.get(`/${slug}/account/security/recovery-codes`))).toEqual([])
    expect(codesOn(await browser.get(`/${slug}/account/security/recovery-codes`))).toHaveLength(10)
    expect(codesOn(await browser.get(`/${slug}/account/security/recovery-codes`))).toEqual([])
  })

  it('a password that changes meanwhile, or an account that is closed, ends the login', async () => {
    const scene = await stepScene(foyer)
    const { acme, slug, customer } = scene
    const { key } = await turnOnTotp(scene, clock)
    const browser = await firstStep(foyer, slug)
    const passwordHash = await foyer.platform.passwords.hash('another password 2')
    await foyer.platform.db.q
      .updateTable('customers')
      .set({ password_hash: passwordHash })
      .where('id', '=', customer.id)
      .execute()
    const answer = await submit(browser, slug, codeAt(key, clock.now()))
    expect(answer.location).toContain('/account/login')
    expect(await isLoggedIn(browser, slug)).toBe(false)
    expect(acme.slug).toBe(slug)
  })
})
