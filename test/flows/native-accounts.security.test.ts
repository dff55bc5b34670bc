import { request } from 'node:http'
import { expect, it } from 'vitest'
import { Overloaded } from '../../src/core/errors.ts'
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
import { AS_DELIVERED, startFoyer, type TestServer } from '../support/server.ts'
import { configuredBackends, FORM_BACKEND, mainText, PASSWORD, staffClient, staffUser } from '../support/staff.ts'

const OPEN = { env: { FOYER_REGISTRATION: 'true' } }
const EMAIL = 'ann@festival.org'
const STRANGER = 'eve@elsewhere.org'
const PASSWORD_PATH = '/control/settings/password/change'
const EMAIL_PATH = '/control/settings/email/change'
const CONFIRM = '/control/settings/email/confirm?reason=email_change'
const fresh = (password: string) => ({ password, password_repeat: password })
const fifty = <T>(work: (index: number) => Promise<T>) => Promise.all(Array.from({ length: 50 }, (_, i) => work(i)))

/** `fetch` sets the header Host itself. */
function postWithHost(origin: string, path: string, { body, ...headers }: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(origin + path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    })
    sent.on('response', (answer) => resolve(answer.resume().statusCode ?? 0)).on('error', reject)
    sent.end(body)
  })
}

async function rowsOf(foyer: TestServer): Promise<string> {
  const { q } = foyer.platform.db
  const links = await q.selectFrom('staff_mail_links').selectAll().execute()
  const codes = await q.selectFrom('staff_email_codes').selectAll().execute()
  const registrations = await q.selectFrom('staff_registrations').selectAll().execute()
  return JSON.stringify([links, codes, registrations])
}

describeOnBoth('what strangers learn from the pages of native accounts', (kind) => {
  it('is nothing about an address: the same answer, the same number of mails, the same least time', async () => {
    using folder = configuredBackends({ native: null, acme: FORM_BACKEND })
    await using foyer = await startFoyer(kind, { env: { ...OPEN.env, ...folder.env } })
    await staffUser(foyer, EMAIL)
    await foyer.client().submit('/control/login?backend=acme', { username: 'kim', password: 'sesame' })
    for (const path of ['/control/register', '/control/forgot']) {
      const seen = new Set<string>()
      for (const email of [EMAIL, 'kim@acme.example', STRANGER]) {
        const client = foyer.client()
        const begin = performance.now()
        const answer =
          path === '/control/register' ? await register(client, { email }) : await client.submit(path, { email })
        expect(performance.now() - begin).toBeGreaterThan(195)
        const next = await client.get(answer.location ?? '')
        seen.add(JSON.stringify([answer.status, answer.location, mainText(next.text).replaceAll(email, '@')]))
      }
      expect(seen.size).toBe(1)
    }
    await foyer.deliver()
    const mails = (email: string) => foyer.mails.to(email).map(({ subject }) => subject)
    expect(mails(STRANGER)).toEqual(['Activate your account at Foyer'])
    expect(mails('kim@acme.example')).toEqual(['You have an account at Foyer already'])
    expect(mails(EMAIL)).toEqual(['You have an account at Foyer already', 'Set a new password at Foyer'])
  })

  it('114: is nothing when somebody changes to an address that has an account; its owner hears of it', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, EMAIL)
    await staffUser(foyer, 'bob@festival.org')
    const client = await staffClient(foyer, EMAIL)
    const pages: string[] = []
    for (const email of ['bob@festival.org', STRANGER]) {
      const answer = await client.submit(EMAIL_PATH, { email })
      const next = await client.get(answer.location ?? '')
      pages.push([answer.status, answer.location, mainText(next.text)].join(' ').replaceAll(email, '@'))
    }
    expect(pages[0]).toBe(pages[1])
    expect(await newestMail(foyer, 'bob@festival.org')).not.toMatch(/\d{7}/)
    expect(await newestMail(foyer, 'bob@festival.org')).toContain('nothing was changed')
  })
})

