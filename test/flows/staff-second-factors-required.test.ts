import { expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/core/clock.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { User } from '../../src/features/staff/index.ts'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { SoftAuthenticator } from '../support/passkey.ts'
import { codeAt } from '../support/second-step.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { configuredBackends, FORM_BACKEND, mainText, movableClock, PASSWORD } from '../support/staff.ts'
import {
  addPasskey,
  addTotp,
  colleague,
  devicesOf,
  firstFactor,
  isIn,
  SETTINGS,
  STEP,
  secondFactor,
} from '../support/staff-factors.ts'

const SYSTEM = { type: 'system' } as const

/** A form whose identity provider checks a second factor for those whose name ends in 2. */
const VOUCHING_BACKEND = `export default {
  identifier: 'vouching',
  verboseName: 'Vouching',
  loginFormFields: { username: { label: 'User name', type: 'text' } },
  async formAuthenticate(request, form) {
    const email = form.username + '@vouching.example'
    const user = await request.users.getOrCreateForBackend({ identifier: form.username, email })
    return { user, secondFactorDone: form.username.endsWith('2') }
  },
}`

/** Asks all members of the organizer's teams for a second factor. */
async function require2fa(foyer: TestServer, organizer: Organizer, isRequired = true): Promise<void> {
  const { q } = foyer.platform.db
  await q.updateTable('teams').set({ require_2fa: isRequired }).where('organizer_id', '=', organizer.id).execute()
}

const whereTo = async (browser: BrowserClient, path = '/control/') => {
  const { status, location } = await browser.get(path)
  return status === 303 ? location : status
}

describeOnBoth('a second factor that is required', (kind) => {
  it('65, 67: of everybody: every page leads to its settings until a device is there', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock }, env: { FOYER_OBLIGATORY_2FA: 'true' } })
    const { browser } = await colleague(foyer)
    expect(await whereTo(browser)).toBe(SETTINGS)
    expect(await whereTo(browser, '/control/settings/')).toBe(SETTINGS)
    const page = await browser.get(SETTINGS)
    expect(mainText(page.text)).toContain('Foyer asks for one of everybody who works here.')
    expect(page.text).not.toContain('leaveteams')
    await browser.submit(`${SETTINGS}add`, { name: 'Phone', type: 'totp' })
    expect(await whereTo(browser)).toBe(SETTINGS)
    await addTotp(browser, clock)
    expect(await whereTo(browser)).toBe(200)
    expect((await browser.get('/control/logout')).status).toBe(200)
  })

  it('68: of administrators only', async () => {
    await using foyer = await startFoyer(kind, { env: { FOYER_OBLIGATORY_2FA: 'staff' } })
    const { browser: normal } = await colleague(foyer)
    const { browser: admin } = await colleague(foyer, { isAdmin: true })
    expect([await whereTo(normal), await whereTo(admin)]).toEqual([200, SETTINGS])
    expect(mainText((await admin.get(SETTINGS)).text)).toContain('Foyer asks for one of administrators.')
    expect(mainText((await normal.get(SETTINGS)).text)).not.toContain('asks for one')
    await addPasskey(admin, new SoftAuthenticator(foyer.url))
    expect(await whereTo(admin)).toBe(200)
  })

  it('69: by a team, at once; leaving the team opens the way', async () => {
    await using foyer = await startFoyer(kind)
    const { teams } = foyer.features
    const acme = await foyer.organizer('acme')
    await staffBrowser(foyer, { email: 'boss@example.org', organizer: acme })
    const { browser, user } = await colleague(foyer)
    await teams.putIntoRole(acme, user, 'member', SYSTEM)
    expect(await whereTo(browser, '/control/organizer/acme/')).toBe(200)
    await require2fa(foyer, acme)
    expect(await whereTo(browser, '/control/organizer/acme/')).toBe(SETTINGS)
    const page = await browser.get(SETTINGS)
    expect(mainText(page.text)).toContain('The team “Staff” of acme festival asks for one.')
    const question = await browser.get(parse(page.text).links('Leave these teams')[0] ?? '')
    expect(mainText(question.text)).toContain('Staff, acme festival')
    expect(await whereTo(browser)).toBe(SETTINGS)
    expect((await browser.submit('', {}, { page: question })).location).toBe(SETTINGS)
    expect(await teams.permissions(acme, user)).toBeNull()
    expect(await whereTo(browser)).toBe(200)
    expect(await whereTo(browser, `${SETTINGS}leaveteams`)).toBe(SETTINGS)
  })

  it('by a team that nobody could manage any more is not left; a team that stops asking lets go at once', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { browser, user } = await colleague(foyer)
    await foyer.features.teams.putIntoRole(acme, user, 'admin', SYSTEM)
    await require2fa(foyer, acme)
    await browser.submit(`${SETTINGS}leaveteams`, {})
    expect(await foyer.features.teams.permissions(acme, user)).not.toBeNull()
    expect(await whereTo(browser)).toBe(SETTINGS)
    await require2fa(foyer, acme, false)
    expect(await whereTo(browser)).toBe(200)
  })

  it('is not asked of those whose identity provider checked one, but of others of the same backend', async () => {
    using backends = configuredBackends({ native: null, vouching: VOUCHING_BACKEND })
    const clock = movableClock()
    const env = { ...backends.env, FOYER_OBLIGATORY_2FA: 'true' }
    await using foyer = await startFoyer(kind, { platform: { clock }, env })
    const logIn = async (username: string) => {
      const browser = foyer.client()
      return { browser, answer: await browser.submit('/control/login?backend=vouching', { username }) }
    }
    const vouched = await logIn('ann2')
    expect([vouched.answer.location, await whereTo(vouched.browser)]).toEqual(['/control/', 200])
    expect(mainText((await vouched.browser.get(SETTINGS)).text)).toContain('Your login service checked a second factor')
    const { path } = await addTotp(vouched.browser, clock)
    expect((await logIn('ann2')).answer.location).toBe('/control/')
    expect((await vouched.browser.submit(`${path}delete`, {})).location).toBe(SETTINGS)
    expect(await devicesOf(vouched.browser)).toEqual([])
    const other = await logIn('bea')
    expect(await whereTo(other.browser)).toBe(SETTINGS)
  })

  it('6: works for accounts of other backends as for native ones, and keeps `next`', async () => {
    using backends = configuredBackends({ native: null, acme: FORM_BACKEND })
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock }, env: backends.env })
    const fields = { username: 'ann', password: 'sesame' }
    const browser = foyer.client()
    await browser.submit('/control/login?backend=acme', fields)
    const { key } = await addTotp(browser, clock)
    const client = foyer.client()
    const answer = await client.submit('/control/login?backend=acme&next=%2Fcontrol%2Flogout', fields)
    expect(answer.location).toBe(`${STEP}?next=%2Fcontrol%2Flogout`)
    const done = await secondFactor(client, codeAt(key, clock.now()))
    expect([done.location, await isIn(client)]).toEqual(['/control/logout', true])
  })

  it('71: comes before a password that has to be changed', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { browser, email, user } = await colleague(foyer)
    const { key } = await addTotp(browser, clock)
    const { q } = foyer.platform.db
    await q.updateTable('users').set({ needs_password_change: true }).where('id', '=', user.id).execute()
    const client = await firstFactor(foyer, email, '/control/logout')
    expect((await client.get('/control/')).location).toContain('/control/login')
    await secondFactor(client, codeAt(key, clock.now()))
    expect(await whereTo(client)).toMatch(/^\/control\/settings\/password\/change/)
  })

  it('is the last one that stays', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock }, env: { FOYER_OBLIGATORY_2FA: 'true' } })
    const { browser } = await colleague(foyer)
    const first = await addTotp(browser, clock, 'Phone')
    const second = await addTotp(browser, clock, 'Tablet')
    const page = await browser.get(`${second.path}delete`)
    await browser.submit(`${first.path}delete`, {})
    expect(await whereTo(browser, `${second.path}delete`)).toBe(SETTINGS)
    await browser.submit('', {}, { page })
    expect(mainText((await browser.get(SETTINGS)).text)).toContain('and you must have one')
    expect(await devicesOf(browser)).toEqual(['Tablet'])
  })
})

