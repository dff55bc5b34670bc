import { expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/core/clock.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import {
  actsOn,
  canLogIn,
  mailedCode,
  mailedLink,
  NEW_PASSWORD,
  newestMail,
  register,
  resetLink,
} from '../support/native-accounts.ts'
import { startFoyer } from '../support/server.ts'
import {
  configuredBackends,
  FORM_BACKEND,
  mainText,
  movableClock,
  PASSWORD,
  staffClient,
  staffUser,
} from '../support/staff.ts'

const OPEN = { env: { FOYER_REGISTRATION: 'true' } }
const EMAIL = 'ann.example@festival.org'
const fresh = (password: string, password_repeat = password) => ({ password, password_repeat })

describeOnBoth('registration', (kind) => {
  it('15–20: refuses what is no password, keeps what was typed and sends nothing', async () => {
    await using foyer = await startFoyer(kind, OPEN)
    const client = foyer.client()
    const cases: [string, Record<string, string>, string][] = [
      ['15 they differ', fresh(NEW_PASSWORD, 'another 34 horse'), 'The two entries differ.'],
      ['16 like the email', fresh('ann.example-2026'), 'Leave your email address out of the password.'],
      ['17 short', fresh('short 1'), 'Use at least 12 characters.'],
      ['18 common', fresh('password1234'), 'on every list'],
      ['18 common', fresh('qwertz123456'), 'on every list'],
      ['18 leaked', fresh('1qaz2wsx3edc'), 'on every list'],
      ['19 numeric and short', fresh('12345'), 'Use at least 12 characters.'],
      ['19 numeric and long', fresh('7093641852093746'), 'at least one letter and one digit'],
      ['20 empty', fresh('', NEW_PASSWORD), 'Enter a password.'],
      ['20 empty again', fresh(NEW_PASSWORD, ''), 'Enter the password a second time.'],
      ['like the name', { ...fresh('katharina-2026'), fullname: 'Katharina M' }, 'Leave your name out'],
      ['no email', { email: 'ann', ...fresh(NEW_PASSWORD) }, 'The email address is not complete.'],
      ['no name', { fullname: ' ', ...fresh(NEW_PASSWORD) }, 'Enter your name.'],
    ]
    for (const [what, fields, text] of cases) {
      const answer = await register(client, { email: EMAIL, ...fields })
      expect(answer.status, what).toBe(422)
      expect(mainText(answer.text), what).toContain(text)
      expect(parse(answer.text).form('register')?.values.email, what).toBe(fields.email ?? EMAIL)
    }
    await foyer.deliver()
    expect(foyer.mails.sent).toEqual([])
  })

  it('22: makes the account when the link is used with the password, and logs in', async () => {
    await using foyer = await startFoyer(kind, OPEN)
    const client = foyer.client()
    const sent = await register(client, { email: `  ${EMAIL.toUpperCase()} `, fullname: 'Ann' })
    expect([sent.status, sent.location]).toEqual([303, '/control/register/sent'])
    expect((await client.get('/control/register/sent')).text).toContain('Look into your mailbox')
    expect(await canLogIn(foyer, EMAIL, NEW_PASSWORD)).toBe(false)
    expect(await foyer.features.staff.users.byEmail(EMAIL)).toBeNull()
    const link = await mailedLink(foyer, EMAIL, '/register/activate')
    const elsewhere = foyer.client()
    const wrong = await elsewhere.submit(link, { password: 'not that one 12' })
    expect([wrong.status, mainText(wrong.text)]).toEqual([422, expect.stringContaining('This is not the password')])
    const done = await elsewhere.submit(link, { password: NEW_PASSWORD })
    expect([done.status, done.location]).toEqual([303, '/control/'])
    expect((await elsewhere.get('/control/')).text).toContain('Your account is ready')
    const user = await foyer.features.staff.users.byEmail(EMAIL)
    expect(user).toMatchObject({ fullname: 'Ann', isVerified: true, isAdmin: false, authBackend: 'native' })
    expect(await actsOn(foyer, EMAIL)).toContain('pretix.control.auth.user.created')
    expect((await elsewhere.get('/control/register')).location).toBe('/control/')
    const again = await foyer.client().get(link, { follow: true })
    expect(mainText(again.text)).toContain('This link does not work any more')
  })

  it('21: tells the owner of a known address, whatever the backend, and nobody else', async () => {
    await using foyer = await startFoyer(kind, OPEN)
    await staffUser(foyer, EMAIL)
    const answer = await register(foyer.client(), { email: EMAIL })
    expect([answer.status, answer.location]).toEqual([303, '/control/register/sent'])
    expect(await newestMail(foyer, EMAIL)).toContain('There is one already')
    expect(await canLogIn(foyer, EMAIL, PASSWORD)).toBe(true)
    expect(await canLogIn(foyer, EMAIL, NEW_PASSWORD)).toBe(false)
  })

  it('forgets what nobody confirmed within a day', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { ...OPEN, platform: { clock } })
    await register(foyer.client(), { email: EMAIL })
    const link = await mailedLink(foyer, EMAIL, '/register/activate')
    clock.advance(DAY)
    expect((await foyer.client().get(link)).location).toBe('/control/register')
    expect(await foyer.features.nativeAccounts.cleanUp()).toBe(1)
  })

  it('23, 24: is closed when it is off, and without the native backend', async () => {
    await using off = await startFoyer(kind, { env: { FOYER_REGISTRATION: 'false' } })
    for (const path of ['/control/register', '/control/register/sent', '/control/register/activate']) {
      const page = await off.client().get(path)
      expect(page.status).toBe(403)
      expect(mainText(page.text)).toContain('New accounts are not open here.')
    }
    using folder = configuredBackends({ acme: FORM_BACKEND })
    await using foreign = await startFoyer(kind, { env: { ...OPEN.env, ...folder.env } })
    const page = await foreign.client().get('/control/register')
    expect([page.status, mainText(page.text)]).toEqual([403, expect.stringContaining('through another service')])
  })
})

