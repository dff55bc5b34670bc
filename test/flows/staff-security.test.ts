import { expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { run } from '../../src/cli/run.ts'
import { DAY } from '../../src/core/clock.ts'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { AS_DELIVERED, startFoyer, type TestServer } from '../support/server.ts'
import {
  configuredBackends,
  FORM_BACKEND,
  mainText,
  movableClock,
  PASSWORD,
  staffClient,
  staffUser,
} from '../support/staff.ts'

const SETTINGS = '/control/settings/'
const SESSIONS = '/control/settings/sessions/'
const HISTORY = '/control/settings/history/'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0'
const NEWER_FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:151.0) Gecko/20100101 Firefox/151.0'
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'

async function logInWith(foyer: TestServer, agent: string): Promise<BrowserClient> {
  const client = foyer.client({ headers: { 'user-agent': agent } })
  const answer = await client.submit('/control/login', { email: 'ann@example.org', password: PASSWORD })
  expect(answer.status).toBe(303)
  return client
}

async function mailsTo(foyer: TestServer, email: string) {
  await foyer.deliver()
  return foyer.mails.to(email).filter(({ subject }) => subject.startsWith('New login'))
}

async function userSessions(foyer: TestServer, ...args: string[]) {
  const { dataDir, databaseUrl, secret, url } = foyer.config
  let stdout = ''
  const status = await run(['user', 'sessions', ...args], {
    commands,
    cwd: dataDir,
    version: '0',
    env: {
      FOYER_DATA_DIR: dataDir,
      FOYER_SECRET: secret,
      FOYER_URL: url,
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    },
    stdout: (text) => {
      stdout += text
    },
    stderr: () => {},
  })
  return { status, stdout }
}

describeOnBoth('a login with a browser that the account did not know', (kind) => {
  it('14: is told by mail, but not at the very first login, and not for a newer version', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    for (const agent of [FIREFOX, FIREFOX, NEWER_FIREFOX]) await logInWith(foyer, agent)
    expect(await mailsTo(foyer, 'ann@example.org')).toEqual([])
    await logInWith(foyer, SAFARI)
    await logInWith(foyer, SAFARI)
    const [mail, ...more] = await mailsTo(foyer, 'ann@example.org')
    expect(more).toEqual([])
    expect(mail?.text).toContain('Safari on iPhone')
    expect(mail?.text).toContain('127.0.0.0/24')
    expect(mail?.text).toContain(`${foyer.url}${SESSIONS}`)
    await logInWith(foyer, '')
    expect(await mailsTo(foyer, 'ann@example.org')).toHaveLength(2)
    const entries = await foyer.features.audit.list(null, { limit: 20 })
    const found = entries.filter(({ action }) => action === 'pretix.control.auth.user.new_source')
    expect(found.map(({ detail }) => detail.device).sort()).toEqual(['', 'Firefox, Linux', 'Safari, iPhone'])
  })

  it('14: is told once, also when many logins come at the same time', async () => {
    await using foyer = await startFoyer(kind, AS_DELIVERED)
    await staffUser(foyer, 'ann@example.org')
    await logInWith(foyer, FIREFOX)
    await Promise.all(Array.from({ length: 4 }, () => logInWith(foyer, SAFARI)))
    expect(await mailsTo(foyer, 'ann@example.org')).toHaveLength(1)
  })

  it('14: is told again for one that nobody used for a year', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org')
    await logInWith(foyer, FIREFOX)
    await logInWith(foyer, SAFARI)
    expect(await mailsTo(foyer, 'ann@example.org')).toHaveLength(1)
    clock.advance(300 * DAY)
    await logInWith(foyer, FIREFOX)
    clock.advance(66 * DAY)
    expect(await foyer.features.staffSecurity.cleanUp()).toBe(1)
    await logInWith(foyer, SAFARI)
    await logInWith(foyer, FIREFOX)
    expect(await mailsTo(foyer, 'ann@example.org')).toHaveLength(2)
  })

  it('14: does not tell of a login that failed', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    await logInWith(foyer, FIREFOX)
    const client = foyer.client({ headers: { 'user-agent': SAFARI } })
    await client.submit('/control/login', { email: 'ann@example.org', password: 'guess 12345' })
    expect(await mailsTo(foyer, 'ann@example.org')).toEqual([])
  })
})