describeOnBoth('a link of native accounts', (kind) => {
  it('is stored as a hash, like codes and passwords', async () => {
    await using foyer = await startFoyer(kind, OPEN)
    await staffUser(foyer, EMAIL)
    await register(foyer.client(), { email: STRANGER })
    const client = await staffClient(foyer, EMAIL)
    await client.submit(EMAIL_PATH, { email: 'ann@new.example' })
    const link = await resetLink(foyer, EMAIL)
    const activation = await mailedLink(foyer, STRANGER, 'activate')
    const code = await mailedCode(foyer, 'ann@new.example')
    const rows = await rowsOf(foyer)
    for (const secret of [link.split('token=')[1], activation.split('token=')[1], code, NEW_PASSWORD]) {
      expect(rows).not.toContain(secret)
    }
  })

  it('does nothing for another account or another purpose', async () => {
    await using foyer = await startFoyer(kind, OPEN)
    await staffUser(foyer, EMAIL)
    const bob = await staffUser(foyer, 'bob@festival.org')
    const token = (await resetLink(foyer, EMAIL)).split('token=')[1] ?? ''
    const own = await resetLink(foyer, 'bob@festival.org')
    const client = foyer.client()
    const page = await client.get(own)
    const stolen = await client.submit(own, { id: bob.id, token, ...fresh(NEW_PASSWORD) }, { page })
    expect(stolen.location).toBe('/control/forgot')
    expect((await client.get(`/control/register/activate?token=${token}`)).location).toBe('/control/register')
    await foyer.platform.db.q.updateTable('staff_mail_links').set({ purpose: 'something_else' }).execute()
    expect((await client.get(own)).location).toBe('/control/forgot')
    expect([await canLogIn(foyer, EMAIL, PASSWORD), await canLogIn(foyer, bob.email, PASSWORD)]).toEqual([true, true])
  })

  it('is made of the configured address, whatever the request says', async () => {
    await using foyer = await startFoyer(kind, OPEN)
    await staffUser(foyer, EMAIL)
    const page = await foyer.client().get('/control/forgot')
    const token = parse(page.text).form('forgot')?.values ?? {}
    const status = await postWithHost(foyer.url, '/control/forgot', {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
      cookie: page.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; '),
      body: new URLSearchParams({ ...token, email: EMAIL }).toString(),
    })
    const client = foyer.client({ headers: { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' } })
    await register(client, { email: STRANGER })
    await foyer.deliver()
    expect([status, foyer.mails.sent.length]).toEqual([303, 2])
    for (const { html, text } of foyer.mails.sent) expect(html + text).not.toContain('evil.example')
  })

  it('is redeemed by one of fifty requests at once', async () => {
    await using foyer = await startFoyer(kind, { ...OPEN, ...AS_DELIVERED })
    const user = await staffUser(foyer, EMAIL)
    const id = user.id
    const token = (await resetLink(foyer, EMAIL)).split('token=')[1] ?? ''
    const { recovery, registration } = foyer.features.nativeAccounts
    const passwords = Array.from({ length: 50 }, (_, i) => `pferd nummer ${i} am Zaun`)
    const outcomes = await fifty((i) => recovery.recover(id, token, passwords[i] ?? '', `10.0.0.${i}`))
    expect(outcomes.filter(Boolean)).toHaveLength(1)
    expect(await canLogIn(foyer, EMAIL, passwords[outcomes.indexOf(true)] ?? '')).toBe(true)
    await foyer.deliver()
    expect(foyer.mails.to(EMAIL).map(({ subject }) => subject)).toEqual([
      'Set a new password at Foyer',
      'Your password at Foyer was changed',
    ])
    await register(foyer.client(), { email: STRANGER })
    const activation = (await mailedLink(foyer, STRANGER, 'activate')).split('token=')[1] ?? ''
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, i) => registration.activate(activation, NEW_PASSWORD, `10.0.1.${i}`)),
    )
    expect(made.filter(({ kind }) => kind === 'made')).toHaveLength(1)
    expect(made.filter(({ kind }) => kind === 'gone')).toHaveLength(9)
  })

  it('ends with a changed password or address', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, EMAIL)
    const first = await resetLink(foyer, EMAIL)
    const client = await staffClient(foyer, EMAIL)
    await client.submit(PASSWORD_PATH, { old_password: PASSWORD, ...fresh(NEW_PASSWORD) })
    expect((await foyer.client().get(first)).location).toBe('/control/forgot')
    const second = await resetLink(foyer, EMAIL)
    expect((await foyer.client().get(second)).status).toBe(200)
    await client.submit(EMAIL_PATH, { email: STRANGER })
    await client.submit(CONFIRM, { code: await mailedCode(foyer, STRANGER) })
    expect((await foyer.client().get(second)).location).toBe('/control/forgot')
  })

  it('ends with a password that an administrator sets', async () => {
    await using foyer = await startFoyer(kind)
    const user = await staffUser(foyer, EMAIL)
    const link = await resetLink(foyer, EMAIL)
    await foyer.features.staff.users.setPassword(user, NEW_PASSWORD, { type: 'command' })
    expect((await foyer.client().get(link)).status).not.toBe(200)
    expect(await canLogIn(foyer, EMAIL, NEW_PASSWORD)).toBe(true)
  })

  it('gives nobody an account whose password somebody else typed', async () => {
    await using foyer = await startFoyer(kind, OPEN)
    await register(foyer.client(), { email: EMAIL, password: 'eves geheimnis 1' })
    const evesLink = await mailedLink(foyer, EMAIL, 'activate')
    await register(foyer.client(), { email: EMAIL })
    const link = await mailedLink(foyer, EMAIL, 'activate')
    expect((await foyer.client().submit(evesLink, { password: NEW_PASSWORD })).status).toBe(422)
    expect((await foyer.client().submit(link, { password: NEW_PASSWORD })).status).toBe(303)
    expect((await foyer.client().get(evesLink)).location).toBe('/control/register')
    expect(await canLogIn(foyer, EMAIL, 'eves geheimnis 1')).toBe(false)
  })

  it('takes no address up before it is used: a directory may bring the person meanwhile', async () => {
    using folder = configuredBackends({ native: null, acme: FORM_BACKEND })
    await using foyer = await startFoyer(kind, { env: { ...OPEN.env, ...folder.env } })
    await register(foyer.client(), { email: 'kim@acme.example' })
    const link = await mailedLink(foyer, 'kim@acme.example', 'activate')
    const login = await foyer.client().submit('/control/login?backend=acme', { username: 'kim', password: 'sesame' })
    expect(login.status).toBe(303)
    expect((await foyer.client().submit(link, { password: NEW_PASSWORD })).location).toBe('/control/register')
    expect(await foyer.features.staff.users.byEmail('kim@acme.example')).toMatchObject({ authBackend: 'acme' })
  })
})