describeOnBoth('a forgotten password', (kind) => {
  it('32: of an unknown address is answered alike and sends nothing', async () => {
    await using foyer = await startFoyer(kind)
    for (const email of ['nobody@example.org', 'not an address']) {
      const client = foyer.client()
      const answer = await client.submit('/control/forgot', { email })
      expect([answer.status, answer.location]).toEqual([303, '/control/forgot'])
      expect((await client.get('/control/forgot')).text).toContain(
        `If there is an account with a password for ${email}`,
      )
    }
    await foyer.deliver()
    expect(foyer.mails.sent).toEqual([])
    expect((await foyer.client().submit('/control/forgot', { email: ' ' })).status).toBe(422)
  })

  it('33, 38: leads to a new password, once; nobody is logged in by it and all sessions end', async () => {
    await using foyer = await startFoyer(kind)
    const user = await staffUser(foyer, EMAIL)
    const before = await staffClient(foyer, EMAIL)
    const link = await resetLink(foyer, EMAIL)
    expect(link).toMatch(new RegExp(`^/control/forgot/recover\\?id=${user.id}&token=[\\w-]{43}$`))
    expect(foyer.mails.sent).toHaveLength(1)
    expect(await actsOn(foyer, EMAIL)).toContain('pretix.control.auth.user.forgot_password.mail_sent')
    const client = foyer.client()
    expect((await client.get(link)).status).toBe(200)
    const done = await client.submit(link, fresh(NEW_PASSWORD))
    expect([done.status, done.location]).toEqual([303, '/control/login'])
    expect((await client.get('/control/')).status).toBe(303)
    expect((await before.get('/control/')).status).toBe(303)
    expect([await canLogIn(foyer, EMAIL, PASSWORD), await canLogIn(foyer, EMAIL, NEW_PASSWORD)]).toEqual([false, true])
    expect(await newestMail(foyer, EMAIL)).toContain('Your password was changed')
    expect(await actsOn(foyer, EMAIL)).toContain('pretix.control.auth.user.forgot_password.recovered')
    expect((await client.get(link)).location).toBe('/control/forgot')
  })

  it('34: gets a few mails a day and no more; each link ends the one before', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, EMAIL)
    const links: string[] = []
    for (let i = 0; i < 3; i++) links.push(await resetLink(foyer, EMAIL))
    expect(foyer.mails.to(EMAIL)).toHaveLength(3)
    const refused = await foyer.client().submit('/control/forgot', { email: EMAIL })
    expect([refused.status, refused.location]).toEqual([303, '/control/forgot'])
    await foyer.deliver()
    expect(foyer.mails.to(EMAIL)).toHaveLength(3)
    expect(await actsOn(foyer, EMAIL)).toContain('pretix.control.auth.user.forgot_password.denied.repeated')
    const states = await Promise.all(links.map(async (link) => (await foyer.client().get(link)).status))
    expect(states).toEqual([303, 303, 200])
    clock.advance(DAY + MINUTE)
    await resetLink(foyer, EMAIL)
    expect(foyer.mails.to(EMAIL)).toHaveLength(4)
    clock.advance(3 * DAY)
    expect(await foyer.features.nativeAccounts.cleanUp()).toBe(4)
  })

  it('35–37: does not accept another id, another token or an old link', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, EMAIL)
    const link = await resetLink(foyer, EMAIL)
    const id = /id=(\w+)/.exec(link)?.[1] ?? ''
    const token = /token=([\w-]+)/.exec(link)?.[1] ?? ''
    const client = foyer.client()
    const page = await client.get(link)
    const bad = [
      { id: '0'.repeat(26), token },
      { id: 'x', token },
      { id, token: 'A'.repeat(43) },
      { id, token: '' },
      { id: '', token: '' },
    ]
    for (const fields of bad) {
      const get = await client.get(`/control/forgot/recover?${new URLSearchParams(fields)}`)
      const post = await client.submit(link, { ...fields, ...fresh(NEW_PASSWORD) }, { page })
      expect([get.status, get.location, post.status, post.location]).toEqual([
        303,
        '/control/forgot',
        303,
        '/control/forgot',
      ])
    }
    clock.advance(DAY)
    expect((await client.get(link)).location).toBe('/control/forgot')
    expect((await client.submit(link, fresh(NEW_PASSWORD), { page })).location).toBe('/control/forgot')
    expect(await canLogIn(foyer, EMAIL, PASSWORD)).toBe(true)
  })

  it('39–41, 43–45: refuses what is no password and keeps the link', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, EMAIL)
    const link = await resetLink(foyer, EMAIL)
    const client = foyer.client()
    const cases: [Record<string, string>, string][] = [
      [fresh('', NEW_PASSWORD), 'Enter a password.'],
      [fresh(NEW_PASSWORD, ''), 'Enter the password a second time.'],
      [fresh(NEW_PASSWORD, `${NEW_PASSWORD}!`), 'The two entries differ.'],
      [fresh('ann.example-2026'), 'Leave your email address out'],
      [fresh('elevenchars'), 'Use at least 12 characters.'],
      [fresh('password1234'), 'on every list'],
      [fresh('7093641852093746'), 'at least one letter and one digit'],
      [fresh(PASSWORD), 'This is your password or one of those before.'],
    ]
    for (const [fields, text] of cases) {
      const answer = await client.submit(link, fields)
      expect([answer.status, mainText(answer.text)]).toEqual([422, expect.stringContaining(text)])
    }
    expect(await canLogIn(foyer, EMAIL, PASSWORD)).toBe(true)
    expect((await client.submit(link, fresh(NEW_PASSWORD))).status).toBe(303)
  })

  it('42: remembers exactly four passwords', async () => {
    await using foyer = await startFoyer(kind)
    const user = await staffUser(foyer, EMAIL)
    const { users } = foyer.features.staff
    const names = ['eins pferd 1', 'zwei pferde 2', 'drei pferde 3', 'vier pferde 4'].map((name) => `${name} am Zaun`)
    for (const name of names) await users.setPassword(user, name, { type: 'command' })
    const rows = await foyer.platform.db.q.selectFrom('staff_password_history').select('id').execute()
    expect(rows).toHaveLength(4)
    for (const name of names) {
      await expect(users.setPassword(user, name, { type: 'command' })).rejects.toMatchObject({
        fields: { password: { key: 'staff:password.used' } },
      })
    }
    const link = await resetLink(foyer, EMAIL)
    expect((await foyer.client().submit(link, fresh(PASSWORD))).location).toBe('/control/login')
    expect(await canLogIn(foyer, EMAIL, PASSWORD)).toBe(true)
  })

  it('46, 47: cannot be replaced where it is off; a link of an administrator works; without native nothing does', async () => {
    await using foyer = await startFoyer(kind, { env: { FOYER_PASSWORD_RESET: 'false' } })
    const user = await staffUser(foyer, EMAIL)
    const page = await foyer.client().get('/control/forgot')
    expect([page.status, mainText(page.text)]).toEqual([403, expect.stringContaining('are not replaced here')])
    for (let i = 0; i < 5; i++) await foyer.features.nativeAccounts.passwordLinks?.send(user, { type: 'command' })
    const link = await mailedLink(foyer, EMAIL, '/control/forgot/recover')
    expect((await foyer.client().submit(link, fresh(NEW_PASSWORD))).location).toBe('/control/login')
    expect((await foyer.client().get(link)).location).toBe('/control/login')
    using folder = configuredBackends({ acme: FORM_BACKEND })
    await using foreign = await startFoyer(kind, { env: folder.env })
    expect(foreign.features.nativeAccounts.passwordLinks).toBeNull()
    for (const path of ['/control/forgot', link]) expect((await foreign.client().get(path)).status).toBe(403)
  })

  it('is not replaced for an account that is switched off, also not at the last moment', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, EMAIL)
    const link = await resetLink(foyer, EMAIL)
    const client = foyer.client()
    const page = await client.get(link)
    await foyer.platform.db.q.updateTable('users').set({ is_active: false }).execute()
    expect((await client.submit(link, fresh(NEW_PASSWORD), { page })).location).toBe('/control/forgot')
    await foyer.client().submit('/control/forgot', { email: EMAIL })
    await foyer.deliver()
    expect(foyer.mails.to(EMAIL)).toHaveLength(1)
  })
})

