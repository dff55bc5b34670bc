import { expect, it } from 'vitest'
import { MINUTE } from '../../src/core/clock.ts'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { movableClock, PASSWORD, staffClient, staffUser } from '../support/staff.ts'

const SESSIONS = '/control/settings/sessions/'
const COOKIE = 'foyer-staff'

async function sessionsOf(foyer: TestServer, email: string) {
  const user = await foyer.features.staff.users.byEmail(email)
  return user ? foyer.features.staff.sessions.ofUser(user.id) : []
}

/** The form of the first other session on the page. */
async function endFirstOther(client: BrowserClient, session?: string) {
  const page = await client.get(SESSIONS)
  const csrf = parse(page.text).form('/control/logout')?.values._csrf ?? ''
  const found = /name="session" value="([0-9a-zA-Z_-]{20,})"/.exec(page.text)?.[1] ?? ''
  return client.post(SESSIONS, { _csrf: csrf, session: session ?? found })
}

async function actAs(foyer: TestServer, admin: string, acted: string) {
  const { users, sessions } = foyer.features.staff
  const [session] = await sessionsOf(foyer, admin)
  const user = await users.byEmail(acted)
  if (!session || !user) throw new Error('nobody to act as')
  await sessions.actAs(foyer.platform.db.q, session, user.id)
}