describeOnBoth('help with second factors', (kind) => {
  it('one more recovery code: the others stay, the person is told, and it logs in once', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { browser, user, email } = await colleague(foyer)
    const factors = foyer.features.staffSecondFactors
    expect(await factors.addRecoveryCode(user, SYSTEM)).toBeNull()
    const { codes } = await addTotp(browser, clock)
    const code = (await factors.addRecoveryCode(user, SYSTEM)) ?? ''
    expect((await factors.of(user.id)).codes.left).toBe(11)
    expect(await isIn(browser)).toBe(true)
    await foyer.deliver()
    expect(foyer.mails.to(email).at(-1)?.text).toContain('one more recovery code')
    for (const one of [code, codes[0] ?? '']) {
      expect((await secondFactor(await firstFactor(foyer, email), one)).status).toBe(303)
    }
    expect((await secondFactor(await firstFactor(foyer, email), code)).status).toBe(422)
  })

  it('a reset removes everything, ends every session and waiting login, and tells the person', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { browser, user, email } = await colleague(foyer)
    const factors = foyer.features.staffSecondFactors
    expect(await factors.resetFactors(user, SYSTEM)).toBe(false)
    await addTotp(browser, clock)
    await addPasskey(browser, new SoftAuthenticator(foyer.url))
    const waiting = await firstFactor(foyer, email)
    expect(await factors.resetFactors(user, SYSTEM)).toBe(true)
    expect(await factors.of(user.id)).toEqual({ devices: [], codes: { left: 0, madeAt: null } })
    expect([await isIn(browser), (await waiting.get(STEP)).location]).toEqual([false, '/control/login'])
    await foyer.deliver()
    expect(foyer.mails.to(email).at(-1)?.text).toContain('reset the second factors')
    expect((await foyer.client().submit('/control/login', { email, password: PASSWORD })).location).toBe('/control/')
  })

  it('is tidied up: challenges that nobody answered and devices that nobody confirmed go', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { browser, user } = await colleague(foyer)
    const { path } = await addTotp(browser, clock)
    await browser.submit(`${SETTINGS}add`, { name: 'Forgotten', type: 'totp' })
    const page = await browser.submit(`${SETTINGS}add`, { name: 'Key', type: 'webauthn' }, { follow: true })
    await askForOptions(browser, page.text)
    const factors = foyer.features.staffSecondFactors
    expect(await factors.cleanUp()).toBe(0)
    clock.advance(HOUR + DAY)
    expect(await factors.cleanUp()).toBe(2)
    expect((await factors.of(user.id)).devices.map(({ id }) => path.includes(id))).toEqual([true])
    expect(await countOf(foyer, user)).toEqual([1, 0])
  })
})

async function askForOptions(browser: BrowserClient, html: string): Promise<void> {
  const { _csrf = '' } = parse(html).form('webauthn/new/confirm')?.values ?? {}
  const headers = { 'content-type': 'application/json' }
  const answer = await browser.request('POST', `${SETTINGS}webauthn/new/options`, JSON.stringify({ _csrf }), {
    headers,
  })
  expect(answer.status).toBe(200)
}

async function countOf(foyer: TestServer, user: User): Promise<number[]> {
  const { q } = foyer.platform.db
  const devices = await q.selectFrom('staff_totp_devices').select('id').where('user_id', '=', user.id).execute()
  const challenges = await q.selectFrom('staff_challenges').select('id_hash').execute()
  return [devices.length, challenges.length]
}
