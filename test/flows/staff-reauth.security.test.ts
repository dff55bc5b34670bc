import { expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../src/core/clock.ts'
import { describeOnBoth } from '../support/databases.ts'
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

const REAUTH = '/control/reauth/?next=%2Fcontrol%2F'
const FORM = { form: '/control/reauth' }

/** Answers when the test lets it. */
const SLOW_BACKEND = `export default {
  identifier: 'slow',
  verboseName: 'Slow',
  loginFormFields: { username: { label: 'User name', type: 'text' } },
  async formAuthenticate(request, form) {
    await globalThis.slowBackendWaits?.()
    return request.users.getOrCreateForBackend({ identifier: form.username, email: form.username + '@slow.example' })
  },
}`

/** Waits in the slow backend until it is let go. */
function gate() {
  const reached = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  Object.assign(globalThis, {
    slowBackendWaits: () => {
      reached.resolve()
      return go.promise
    },
  })
  return {
    reached: reached.promise,
    letGo() {
      Object.assign(globalThis, { slowBackendWaits: undefined })
      go.resolve()
    },
  }
}

describeOnBoth('a proof of who somebody is', (kind) => {
  it.each([
    '//evil.example/',
    'https://evil.example/',
    '/\\evil.example',
    'javascript:alert(1)',
    '/control/\r\nset-cookie: x=y',
  ])('never leads to %j', async (next) => {
    await using foyer = await startFoyer(kind)
    await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    const address = `/control/reauth/?${new URLSearchParams({ next })}`
    const page = await client.get(address)
    expect(page.text).not.toContain('evil.example')
    const done = await client.submit(address, { password: PASSWORD }, { page, ...FORM })
    expect([done.status, done.location]).toEqual([303, '/control/'])
  })

  it('may be tried only a few times, by whichever account; the right password does not count then', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    clock.advance(4 * HOUR)
    let page = await client.get(REAUTH)
    for (let tries = 0; tries < 5; tries++) {
      page = await client.submit(REAUTH, { password: 'guess 12345' }, { page, ...FORM })
      expect(page.status).toBe(422)
    }
    const stopped = await client.submit(REAUTH, { password: PASSWORD }, { page, ...FORM })
    expect(stopped.status).toBe(429)
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(mainText(stopped.text)).toContain('Is it still you?')
    expect((await client.get('/control/')).location).toBe(REAUTH)
  })

  it('is taken from a form of this site only', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    clock.advance(4 * HOUR)
    const forged = await client.post(REAUTH, { email: 'ann@example.org', password: PASSWORD })
    expect(forged.status).toBe(403)
    expect((await client.get('/control/')).location).toBe(REAUTH)
  })

  it('is nothing for strangers', async () => {
    await using foyer = await startFoyer(kind)
    const client = foyer.client()
    expect((await client.get('/control/reauth/')).location).toBe('/control/login?next=%2Fcontrol%2Freauth%2F')
    const login = await client.get('/control/login')
    for (const path of ['/control/reauth/', '/control/reauth/passkey', '/control/reauth/passkey/options']) {
      const csrf = /name="_csrf" value="([^"]+)"/.exec(login.text)?.[1] ?? ''
      const answer = await client.post(path, { _csrf: csrf, email: 'ann@example.org', password: PASSWORD })
      expect([answer.status, answer.location]).toEqual([303, '/control/login'])
    }
  })

  it('does not bring a session back that was ended meanwhile', async () => {
    using backends = configuredBackends({ native: null, slow: SLOW_BACKEND })
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock }, env: backends.env })
    const { staff } = foyer.features
    const client = foyer.client()
    await client.submit('/control/login?backend=slow', { username: 'ann' })
    const ann = await staff.users.byEmail('ann@slow.example')
    if (!ann) throw new Error('no account')
    clock.advance(4 * HOUR)
    const page = await client.get(REAUTH)
    const { reached, letGo } = gate()
    const late = client.submit(REAUTH, { username: 'ann' }, { page, ...FORM })
    await reached
    expect(await staff.sessions.endAll(foyer.platform.db.q, ann.id)).toBe(1)
    letGo()
    await late
    expect((await client.get('/control/')).location).toBe('/control/login')
    expect(await staff.sessions.ofUser(ann.id)).toEqual([])
  })

  it('does not count for somebody who was switched off or moved meanwhile', async () => {
    using backends = configuredBackends({ native: null, slow: SLOW_BACKEND })
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock }, env: backends.env })
    const { q } = foyer.platform.db
    for (const change of [{ is_active: false }, { auth_backend: 'native', auth_backend_identifier: null }]) {
      await q.updateTable('users').set({ is_active: true }).execute()
      const client = foyer.client()
      await client.submit('/control/login?backend=slow', { username: 'ann' })
      clock.advance(4 * HOUR)
      const page = await client.get(REAUTH)
      const { reached, letGo } = gate()
      const late = client.submit(REAUTH, { username: 'ann' }, { page, ...FORM })
      await reached
      await q.updateTable('users').set(change).where('email', '=', 'ann@slow.example').execute()
      letGo()
      expect((await late).status).not.toBe(200)
      expect((await client.get('/control/')).location).toBe('/control/login')
    }
  })

  it('ends a session whose backend is not configured any more, with a word', async () => {
    using backends = configuredBackends({ native: null, acme: FORM_BACKEND })
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock }, env: backends.env })
    const client = foyer.client()
    await client.submit('/control/login?backend=acme', { username: 'jweber', password: 'sesame' })
    clock.advance(4 * HOUR)
    using fewer = configuredBackends({ native: null })
    await using later = await startFoyer(kind, { platform: { clock }, beside: foyer, env: fewer.env })
    const there = later.client()
    for (const [name, value] of client.cookies) there.cookies.set(name, value)
    const gone = await there.get(REAUTH, { follow: true })
    expect([gone.status, new URL(gone.url).pathname]).toEqual([200, '/control/login'])
    expect((await client.get('/control/')).location).toBe('/control/login')
  })

  it('is not made by anything else that is open to everybody', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    clock.advance(3 * HOUR + MINUTE)
    for (const path of ['/control/login', '/control/reauth/', '/control/logout', '/control/auth/native/start']) {
      await client.get(path)
      expect((await client.get('/control/')).location).toBe(REAUTH)
    }
  })
})