describeOnBoth('sessions of the back office', (kind) => {
  it('are held by a cookie that scripts and other sites do not see, over https only', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const answer = await foyer.client().submit('/control/login', { email: 'ann@example.org', password: PASSWORD })
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith(`${COOKIE}=`))
    expect(cookie).toMatch(/^foyer-staff=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
    await using safe = await startFoyer(kind, { beside: foyer, env: { FOYER_URL: 'https://office.example.org' } })
    expect(safe.config.url).toBe('https://office.example.org')
    const client = foyer.client()
    client.cookies.set('x', 'y')
    const port = safe.config.port
    const page = await fetch(`http://localhost:${port}/control/login`)
    const csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
    const sent = await fetch(`http://localhost:${port}/control/login`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie: page.headers
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; '),
      },
      body: new URLSearchParams({ _csrf: csrf, email: 'ann@example.org', password: PASSWORD }),
    })
    const secure = sent.headers.getSetCookie().find((line) => line.includes('foyer-staff='))
    expect(secure).toMatch(/^__Host-foyer-staff=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  })

  it('get a new id at each login, whatever the browser brings along; the former one ends', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const client = foyer.client()
    const planted = 'A'.repeat(43)
    client.cookies.set(COOKIE, planted)
    await client.submit('/control/login', { email: 'ann@example.org', password: PASSWORD })
    const first = client.cookies.get(COOKIE) ?? ''
    expect(first).not.toBe(planted)
    const thief = foyer.client()
    thief.cookies.set(COOKIE, planted)
    expect((await thief.get('/control/')).status).toBe(303)
    thief.cookies.set(COOKIE, first)
    expect((await thief.get('/control/')).status).toBe(200)
    await client.post('/control/logout', {
      _csrf: parse((await client.get('/control/logout')).text).form()?.values._csrf ?? '',
    })
    await client.submit('/control/login', { email: 'ann@example.org', password: PASSWORD })
    expect(client.cookies.get(COOKIE)).not.toBe(first)
    thief.cookies.set(COOKIE, first)
    expect((await thief.get('/control/')).status).toBe(303)
  })

  it('end at the next request when their owner ends them elsewhere', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const here = await staffClient(foyer, 'ann@example.org')
    const there = await staffClient(foyer, 'ann@example.org')
    const third = await staffClient(foyer, 'ann@example.org')
    const done = await endFirstOther(here)
    expect([done.status, done.location]).toEqual([303, SESSIONS])
    const left = [await there.get('/control/'), await third.get('/control/')].map(({ status }) => status)
    expect(left.sort()).toEqual([200, 303])
    await endFirstOther(here, 'others')
    expect((await there.get('/control/')).status).toBe(303)
    expect((await third.get('/control/')).status).toBe(303)
    expect((await here.get('/control/')).status).toBe(200)
    const acts = (await foyer.features.audit.list(null, { limit: 2 })).map(({ action }) => action)
    expect(acts).toEqual(['foyer.staff.othersessions.ended', 'foyer.staff.session.ended'])
  })

  it('of others are neither shown nor ended', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    await staffUser(foyer, 'eve@example.org')
    const ann = await staffClient(foyer, 'ann@example.org')
    const eve = await staffClient(foyer, 'eve@example.org')
    await staffClient(foyer, 'eve@example.org')
    const [victim] = await sessionsOf(foyer, 'ann@example.org')
    expect((await eve.get(SESSIONS)).text).not.toContain(victim?.idHash)
    const tried = await endFirstOther(eve, victim?.idHash)
    expect(tried.status).toBe(303)
    expect((await eve.get(SESSIONS)).text).toContain('had ended already')
    await endFirstOther(eve, 'others')
    expect((await ann.get('/control/')).status).toBe(200)
    for (const session of ['', "' or 1=1 --", '\u0000']) expect((await endFirstOther(eve, session)).status).toBe(303)
    expect((await ann.get('/control/')).status).toBe(200)
  })

  it('are ended by a form of this site only', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const here = await staffClient(foyer, 'ann@example.org')
    const there = await staffClient(foyer, 'ann@example.org')
    expect((await here.post(SESSIONS, { session: 'others' })).status).toBe(403)
    expect((await here.get(`${SESSIONS}?session=others`)).status).toBe(200)
    expect((await there.get('/control/')).status).toBe(200)
  })

  it('do not tell their secrets: neither the pages nor the table hold what a cookie holds', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    const secret = client.cookies.get(COOKIE) ?? 'none'
    const rows = await foyer.platform.db.q.selectFrom('staff_sessions').selectAll().execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect((await client.get(SESSIONS)).text).not.toContain(secret)
    const [session] = await sessionsOf(foyer, 'ann@example.org')
    const thief = foyer.client()
    thief.cookies.set(COOKIE, session?.idHash ?? '')
    expect((await thief.get('/control/')).status).toBe(303)
  })

  it('60: of an administrator who looks through another account show what that account may see, and no sensitive page', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'jonas@example.org', { isAdmin: true })
    await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'jonas@example.org')
    expect((await client.get('/control/admin/history')).status).toBe(200)
    await actAs(foyer, 'jonas@example.org', 'ann@example.org')
    const page = await client.get('/control/')
    expect(page.text).toContain('ann@example.org')
    for (const path of ['/control/admin/history', '/control/settings/2fa/', '/control/settings/', SESSIONS]) {
      expect((await client.get(path)).status).toBe(403)
    }
    const csrf = parse(page.text).form('/control/logout')?.values._csrf ?? ''
    const refused = await client.post('/control/settings/', { _csrf: csrf, fullname: 'Mallory' })
    expect(refused.status).toBe(403)
    expect((await foyer.features.staff.users.byEmail('ann@example.org'))?.fullname).toBe('')
  })

  it('60: show their own account again when the other one is switched off, or the administrator is none any more', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'jonas@example.org', { isAdmin: true })
    await staffUser(foyer, 'ann@example.org')
    const set = (email: string, values: { is_active?: boolean; is_admin?: boolean }) =>
      foyer.platform.db.q.updateTable('users').set(values).where('email', '=', email).execute()
    const client = await staffClient(foyer, 'jonas@example.org')
    await actAs(foyer, 'jonas@example.org', 'ann@example.org')
    await set('ann@example.org', { is_active: false })
    expect((await client.get('/control/settings/')).text).toContain('jonas@example.org')
    await set('ann@example.org', { is_active: true })
    expect((await client.get('/control/settings/')).text).toContain('jonas@example.org')
    await actAs(foyer, 'jonas@example.org', 'ann@example.org')
    await set('jonas@example.org', { is_admin: false })
    const own = await client.get('/control/settings/')
    expect(own.text).not.toContain('ann@example.org')
    expect((await client.get('/control/admin/history')).status).toBe(403)
  })

  it('61: of an administrator are proven by the administrator, not by the account that is looked through', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'jonas@example.org', { isAdmin: true })
    await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'jonas@example.org')
    await actAs(foyer, 'jonas@example.org', 'ann@example.org')
    clock.advance(30 * MINUTE)
    const page = await client.get('/control/reauth/')
    expect(parse(page.text).form('/control/reauth')?.values).toMatchObject({ email: 'jonas@example.org' })
  })
})
