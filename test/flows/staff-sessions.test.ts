import { expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/core/clock.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { movableClock, PASSWORD, staffClient, staffUser } from '../support/staff.ts'

const LOGIN = '/control/login?next=%2Fcontrol%2Fadmin%2Fhistory'
const REAUTH = '/control/reauth/?next=%2Fcontrol%2Fadmin%2Fhistory'
const PAGE = '/control/admin/history'

async function longClient(foyer: TestServer) {
  const client = foyer.client()
  await client.submit('/control/login', { email: 'ann@example.org', password: PASSWORD, keep_logged_in: 'on' })
  return client
}

async function lastUsed(foyer: TestServer): Promise<number> {
  const ann = await foyer.features.staff.users.byEmail('ann@example.org')
  const [session] = ann ? await foyer.features.staff.sessions.ofUser(ann.id) : []
  return session?.lastUsedAt ?? 0
}

describeOnBoth('sessions of the back office', (kind) => {
  it('48: end 12 hours after the login, however busy they are', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org', { isAdmin: true })
    const client = await staffClient(foyer, 'ann@example.org')
    for (let hours = 0; hours < 10; hours += 2) {
      clock.advance(2 * HOUR)
      expect((await client.get(PAGE)).status).toBe(200)
    }
    clock.advance(2 * HOUR + MINUTE)
    const late = await client.get(PAGE)
    expect([late.status, late.location]).toEqual([303, LOGIN])
    expect(client.cookies.has('foyer-staff')).toBe(false)
  })

  it('49, 51, 53, 54: "keep me logged in" knows neither limit', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org', { isAdmin: true })
    const client = await longClient(foyer)
    for (const pause of [3 * HOUR - MINUTE, 3 * HOUR + MINUTE, 6 * HOUR - MINUTE, 2 * MINUTE, 100 * HOUR]) {
      clock.advance(pause)
      expect((await client.get(PAGE)).status).toBe(200)
    }
  })

  it('50: unless long sessions were switched off since', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org', { isAdmin: true })
    const client = await longClient(foyer)
    await using strict = await startFoyer(kind, {
      platform: { clock },
      beside: foyer,
      env: { FOYER_LONG_SESSIONS: 'false' },
    })
    const there = strict.client()
    for (const [name, value] of client.cookies) there.cookies.set(name, value)
    clock.advance(11 * HOUR)
    expect((await client.get(PAGE)).status).toBe(200)
    clock.advance(HOUR + MINUTE)
    const late = await there.get(PAGE)
    expect([late.status, late.location]).toEqual([303, LOGIN])
  })

  it('52: wait for a proof after 3 hours without use', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org', { isAdmin: true })
    const client = await staffClient(foyer, 'ann@example.org')
    clock.advance(3 * HOUR - MINUTE)
    expect((await client.get(PAGE)).status).toBe(200)
    clock.advance(3 * HOUR + MINUTE)
    const late = await client.get(PAGE)
    expect([late.status, late.location]).toEqual([303, REAUTH])
    expect(client.cookies.has('foyer-staff')).toBe(true)
    const search = await client.get('/control/?search=a%20b')
    expect(search.location).toBe('/control/reauth/?next=%2Fcontrol%2F%3Fsearch%3Da%2520b')
  })

  it('52: lead from a form back to its page, without what was posted', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org', { isAdmin: true })
    const client = await staffClient(foyer, 'ann@example.org')
    const page = await client.get('/control/settings/')
    clock.advance(3 * HOUR + MINUTE)
    const sent = await client.submit('/control/settings/', { fullname: 'Ann' }, { page, form: '/control/settings' })
    expect([sent.status, sent.location]).toEqual([303, '/control/reauth/?next=%2Fcontrol%2Fsettings%2F'])
    expect((await foyer.features.staff.users.byEmail('ann@example.org'))?.fullname).toBe('')
  })

  it('56, 57: move their last use with page views and with a new login', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org', { isAdmin: true })
    const client = await staffClient(foyer, 'ann@example.org')
    const first = await lastUsed(foyer)
    clock.advance(2 * HOUR)
    await client.get(PAGE)
    const second = await lastUsed(foyer)
    expect(second - first).toBeGreaterThanOrEqual(2 * HOUR)
    clock.advance(4 * HOUR)
    const back = await client.submit('/control/login', { email: 'ann@example.org', password: PASSWORD })
    expect(back.status).toBe(303)
    expect((await lastUsed(foyer)) - second).toBeGreaterThanOrEqual(4 * HOUR)
    expect((await client.get(PAGE)).status).toBe(200)
  })

  it('58: end in another browser, and in one that hides its name', async () => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org', { isAdmin: true })
    for (const agent of ['Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0', 'node ', '']) {
      const client = await staffClient(foyer, 'ann@example.org')
      const headers = { 'user-agent': agent }
      const other = await client.get(PAGE, { headers: agent === 'node ' ? { 'user-agent': 'nodejs' } : headers })
      expect([other.status, other.location]).toEqual([303, LOGIN])
      expect((await client.get(PAGE)).status).toBe(303)
    }
  })

  it('end with the account, and when it moves to another backend', async () => {
    await using foyer = await startFoyer(kind)
    const ann = await staffUser(foyer, 'ann@example.org', { isAdmin: true })
    const users = foyer.platform.db.q.updateTable('users').where('id', '=', ann.id)
    const client = await staffClient(foyer, 'ann@example.org')
    await users.set({ is_active: false }).execute()
    expect((await client.get(PAGE)).location).toBe(LOGIN)
    await users.set({ is_active: true }).execute()
    expect((await client.get(PAGE)).status).toBe(303)
    const again = await staffClient(foyer, 'ann@example.org')
    await users.set({ auth_backend: 'ldap' }).execute()
    expect((await again.get(PAGE)).location).toBe(LOGIN)
  })

  it('say on the login page that a person is nobody after a long pause, and begin anew there', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org', { isAdmin: true })
    const client = await staffClient(foyer, 'ann@example.org')
    const former = client.cookies.get('foyer-staff')
    clock.advance(4 * HOUR)
    expect((await client.get('/control/login')).status).toBe(200)
    await client.submit('/control/login', { email: 'ann@example.org', password: PASSWORD })
    expect(client.cookies.get('foyer-staff')).not.toBe(former)
    expect((await client.get(PAGE)).status).toBe(200)
  })
})
