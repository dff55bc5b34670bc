import { expect, it } from 'vitest'
import { MINUTE } from '../../src/core/clock.ts'
import { OutgoingFailed, OutgoingRefused } from '../../src/platform/outgoing/errors.ts'
import type { OutgoingAnswer } from '../../src/platform/outgoing/types.ts'
import { ANN, json } from '../../src/protocol/client/testing.ts'
import { isLoggedIn, logIn, makeCustomer } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { getAtHost } from '../support/provider.ts'
import { startFakeSso, startSso } from '../support/sso.ts'
import { changeProvider } from '../support/sso-people.ts'
import { movableClock } from '../support/staff.ts'

describeOnBoth('customers who log in at a provider of the organizer', (kind) => {
  it('44: get an account, a session and the page that they were on the way to', async () => {
    await using world = await startSso(kind)
    const { foyer, organizer } = world
    const browser = foyer.client()
    const done = await world.logIn(browser, 'ann', { query: '?next=/acme/account/profile' })
    expect([done.status, done.location]).toEqual([303, '/acme/account/profile'])
    expect(await isLoggedIn(browser)).toBe(true)
    const page = await browser.get('/acme/account/profile')
    expect(page.text).toContain('ann@company.example')
    const again = await world.logIn(foyer.client(), 'ann')
    expect(again.location).toBe('/acme/account/')
    expect(await foyer.features.ssoProviders.usage(organizer.id, world.provider.id)).toMatchObject({ customers: 1 })
  })

  it('42: finds the buttons on the login page and the registration, and the way that was used last above them', async () => {
    await using world = await startSso(kind)
    const { foyer, organizer } = world
    const browser = foyer.client()
    const first = parse((await browser.get('/acme/account/login?next=/acme/account/profile')).text)
    const start = '/acme/account/login/uni/?next=%2Facme%2Faccount%2Fprofile'
    expect(first.links('University')).toEqual([start])
    expect(first.all('main').join(' ')).toContain('or with an account from elsewhere')
    expect(parse((await browser.get('/acme/account/register')).text).links('University')).toHaveLength(1)

    await world.logIn(browser, 'ann')
    await browser.submit('/acme/account/logout', {})
    const later = parse((await browser.get('/acme/account/login')).text)
      .all('main')
      .join(' ')
    expect(later).toMatch(/University.*You used this last time on this device.*Password/)

    const other = foyer.client()
    await makeCustomer(foyer, organizer, { email: 'bob@example.org' })
    await logIn(other, 'acme', 'bob@example.org')
    await other.submit('/acme/account/logout', {})
    const bobs = parse((await other.get('/acme/account/login')).text)
      .all('main')
      .join(' ')
    expect(bobs).toMatch(/Password.*You used this last time on this device.*from elsewhere.*University/)

    const { ssoProviders, organizers } = foyer.features
    await ssoProviders.update(organizer.id, world.provider.id, { isActive: false }, { type: 'system' })
    expect((await browser.get('/acme/account/login')).text).not.toContain('University')
    expect((await browser.get('/acme/account/login/uni/')).status).toBe(403)
    expect((await browser.get('/acme/account/login/none/')).status).toBe(404)
    await organizers.set(organizer, { customer_accounts: 'false' }, { type: 'system' })
    expect((await browser.get('/acme/account/login/uni/')).status).toBe(404)
    expect((await browser.get('/acme/account/login/uni/return')).status).toBe(404)
  })

  it('43: without passwords and codes the providers are all there is, and one alone can be gone to at once', async () => {
    await using world = await startSso(kind, { values: { customer_accounts_native: 'false' } })
    const { foyer, organizer } = world
    const browser = foyer.client()
    const page = parse((await browser.get('/acme/account/login')).text)
    expect(page.all('input[type=password]')).toEqual([])
    expect(page.all('main').join(' ')).not.toContain('switched off')
    expect(page.links('University')).toEqual(['/acme/account/login/uni/'])
    for (const path of ['register', 'pwreset', 'pwrecover', 'activate']) {
      expect((await browser.get(`/acme/account/${path}`)).status, path).toBe(404)
    }
    await foyer.features.organizers.set(organizer, { customer_accounts_sso_direct: 'true' }, { type: 'system' })
    const straight = '/acme/account/login?next=/acme/account/profile&login_hint=a@b.example'
    const sent = await browser.get(straight)
    expect([sent.status, sent.location]).toEqual([
      303,
      '/acme/account/login/uni/?login_hint=a%40b.example&next=%2Facme%2Faccount%2Fprofile',
    ])
    expect((await browser.get(sent.location ?? '')).location).toMatch(/login_hint=a%40b.example.*ui_locales=en/)
    expect((await browser.get(`${straight}&stay=1`)).status).toBe(200)
    const held = await browser.get(straight, {
      headers: { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document' },
    })
    expect([held.status, held.headers.get('refresh')]).toEqual([200, `0;url=${sent.location}`])

    await world.logIn(browser, 'ann')
    await browser.submit('/acme/account/logout', {})
    const left = await browser.get('/acme/account/login')
    expect([left.status, left.text.includes('You are logged out.')]).toEqual([200, true])
    await world.logIn(browser, 'ann')
    expect((await browser.get('/acme/account/security')).text).not.toContain('type="password"')
    browser.cookies.delete('foyer-customer-acme')
    expect((await browser.get('/acme/account/login')).status).toBe(303)
  })

  it('d.4 G: every way in which a login can fail has its page, and an entry for staff under the reference on it', async () => {
    const clock = movableClock()
    await using world = await startFakeSso(kind, {
      platform: { clock },
      provider: { settings: { emailPolicy: 'require' } },
    })
    const { foyer, fake, organizer } = world
    const browser = foyer.client()
    const said = async (spoil: (path: string) => string, values: Record<string, unknown> = {}) => {
      fake.intercept = null
      const path = world.visit(await world.setOut(browser, '?next=/acme/account/profile'), clock.now())
      Object.assign(fake.idToken, values)
      const answer = await browser.get(spoil(path))
      const page = parse(answer.text)
      const reference = page.text('.display.num')
      const entry = reference === null ? null : await foyer.features.ssoLogins.byReference(organizer.id, reference)
      return [answer.status, page.text('h1'), entry?.outcome ?? null]
    }
    const error = (code: string) => (path: string) => path.replace('code=c', `error=${code}`)
    const plain = (path: string) => path
    const failing = (what: string, answer: () => OutgoingAnswer) => (path: string) => {
      fake.intercept = (url) => (url.endsWith(what) ? answer() : null)
      return path
    }
    const refusing = (status: number, code: string) => failing('/token', () => json({ error: code }, status))
    const outage = (reason: 'timeout' | 'unreachable') =>
      failing('/token', () => {
        throw new OutgoingFailed(reason, 'https://id.example')
      })

    expect(await said(error('access_denied'))).toEqual([403, 'The login was cancelled', 'denied'])
    expect(await said(error('login_required'))).toEqual([
      403,
      expect.stringContaining('needs something'),
      'login_required',
    ])
    expect(await said(error('temporarily_unavailable'))).toEqual([503, 'University is busy', 'provider_busy'])
    expect(await said(error('server_error'))).toEqual([expect.any(Number), expect.any(String), expect.any(String)])
    expect(await said(error('%00'))).toEqual([502, expect.any(String), expect.any(String)])
    expect(await said(outage('unreachable'))).toEqual([502, 'University does not answer', 'unreachable'])
    expect(await said(outage('timeout'))).toEqual([504, 'University took too long', 'timeout'])
    expect(await said(refusing(503, 'x'))).toEqual([503, 'University is busy', 'provider_busy'])
    expect(await said(refusing(401, 'invalid_client'))).toEqual([
      502,
      'The connection to University does not work',
      'client_refused',
    ])
    clock.advance(MINUTE)
    const distrust = 'We did not trust the answer of University'
    expect(await said(refusing(400, 'invalid_grant'))).toEqual([502, distrust, 'code_refused'])
    expect(await said((path) => path.replace('iss=https', 'iss=http'))).toEqual([502, distrust, 'wrong_issuer'])
    expect(await said(plain, { nonce: 'other' })).toEqual([502, distrust, 'wrong_nonce'])
    expect(await said(plain, { aud: 'other' })).toEqual([502, distrust, 'wrong_audience'])
    expect(await said(plain, { exp: 1000 })).toEqual([502, distrust, 'expired'])
    const other = failing('/userinfo', () => json({ ...ANN, sub: 'u-2' }))
    expect(await said(other)).toEqual([502, distrust, 'wrong_subject'])

    fake.intercept = (url) => (url.endsWith('/userinfo') ? json({ sub: 'u-1' }) : null)
    const unverified = await said(plain, { email_verified: 'false' })
    expect(unverified).toEqual([403, 'Your email address is not confirmed at University', 'email_unverified'])
    clock.advance(MINUTE)
    const silent = failing('/userinfo', () => json({ sub: 'u-1' }))
    const unnamed = await said(silent, { email: null, email_verified: null })
    expect(unnamed).toEqual([403, 'University sent no email address', 'email_missing'])
    const never = failing('/token', () => {
      throw new OutgoingFailed('too_large', 'https://id.example')
    })
    expect(await said(never)).toEqual([502, distrust, 'too_large'])
    const inside = failing('/token', () => {
      throw new OutgoingRefused('private_address', 'https://id.example')
    })
    const misconfigured = 'The connection to University does not work'
    expect(await said(inside)).toEqual([502, misconfigured, 'refused_by_guard'])
    const hinted = '?next=/acme/account/profile&login_hint=ann@company.example'
    fake.intercept = null
    const lost = outage('unreachable')(world.visit(await world.setOut(browser, hinted), clock.now()))
    const [elsewhere = ''] = parse((await browser.get(lost)).text).links('Other ways')
    expect(elsewhere).toContain('next=%2Facme%2Faccount%2Fprofile')
    const form = parse((await browser.get(elsewhere)).text).form('/account/login')
    expect(form?.values).toMatchObject({ email: 'ann@company.example' })
    clock.advance(MINUTE)
    await makeCustomer(foyer, organizer, { email: 'used@company.example', password: null })
    await changeProvider(foyer, organizer, world.provider.id, { settings: { refusesInUse: true } })
    const used = { email: 'used@company.example', email_verified: true }
    expect(await said(silent, used)).toEqual([409, 'Log in to your account as before', 'email_taken'])
    for (const query of [
      '',
      '?code=c',
      '?state=x&code=c',
      '?state[]=a&state=b',
      `?state=${'x'.repeat(9000)}`,
      '?error=x',
    ]) {
      const answer = await browser.get(`/acme/account/login/uni/return${query}`)
      expect([answer.status, parse(answer.text).text('h1')], query).toEqual([400, 'This login leads nowhere'])
    }
    expect(await isLoggedIn(browser)).toBe(false)
  })

  it('do not notice that the keys of the provider were exchanged while they logged in', async () => {
    await using world = await startFakeSso(kind)
    const { foyer, fake } = world
    const before = foyer.client()
    await world.logIn(before)
    const browser = foyer.client()
    const path = world.visit(await world.setOut(browser))
    await fake.rotate('k2')
    expect((await browser.get(path)).location).toBe('/acme/account/')
    expect([await isLoggedIn(before), await isLoggedIn(browser)]).toEqual([true, true])
  })

  it('are told when the provider lets them pass with an old login although a new one is needed', async () => {
    await using world = await startFakeSso(kind)
    const browser = world.foyer.client()
    await world.logIn(browser)
    const address = await world.setOut(browser, '?reauth=1&reason=recent&next=/acme/account/security')
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ prompt: 'login', max_age: '0' })
    const path = world.visit(address)
    world.fake.idToken.auth_time = Math.floor(Date.now() / 1000) - 3600
    const old = await browser.get(path)
    expect([old.status, parse(old.text).text('h1')]).toEqual([403, 'University did not ask you to log in again'])
    expect(parse(old.text).links('Try again')[0]).toContain('reauth=1&reason=recent')
  })

  it('pass the second step here unless one there counts', async () => {
    const values = { customer_accounts_second_step: 'required' }
    await using world = await startFakeSso(kind, { values, provider: { settings: { trustsSecondFactor: true } } })
    const { foyer, fake, organizer, provider } = world
    const arrive = async (amr: string[] | null) => {
      const browser = foyer.client()
      const path = world.visit(await world.setOut(browser, '?next=/acme/account/profile'))
      fake.idToken.amr = amr
      return (await browser.get(path)).location
    }
    const step = '/acme/account/login/second-step?next=%2Facme%2Faccount%2Fprofile'
    expect(await arrive(['pwd', 'mfa'])).toBe('/acme/account/profile')
    expect([await arrive(['pwd']), await arrive(null)]).toEqual([step, step])
    const { ssoProviders } = foyer.features
    await ssoProviders.update(
      organizer.id,
      provider.id,
      { settings: { trustsSecondFactor: false } },
      { type: 'system' },
    )
    expect(await arrive(['pwd', 'mfa'])).toBe(step)
  })

  it('are asked for a new login once, also where the provider does not say when it was', async () => {
    await using world = await startFakeSso(kind)
    const { foyer, fake } = world
    const browser = foyer.client()
    await world.logIn(browser)
    expect((await browser.get('/acme/account/login/uni/?next=/acme/account/profile')).location).toBe(
      '/acme/account/profile',
    )
    await foyer.platform.db.q.updateTable('customer_sessions').set({ auth_at: 1000 }).execute()
    const passkeys = '/acme/account/security/passkeys/add'
    const page = await browser.get(passkeys, { follow: true })
    const start = parse(page.text).links('University')[0] ?? ''
    expect(start).toContain('reauth=1&reason=recent')
    const path = world.visit(await world.setOut(browser, new URL(start, foyer.url).search))
    fake.idToken.auth_time = null
    expect((await browser.get(path)).location).toBe(passkeys)
    expect((await browser.get(passkeys)).status).toBe(200)
  })

  it('come back to the address at which they set out, also at a domain of the organizer', async () => {
    await using world = await startFakeSso(kind)
    const { foyer, organizer } = world
    await foyer.features.organizers.addDomain(organizer, 'tickets.acme.example', { type: 'system' })
    const sent = await getAtHost(foyer, 'tickets.acme.example', '/account/login/uni/')
    const { searchParams } = new URL(sent.location ?? '')
    expect(searchParams.get('redirect_uri')).toBe('http://tickets.acme.example/account/login/uni/return')
  })
})