describeOnBoth('the own password', (kind) => {
  const PATH = '/control/settings/password/change'

  it('115, 116, 118, 119: asks for the old one, keeps the rules, ends other sessions and goes on under a new id', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, EMAIL)
    const client = await staffClient(foyer, EMAIL)
    const other = await staffClient(foyer, EMAIL)
    const cases: [Record<string, string>, string][] = [
      [{ old_password: '', ...fresh(NEW_PASSWORD) }, 'Enter your current password.'],
      [{ old_password: 'wrong horse 12', ...fresh(NEW_PASSWORD) }, 'This is not your current password.'],
      [{ old_password: PASSWORD, ...fresh('short 1') }, 'Use at least 12 characters.'],
      [{ old_password: PASSWORD, ...fresh('ann.example-2026') }, 'Leave your email address out'],
      [{ old_password: PASSWORD, ...fresh(NEW_PASSWORD, 'x') }, 'The two entries differ.'],
      [{ old_password: PASSWORD, ...fresh(PASSWORD) }, 'This is your password or one of those before.'],
    ]
    for (const [fields, text] of cases) {
      const answer = await client.submit(PATH, fields)
      expect([answer.status, mainText(answer.text)]).toEqual([422, expect.stringContaining(text)])
    }
    const before = client.cookies.get('foyer-staff')
    const done = await client.submit(PATH, { old_password: PASSWORD, ...fresh(NEW_PASSWORD) })
    expect([done.status, done.location]).toEqual([303, '/control/settings/'])
    expect(client.cookies.get('foyer-staff')).not.toBe(before)
    expect([(await client.get(PATH)).status, (await other.get(PATH)).status]).toEqual([200, 303])
    expect(await newestMail(foyer, EMAIL)).toContain('Your password was changed')
    expect(await actsOn(foyer, EMAIL)).toContain('foyer.staff.password.set')
    expect(await canLogIn(foyer, EMAIL, NEW_PASSWORD)).toBe(true)
  })

  it('117: of another backend is changed there', async () => {
    using folder = configuredBackends({ acme: FORM_BACKEND, native: null })
    await using foyer = await startFoyer(kind, { env: folder.env })
    const client = foyer.client()
    await client.submit('/control/login?backend=acme', { username: 'kim', password: 'sesame' })
    await foyer.platform.db.q.updateTable('users').set({ needs_password_change: true }).execute()
    expect((await client.get('/control/')).status).toBe(200)
    for (const path of [PATH, '/control/settings/email/change']) {
      const page = await client.get(path)
      expect([page.status, mainText(page.text)]).toEqual([403, expect.stringContaining('keeps your password')])
    }
  })

  it('70, 120: is asked for where it must change, and leads on afterwards', async () => {
    await using foyer = await startFoyer(kind)
    const user = await staffUser(foyer, EMAIL, { isAdmin: true })
    await foyer.features.staff.users.setPassword(user, NEW_PASSWORD, { type: 'command' }, { mustChange: true })
    const client = foyer.client()
    await client.submit('/control/login', { email: EMAIL, password: NEW_PASSWORD })
    const closed = await client.get('/control/admin/mails?x=1')
    expect([closed.status, closed.location]).toEqual([303, `${PATH}?next=%2Fcontrol%2Fadmin%2Fmails%3Fx%3D1`])
    const page = await client.get(closed.location ?? '')
    expect(mainText(page.text)).toContain('Choose a new password')
    const done = await client.submit(closed.location ?? '', { old_password: NEW_PASSWORD, ...fresh(`${PASSWORD}!`) })
    expect(done.location).toBe('/control/admin/mails?x=1')
    expect((await client.get('/control/admin/mails')).status).toBe(200)
    expect(await foyer.features.staff.users.byEmail(EMAIL)).toMatchObject({ needsPasswordChange: false })
  })
})