describeOnBoth('tries at native accounts', (kind) => {
  it('are refused after a few, and what was typed is kept', async () => {
    await using foyer = await startFoyer(kind, OPEN)
    await staffUser(foyer, EMAIL)
    const client = await staffClient(foyer, EMAIL)
    const statuses: number[] = []
    for (let i = 0; i < 11; i++) {
      const answer = await client.submit(PASSWORD_PATH, { old_password: 'wrong horse 12', ...fresh(NEW_PASSWORD) })
      statuses.push(answer.status)
      if (i === 10) expect(answer.headers.get('retry-after')).not.toBeNull()
    }
    expect(statuses).toEqual([...Array(10).fill(422), 429])
    for (const email of [EMAIL, STRANGER]) {
      const mails: number[] = []
      for (let i = 0; i < 4; i++) mails.push((await register(foyer.client(), { email })).status)
      expect(mails).toEqual([303, 303, 303, 429])
    }
    const forgotten: number[] = []
    for (let i = 0; i < 21; i++)
      forgotten.push((await foyer.client().submit('/control/forgot', { email: `${i}@x.org` })).status)
    expect(forgotten.at(-2)).toBe(303)
    expect(forgotten.at(-1)).toBe(429)
  })

  it('at a code end after ten, also for the right one', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, EMAIL)
    const client = await staffClient(foyer, EMAIL)
    await client.submit(EMAIL_PATH, { email: STRANGER })
    const page = await client.get(CONFIRM)
    const code = await mailedCode(foyer, STRANGER)
    const wrong = String((Number(code) + 1) % 10_000_000).padStart(7, '0')
    for (let i = 0; i < 10; i++) await client.submit(CONFIRM, { code: wrong }, { page })
    const answer = await client.submit(CONFIRM, { code }, { page })
    expect([answer.status, mainText(answer.text)]).toEqual([422, expect.stringContaining('does not count any more')])
    expect(await foyer.features.staff.users.byEmail(STRANGER)).toBeNull()
  })

  it('at one right code at the same time: one of fifty wins', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, EMAIL)
    const client = await staffClient(foyer, EMAIL)
    await client.submit(EMAIL_PATH, { email: STRANGER })
    const code = await mailedCode(foyer, STRANGER)
    const page = await client.get(CONFIRM)
    const values = parse(page.text).form('confirm')?.values ?? {}
    const headers = { cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    const answers = await fifty(() => foyer.client({ headers }).post(CONFIRM, { ...values, code }))
    expect(answers.filter(({ location }) => location === '/control/settings/')).toHaveLength(1)
    expect(await foyer.features.staff.users.byEmail(STRANGER)).not.toBeNull()
    await foyer.deliver()
    expect(foyer.mails.to(EMAIL).filter(({ subject }) => subject.includes('was changed'))).toHaveLength(1)
    expect((await actsOn(foyer, STRANGER)).filter((act) => act === 'pretix.user.email.changed')).toHaveLength(1)
  })

  it('at a code of another account or purpose are wrong', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, EMAIL)
    await staffUser(foyer, 'bob@festival.org')
    const ann = await staffClient(foyer, EMAIL)
    const bob = await staffClient(foyer, 'bob@festival.org')
    await ann.submit(EMAIL_PATH, { email: STRANGER })
    await bob.submit(EMAIL_PATH, { email: 'bob@elsewhere.org' })
    const code = await mailedCode(foyer, STRANGER)
    expect((await bob.submit(CONFIRM, { code })).status).toBe(422)
    const { action, ...form } = parse((await ann.get(CONFIRM)).text).form('confirm') ?? { action: '', values: {} }
    const asProof = await ann.post(action.replace('email_change', 'email_verify'), { ...form.values, code })
    expect([asProof.status, mainText(asProof.text)]).toEqual([422, expect.stringContaining('does not count any more')])
    expect(await foyer.features.staff.users.byEmail(EMAIL)).toMatchObject({ isVerified: false })
    expect((await ann.submit(CONFIRM, { code })).location).toBe('/control/settings/')
    expect(await foyer.features.staff.users.byEmail('bob@elsewhere.org')).toBeNull()
  })
})

