import { createServer, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { freePort } from '../support/free-port.ts'
import { ANN, LDAP_LOGIN, ldapFolder, ldapLogin, ldapUser } from '../support/ldap-logins.ts'
import { ANN_ID, change, group, person, startDirectory } from '../support/ldap-people.ts'
import { BASE, CA_FILE } from '../support/ldap-server.ts'
import { startFoyer } from '../support/server.ts'
import { movableClock } from '../support/staff.ts'

const UNKNOWN = 'does not match an account'
const INJECTIONS = [
  '*',
  'a*',
  'ann)(uid=*',
  '*)(|(uid=*',
  'ann))(|(uid=*',
  'ann)(!(userPassword=x))',
  '\\2a',
  'ann\\',
  'ann\0',
  'ann,ou=people,dc=example,dc=org',
  'x,dc=example+uid=ann',
  'uid=ann',
  '<script>',
  '{password}',
  'EXTERNAL',
]
const DIRECT = {
  bind_dn: undefined,
  bind_password: undefined,
  base_dn: undefined,
  filter: undefined,
  dn_template: `uid={username},ou=people,${BASE}`,
}

describeOnBoth('a login through a directory', (kind) => {
  it('answers an unknown user, a wrong password and every injection alike', async () => {
    await using directory = await startDirectory()
    using folder = ldapFolder([directory.url])
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { env: folder.env, platform: { clock } })
    const wrong = await ldapLogin(foyer, { ...ANN, password: 'wrong' })
    const texts = new Set<string>()
    for (const username of ['nobody', ...INJECTIONS]) {
      clock.advance(3_600_000)
      const { status, text } = await ldapLogin(foyer, { ...ANN, username })
      expect([username, status]).toEqual([username, 422])
      texts.add(text)
    }
    expect([...texts]).toEqual([wrong.text])
    expect(wrong.text).toContain(UNKNOWN)
    expect(await foyer.features.staff.users.list({ limit: 5 })).toEqual([])
    const filters = directory.asked.filter((asked) => asked.startsWith('search'))
    expect(filters.every((asked) => /\(&\(objectClass=person\)\(uid=[^()*]+\)\)$/.test(asked))).toBe(true)
  })
})

describe('the password of somebody in a directory', () => {
  it('is never empty: the directory is not even asked', async () => {
    await using directory = await startDirectory()
    for (const settings of [{}, DIRECT]) {
      using folder = ldapFolder([directory.url], settings)
      await using foyer = await startFoyer('sqlite', { env: folder.env })
      const refused = await ldapLogin(foyer, { ...ANN, password: '' })
      expect(refused.status).toBe(422)
      expect((await foyer.client().get('/control/')).status).toBe(303)
    }
    expect(directory.asked).toEqual([])
  })

  it('is checked on a connection of its own, as exactly the entry that was found', async () => {
    await using directory = await startDirectory()
    using folder = ldapFolder([directory.url], { required_groups: ['box office'] })
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    await ldapLogin(foyer)
    expect(directory.asked).toEqual([
      'bind cn=foyer,ou=services,dc=example,dc=org',
      expect.stringContaining('search ou=people,dc=example,dc=org'),
      `bind ${person('ann')}`,
    ])
    await expect.poll(() => directory.open.size).toBe(0)
  })

  it('of one person never opens the account of another, though each is named by another field', async () => {
    await using directory = await startDirectory()
    using folder = ldapFolder([directory.url], {
      ...DIRECT,
      base_dn: `ou=people,${BASE}`,
      filter: '(uid={person})',
      fields: { person: 'Person' },
    })
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    const taken = await ldapLogin(foyer, { username: 'bob', password: 'bob secret', person: 'ann' })
    expect([taken.status, taken.text]).toEqual([422, expect.stringContaining(UNKNOWN)])
    const own = await ldapLogin(foyer, { username: 'bob', password: 'bob secret', person: 'bob' })
    expect(own.status).toBe(303)
    expect(await ldapUser(foyer, ANN_ID)).toBeNull()
  })

  it.each(INJECTIONS)('opens nothing when a distinguished name is made of %j', async (username) => {
    await using directory = await startDirectory()
    using folder = ldapFolder([directory.url], DIRECT)
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    const refused = await ldapLogin(foyer, { ...ANN, username })
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(UNKNOWN)])
  })
})

