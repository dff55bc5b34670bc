import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { ANN_HEADERS, proxyFolder, rawGet } from '../support/proxy-logins.ts'
import { startFoyer } from '../support/server.ts'
import { mainText, staffUser } from '../support/staff.ts'

const ANYWHERE = ['10.0.0.1']

describeOnBoth('headers of a proxy', (kind) => {
  it('let nobody in who is not the proxy, whoever they say to be', async () => {
    using folder = proxyFolder('', ANYWHERE)
    await using foyer = await startFoyer(kind, { env: folder.env })
    for (const extra of [
      {},
      { 'x-forwarded-for': '10.0.0.1' },
      { forwarded: 'for=10.0.0.1' },
      { 'x-real-ip': '10.0.0.1' },
    ]) {
      const client = foyer.client({ headers: { ...ANN_HEADERS, ...extra } })
      expect((await client.get('/control/login')).status).toBe(200)
      expect((await client.get('/control/')).location).toContain('/control/login')
    }
    expect(await foyer.features.staff.users.list({ limit: 5 })).toEqual([])
  })

  it('open no account of another backend, and none that is switched off', async () => {
    using folder = proxyFolder()
    await using foyer = await startFoyer(kind, { env: folder.env })
    const native = await staffUser(foyer, 'ann@example.org', { isAdmin: true })
    const taken = await foyer.client({ headers: ANN_HEADERS }).get('/control/login')
    expect([taken.status, mainText(taken.text)]).toEqual([200, expect.stringContaining('email address')])
    expect(await foyer.features.staff.users.byId(native.id)).toEqual(native)

    const bob = { ...ANN_HEADERS, 'remote-user': 'bob', 'remote-email': 'bob@example.org' }
    await foyer.client({ headers: bob }).get('/control/login')
    const q = foyer.platform.db.q
    await q.updateTable('users').set({ is_active: false }).where('email', '=', 'bob@example.org').execute()
    const client = foyer.client({ headers: bob })
    expect((await client.get('/control/login')).status).toBe(200)
    expect((await client.get('/control/')).status).toBe(303)
  })
})

describe('headers of a proxy on the wire', () => {
  it('are refused when a line comes twice, the last or the first of them', async () => {
    using folder = proxyFolder()
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    for (const [name, value] of Object.entries(ANN_HEADERS)) {
      for (const lines of [
        [value, 'boss'],
        ['boss', value],
        [value, value],
      ]) {
        expect(await rawGet(foyer, '/control/login', { ...ANN_HEADERS, [name]: lines })).toBe(200)
      }
    }
    expect(await foyer.features.staff.users.list({ limit: 5 })).toEqual([])
    expect(await rawGet(foyer, '/control/login', ANN_HEADERS)).toBe(303)
  })

  it.each([
    ['a line break', 'Remote-User: ann\nRemote-Groups: bosses'],
    ['a carriage return', 'Remote-User: ann\rRemote-Groups: bosses'],
    ['a null', 'Remote-User: ann\0'],
    ['a folded line', 'Remote-User: ann\r\n bosses'],
    ['a blank before the colon', 'Remote-User : ann'],
  ])('make no account with %s in them', async (_, line) => {
    using folder = proxyFolder('admin_groups = ["bosses"]')
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    const { port, host } = new URL(foyer.url)
    const socket = connect({ port: Number(port), host: '127.0.0.1' })
    socket.end(
      `GET /control/login HTTP/1.1\r\nHost: ${host}\r\nRemote-Email: ann@example.org\r\n${line}\r\nConnection: close\r\n\r\n`,
    )
    const answer = await text(socket)
    expect(answer).toMatch(/^HTTP\/1\.1 (200|400) /)
    expect(await foyer.features.staff.users.list({ limit: 5 })).toEqual([])
  })

  it('say nothing without the signature that the configuration asks for', async () => {
    using folder = proxyFolder(`signature = "hmac"\nsecret = "${'x'.repeat(40)}"`)
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    expect(await rawGet(foyer, '/control/login', ANN_HEADERS)).toBe(200)
    expect(await foyer.features.staff.users.list({ limit: 5 })).toEqual([])
  })
})