describeOnBoth('the forms of native accounts', (kind) => {
  it('are refused without their token', async () => {
    await using foyer = await startFoyer(kind, OPEN)
    await staffUser(foyer, EMAIL)
    const link = await resetLink(foyer, EMAIL)
    const client = await staffClient(foyer, EMAIL)
    const forms: [string, Record<string, string>][] = [
      ['/control/register', { email: STRANGER, fullname: 'Eve', ...fresh(NEW_PASSWORD) }],
      ['/control/register/activate', { token: 'A'.repeat(43), password: NEW_PASSWORD }],
      ['/control/forgot', { email: EMAIL }],
      [link, { ...Object.fromEntries(new URL(link, foyer.url).searchParams), ...fresh(NEW_PASSWORD) }],
      [PASSWORD_PATH, { old_password: PASSWORD, ...fresh(NEW_PASSWORD) }],
      [EMAIL_PATH, { email: STRANGER }],
      ['/control/settings/email/verify', {}],
      [CONFIRM, { code: '1234567' }],
    ]
    for (const [path, fields] of forms)
      expect((await client.post(path.replace(/\?id.*/, ''), fields)).status, path).toBe(403)
    expect(await canLogIn(foyer, EMAIL, PASSWORD)).toBe(true)
  })

  it('count no attempt that the server had no room for', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, EMAIL)
    const inside = await staffClient(foyer, EMAIL)
    const { passwords } = foyer.platform
    const { verify } = passwords
    const login = { email: EMAIL, password: PASSWORD }
    const change = { old_password: PASSWORD, ...fresh(NEW_PASSWORD) }
    const forms = [
      [foyer.client(), '/control/login', login],
      [inside, '/control/reauth/', { password: PASSWORD }],
      [inside, PASSWORD_PATH, change],
    ] as const
    const pages = new Map<string, Awaited<ReturnType<typeof inside.get>>>()
    for (const [client, path] of forms) pages.set(path, await client.get(path))
    Object.assign(passwords, { verify: () => Promise.reject(new Overloaded('password hashing')) })
    for (const [client, path, fields] of forms) {
      for (let turn = 0; turn < 11; turn++) {
        const page = pages.get(path)
        const answer = await client.submit(path, fields, page && { page })
        expect([path, turn, answer.status]).toEqual([path, turn, 503])
      }
    }
    Object.assign(passwords, { verify })
    for (const [client, path, fields] of forms) {
      const page = pages.get(path)
      expect([path, (await client.submit(path, fields, page && { page })).status]).toEqual([path, 303])
    }
  })

  it('take anything that can be sent without an error of the server', async () => {
    await using foyer = await startFoyer(kind, OPEN)
    await staffUser(foyer, EMAIL)
    const client = await staffClient(foyer, EMAIL)
    const odd = ['\u0000', 'a'.repeat(5000), '{"$ne":1}', '\ud800', "'; drop table users --"]
    for (const path of ['/control/register', '/control/forgot', PASSWORD_PATH, EMAIL_PATH]) {
      const page = await (path.includes('settings') ? client : foyer.client()).get(path)
      const browser = path.includes('settings') ? client : foyer.client()
      const own = path.includes('settings') ? page : await browser.get(path)
      for (const value of odd) {
        const all = {
          email: value,
          fullname: value,
          password: value,
          password_repeat: value,
          old_password: value,
          next: value,
        }
        expect((await browser.submit(path, all, { page: own })).status, path).toBeLessThan(500)
      }
    }
    for (const query of ['id=%00&token=%00', 'id[]=1&token[]=2', `id=${'z'.repeat(26)}&token=${'A'.repeat(43)}`, '']) {
      expect((await foyer.client().get(`/control/forgot/recover?${query}`)).status).toBe(303)
    }
  })
})