describe('a directory that says more', () => {
  it.each([
    ['52e', UNKNOWN],
    ['525', UNKNOWN],
    ['532', 'password in the directory has expired'],
    ['533', UNKNOWN],
    ['701', 'account in the directory has expired'],
    ['773', 'change your password first'],
    ['775', UNKNOWN],
  ])('is understood: data %s', async (code, words) => {
    await using directory = await startDirectory()
    const message = `80090308: LdapErr: DSID-0C09042F, comment: AcceptSecurityContext error, data ${code}, v2580`
    directory.refusals.set(person('ann'), { code: 49, message })
    using folder = ldapFolder([directory.url])
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    const refused = await ldapLogin(foyer)
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(words)])
    expect(await ldapUser(foyer, ANN_ID)).toBeNull()
  })

  it('is not understood: then it does not answer, rather than that the password is wrong', async () => {
    await using directory = await startDirectory()
    using folder = ldapFolder([directory.url])
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    for (const dn of [person('ann'), 'cn=foyer,ou=services,dc=example,dc=org']) {
      directory.refusals.set(dn, { code: 51, message: 'busy' })
      const refused = await ldapLogin(foyer)
      expect(refused.status).toBe(422)
      expect(refused.text).not.toContain(UNKNOWN)
      expect(refused.text).not.toContain('busy')
    }
  })

  it('finds two: nobody is let in', async () => {
    await using directory = await startDirectory()
    change(directory, person('bob'), { uid: 'ann' })
    using folder = ldapFolder([directory.url])
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    const refused = await ldapLogin(foyer)
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('several accounts')])
    expect(directory.asked.some((asked) => asked === `bind ${person('ann')}`)).toBe(false)
  })

  it('has a group that only looks like the one of the administrators', async () => {
    await using directory = await startDirectory()
    const admins = group('admins')
    change(directory, person('ann'), { memberOf: [`cn=${admins.replaceAll(/[=,]/g, '\\$&')},ou=own,${BASE}`] })
    using folder = ldapFolder([directory.url], { admin_groups: [admins] })
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    await ldapLogin(foyer)
    expect(await ldapUser(foyer, ANN_ID)).toMatchObject({ isAdmin: false })
  })
})

describe('a connection to a directory', () => {
  it.each([
    ['StartTLS, unknown authority', { ldaps: false }, { starttls: true }],
    ['LDAPS, unknown authority', { ldaps: true }, {}],
    ['StartTLS, of another host', { host: '127.0.0.2' }, { starttls: true, ca_file: CA_FILE }],
    ['LDAPS, of another host', { host: '127.0.0.2', ldaps: true }, { ca_file: CA_FILE }],
    ['StartTLS is not offered', { startTls: false }, { starttls: true, ca_file: CA_FILE }],
  ])('is refused before any password is sent: %s', async (_, server, settings) => {
    await using directory = await startDirectory(server)
    using folder = ldapFolder([directory.url], settings)
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    const refused = await ldapLogin(foyer)
    expect(refused.status).toBe(422)
    expect(refused.text).not.toContain(UNKNOWN)
    expect(directory.asked.filter((asked) => asked !== 'starttls')).toEqual([])
  })

  it('to something that never says anything ends', async () => {
    const open = new Set<Socket>()
    await using silent = createServer((socket) => {
      open.add(socket.resume())
      socket.on('error', () => {}).on('close', () => open.delete(socket))
    })
    const port = await freePort()
    await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve))
    for (const [url, settings] of [
      [`ldap://127.0.0.1:${port}`, {}],
      [`ldaps://127.0.0.1:${port}`, {}],
      [`ldap://127.0.0.1:${port}`, { starttls: true }],
    ] as const) {
      using folder = ldapFolder([url], { ...settings, timeout_ms: 120 })
      await using foyer = await startFoyer('sqlite', { env: folder.env })
      expect((await ldapLogin(foyer)).status).toBe(422)
      expect((await foyer.client().get(LDAP_LOGIN)).status).toBe(200)
    }
    await expect.poll(() => open.size).toBe(0)
  })
})