describeOnBoth('the pages of the own account', (kind) => {
  it('110: keep name, language and time zone, and say what is wrong with them', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    const form = { form: '/control/settings' }
    const values = { fullname: 'Ann Lee', locale: 'de', time_zone: 'Europe/Vienna' }
    const wrong = await client.submit(SETTINGS, { ...values, time_zone: 'Mars' }, form)
    expect([wrong.status, parse(wrong.text).text('.error-list')]).toEqual([422, 'Choose one of the time zones.'])
    expect(parse(wrong.text).form('/control/settings')?.values).toMatchObject({
      fullname: 'Ann Lee',
      time_zone: 'Mars',
    })
    const saved = await client.submit(SETTINGS, values, { ...form, page: wrong })
    expect([saved.status, saved.location]).toEqual([303, SETTINGS])
    const page = await client.get(SETTINGS)
    expect(parse(page.text).text('h1')).toBe('Einstellungen')
    expect(page.text).toContain('Ihre Einstellungen sind gespeichert.')
    expect(await foyer.features.staff.users.byEmail('ann@example.org')).toMatchObject({
      fullname: 'Ann Lee',
      locale: 'de',
      timeZone: 'Europe/Vienna',
    })
    const [entry] = await foyer.features.audit.list(null, { limit: 1 })
    expect(entry).toMatchObject({
      action: 'pretix.user.settings.changed',
      before: { fullname: '' },
      after: values,
    })
    await client.submit(SETTINGS, values, form)
    expect((await foyer.features.audit.list(null, { limit: 1 }))[0]?.id).toBe(entry?.id)
  })

  it('lead to password and email where the account is native, and name the backend that keeps them elsewhere', async () => {
    using backends = configuredBackends({ native: null, acme: FORM_BACKEND })
    await using foyer = await startFoyer(kind, { env: backends.env })
    await staffUser(foyer, 'ann@example.org')
    const native = parse((await (await staffClient(foyer, 'ann@example.org')).get(SETTINGS)).text)
    expect(native.all('.line-tabs a')).toEqual(['Settings', 'Password', 'Second factor', 'Sessions', 'History'])
    expect(native.links('Change email')).toEqual(['/control/settings/email/change'])
    const client = foyer.client()
    await client.submit('/control/login?backend=acme', { username: 'jweber', password: 'sesame' })
    const page = await client.get(SETTINGS)
    expect(parse(page.text).all('.line-tabs a')).toEqual(['Settings', 'Second factor', 'Sessions', 'History'])
    expect(parse(page.text).links('Change email')).toEqual([])
    expect(mainText(page.text)).toContain('“Acme login” keeps it')
  })

  it('show where somebody is logged in, this browser first', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    await logInWith(foyer, SAFARI)
    const here = await logInWith(foyer, FIREFOX)
    const text = mainText((await here.get(SESSIONS)).text)
    expect(text).toContain('Firefox on Linux this device')
    expect(text).toContain('Safari on iPhone')
    expect(text.indexOf('Firefox')).toBeLessThan(text.indexOf('Safari'))
    expect(text).toContain('Through Foyer account')
    expect(text).toContain('network 127.0.0.0/24')
    const own = (await here.get(SESSIONS)).text.match(/name="session" value=/g)
    expect(own).toHaveLength(2)
  })

  it('show the history of the own account only, page by page', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const ann = await staffUser(foyer, 'ann@example.org')
    const bob = await staffUser(foyer, 'bob@example.org')
    const { audit } = foyer.features
    const { db } = foyer.platform
    for (let count = 1; count <= 25; count++) {
      clock.advance(1)
      for (const { id, email } of [ann, bob]) {
        const object = { type: 'user', id, name: `${email} ${count}` } as const
        await audit.record(db.q, null, { action: 'foyer.staff.password.set', actor: { type: 'system' }, object })
      }
    }
    const client = await staffClient(foyer, 'ann@example.org')
    const first = await client.get(HISTORY)
    expect(mainText(first.text)).toContain('ann@example.org 25')
    expect(mainText(first.text)).not.toContain('bob@example.org')
    expect(mainText(first.text)).not.toContain('ann@example.org 5 ')
    const [older = ''] = parse(first.text).links('Older')
    const second = await client.get(older)
    expect(mainText(second.text)).toContain('ann@example.org 5 ')
    const [newer = ''] = parse(second.text).links('Newer')
    expect(mainText((await client.get(newer)).text)).toContain('ann@example.org 25')
    for (const query of ['?before=x', '?before=1-1', '?after=', '?before=a&before=b']) {
      expect((await client.get(HISTORY + query)).status).toBe(200)
    }
  })
})

describeOnBoth('foyer user sessions', (kind) => {
  it('lists and ends the sessions of an account', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const client = await logInWith(foyer, FIREFOX)
    await logInWith(foyer, SAFARI)
    const listed = await userSessions(foyer, '--email', 'ann@example.org', '--json')
    expect(listed.status).toBe(0)
    const devices = JSON.parse(listed.stdout).sessions.map(({ device }: { device: string }) => device)
    expect(devices.sort()).toEqual(['Firefox, Linux', 'Safari, iPhone'])
    expect((await userSessions(foyer, '--email', 'ann@example.org')).stdout).toContain('127.0.0.0/24')
    const ended = await userSessions(foyer, '--email', 'ann@example.org', '--end')
    expect([ended.status, ended.stdout]).toEqual([0, 'ended 2 sessions of ann@example.org\n'])
    expect((await client.get('/control/')).status).toBe(303)
    expect((await userSessions(foyer, '--email', 'nobody@example.org')).status).not.toBe(0)
  })
})