describeOnBoth('the own email address', (kind) => {
  const PATH = '/control/settings/email/change'
  const CONFIRM = '/control/settings/email/confirm?reason=email_change'
  const NEXT = 'ann@elsewhere.example'

  it('112, 113: changes with the code that the new address got', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, EMAIL)
    const client = await staffClient(foyer, EMAIL)
    const other = await staffClient(foyer, EMAIL)
    const sent = await client.submit(PATH, { email: ` ${NEXT.toUpperCase()}` })
    expect([sent.status, sent.location]).toEqual([303, CONFIRM])
    expect(mainText((await client.get(CONFIRM)).text)).toContain(NEXT)
    const code = await mailedCode(foyer, NEXT)
    const wrong = String((Number(code) + 1) % 10_000_000).padStart(7, '0')
    for (const [typed, text] of [
      [wrong, 'This code is wrong.'],
      ['12', 'Enter the seven digits from the email.'],
    ] as const) {
      const answer = await client.submit(CONFIRM, { code: typed })
      expect([answer.status, mainText(answer.text)]).toEqual([422, expect.stringContaining(text)])
    }
    expect(await foyer.features.staff.users.byEmail(NEXT)).toBeNull()
    const done = await client.submit(CONFIRM, { code: ` ${code.slice(0, 3)} ${code.slice(3)}` })
    expect([done.status, done.location]).toEqual([303, '/control/settings/'])
    expect(await foyer.features.staff.users.byEmail(NEXT)).toMatchObject({ isVerified: true })
    expect([(await client.get(PATH)).status, (await other.get(PATH)).status]).toEqual([200, 303])
    expect(await newestMail(foyer, EMAIL)).toContain('Your email address was changed')
    expect(await newestMail(foyer, NEXT)).toContain('This is your email address now')
    expect(await actsOn(foyer, NEXT)).toContain('pretix.user.email.changed')
    expect([await canLogIn(foyer, EMAIL, PASSWORD), await canLogIn(foyer, NEXT, PASSWORD)]).toEqual([false, true])
  })

  it('111: needs a login of the last five minutes', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, EMAIL)
    const client = await staffClient(foyer, EMAIL)
    clock.advance(6 * MINUTE)
    const answer = await client.get(PATH)
    expect([answer.status, answer.location]).toEqual([303, `/control/reauth/?next=${encodeURIComponent(PATH)}`])
  })

  it('refuses the own address and one that is none', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, EMAIL)
    const client = await staffClient(foyer, EMAIL)
    for (const [email, text] of [
      [EMAIL, 'This is the email address of your account already.'],
      ['ann', 'The email address is not complete.'],
    ] as const) {
      const answer = await client.submit(PATH, { email })
      expect([answer.status, mainText(answer.text)]).toEqual([422, expect.stringContaining(text)])
    }
  })

  it('is confirmed with a code to it, for accounts of every backend', async () => {
    const clock = movableClock()
    using folder = configuredBackends({ acme: FORM_BACKEND })
    await using foyer = await startFoyer(kind, { env: folder.env, platform: { clock } })
    const client = foyer.client()
    await client.submit('/control/login', { username: 'kim', password: 'sesame' })
    const page = await client.get('/control/settings/email/confirm?reason=email_verify')
    expect(mainText(page.text)).toContain('This code does not count any more')
    const sent = await client.submit('', {}, { page, form: '/email/verify' })
    expect(sent.location).toBe('/control/settings/email/confirm?reason=email_verify')
    const late = await mailedCode(foyer, 'kim@acme.example')
    clock.advance(HOUR)
    const sentAgain = await client.submit('', {}, { page, form: '/email/verify' })
    const old = await client.submit(sentAgain.location ?? '', { code: late })
    expect(old.status).toBe(422)
    const code = await mailedCode(foyer, 'kim@acme.example')
    const done = await client.submit(sentAgain.location ?? '', { code })
    expect([done.status, done.location]).toEqual([303, '/control/settings/'])
    expect(await actsOn(foyer, 'kim@acme.example')).toContain('pretix.user.email.confirmed')
    const already = await client.submit('', {}, { page, form: '/email/verify' })
    expect(already.location).toBe('/control/settings/')
    expect((await client.get('/control/settings/email/confirm?reason=other')).status).toBe(404)
  })
})
