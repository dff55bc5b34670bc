import { expect, it } from 'vitest'
import { EmailAddressTaken } from '../../src/features/staff/errors.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startFoyer } from '../support/server.ts'
import { staffClient, staffUser } from '../support/staff.ts'

const BAD_IDENTITIES = [
  ['no identifier', { identifier: '', email: 'a@example.org' }, 'identifier is missing'],
  ['a long identifier', { identifier: 'x'.repeat(191), email: 'a@example.org' }, 'longer than 190'],
  ['no email', { identifier: 'x', email: '' }, 'email is missing'],
  ['half an email', { identifier: 'x', email: 'a@b' }, 'email is missing or not'],
  ['another owner', { identifier: 'x', email: 'a@example.org', setAlways: { authBackend: 'native' } }, '"authBackend"'],
  ['a password', { identifier: 'x', email: 'a@example.org', setOnCreation: { passwordHash: 'x' } }, '"passwordHash"'],
  ['a flag as text', { identifier: 'x', email: 'a@example.org', setAlways: { isAdmin: 'yes' } }, '"isAdmin"'],
  ['an unknown language', { identifier: 'x', email: 'a@example.org', setAlways: { locale: 'xx' } }, '"locale"'],
] as const

describeOnBoth('the accounts of a backend', (kind) => {
  it('are made once for each identifier; the email follows it', async () => {
    await using foyer = await startFoyer(kind)
    const users = foyer.features.staff.usersOf('ldap')
    const made = await users.getOrCreateForBackend({
      identifier: 'uid-1',
      email: 'Ann@Example.ORG',
      setAlways: { fullname: 'Ann' },
      setOnCreation: { locale: 'de', isAdmin: true },
    })
    expect(made).toMatchObject({
      email: 'ann@example.org',
      authBackend: 'ldap',
      fullname: 'Ann',
      locale: 'de',
      isAdmin: true,
    })
    const again = await users.getOrCreateForBackend({
      identifier: 'uid-1',
      email: 'ann.new@example.org',
      setAlways: { fullname: 'Ann New', isAdmin: false },
      setOnCreation: { locale: 'en' },
    })
    expect(again).toMatchObject({
      id: made.id,
      email: 'ann.new@example.org',
      fullname: 'Ann New',
      locale: 'de',
      isAdmin: false,
    })
    expect(await users.findByIdentifier('uid-1')).toMatchObject({ id: made.id })
    expect(await users.findByEmail('ANN.new@example.org')).toMatchObject({ id: made.id })
  })

  it('are never those of another backend, whatever email it brings', async () => {
    await using foyer = await startFoyer(kind)
    const native = await staffUser(foyer, 'boss@example.org', { isAdmin: true })
    const users = foyer.features.staff.usersOf('ldap')
    const attempt = users.getOrCreateForBackend({ identifier: 'uid-1', email: 'BOSS@example.org' })
    await expect(attempt).rejects.toThrow(EmailAddressTaken)
    await expect(attempt).rejects.toMatchObject({ code: 'email_taken' })
    expect(await users.findByEmail('boss@example.org')).toBeNull()
    expect(await foyer.features.staff.users.byId(native.id)).toEqual(native)
    await users.getOrCreateForBackend({ identifier: 'uid-2', email: 'other@example.org' })
    await expect(users.getOrCreateForBackend({ identifier: 'uid-2', email: 'boss@example.org' })).rejects.toThrow(
      EmailAddressTaken,
    )
    expect(await foyer.features.staff.usersOf('oidc').findByIdentifier('uid-2')).toBeNull()
  })

  it('are not shared by two people with one email', async () => {
    await using foyer = await startFoyer(kind)
    const users = foyer.features.staff.usersOf('ldap')
    await users.getOrCreateForBackend({ identifier: 'uid-1', email: 'team@example.org' })
    await expect(users.getOrCreateForBackend({ identifier: 'uid-2', email: 'team@example.org' })).rejects.toThrow(
      EmailAddressTaken,
    )
  })

  it('gain an identifier when they were made without one, also from an email in capitals', async () => {
    await using foyer = await startFoyer(kind)
    const user = await staffUser(foyer, 'ann@example.org')
    await foyer.platform.db.q.updateTable('users').set({ auth_backend: 'ldap' }).where('id', '=', user.id).execute()
    const users = foyer.features.staff.usersOf('ldap')
    const claimed = await users.getOrCreateForBackend({ identifier: 'uid-9', email: 'ANN@EXAMPLE.ORG' })
    expect(claimed).toMatchObject({ id: user.id, authBackendIdentifier: 'uid-9' })
  })

  it('come to be once when fifty logins of one person meet', async () => {
    await using foyer = await startFoyer(kind)
    const users = foyer.features.staff.usersOf('ldap')
    const identity = { identifier: 'uid-1', email: 'ann@example.org' }
    const all = await Promise.all(Array.from({ length: 50 }, () => users.getOrCreateForBackend(identity)))
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
  })

  it('refuse what a backend may not say, naming it', async () => {
    await using foyer = await startFoyer(kind)
    const users = foyer.features.staff.usersOf('ldap')
    for (const [what, identity, reason] of BAD_IDENTITIES) {
      await expect(users.getOrCreateForBackend(identity as never), what).rejects.toThrow(reason)
    }
    expect(await foyer.features.staff.users.list({ limit: 10 })).toEqual([])
  })

  it('have to confirm an email anew that the backend has changed', async () => {
    await using foyer = await startFoyer(kind)
    const users = foyer.features.staff.usersOf('ldap')
    const { id } = await users.getOrCreateForBackend({ identifier: 'uid-1', email: 'ann@example.org' })
    const q = foyer.platform.db.q
    await q.updateTable('users').set({ is_verified: true }).where('id', '=', id).execute()
    await users.getOrCreateForBackend({ identifier: 'uid-1', email: 'ann@example.org' })
    expect(await foyer.features.staff.users.byId(id)).toMatchObject({ isVerified: true })
    await users.getOrCreateForBackend({ identifier: 'uid-1', email: 'ann@new.example' })
    expect(await foyer.features.staff.users.byId(id)).toMatchObject({ isVerified: false })
  })

  it('lose their sessions with their email', async () => {
    await using foyer = await startFoyer(kind)
    const user = await staffUser(foyer, 'ann@example.org')
    const client = await staffClient(foyer, 'ann@example.org')
    const change = { auth_backend_identifier: 'uid-1' }
    await foyer.platform.db.q.updateTable('users').set(change).where('id', '=', user.id).execute()
    const users = foyer.features.staff.usersOf('native')
    await users.getOrCreateForBackend({ identifier: 'uid-1', email: 'ann@example.org', setAlways: { fullname: 'Ann' } })
    expect((await client.get('/control/')).status).toBe(200)
    await users.getOrCreateForBackend({ identifier: 'uid-1', email: 'ann.new@example.org' })
    expect((await client.get('/control/')).status).toBe(303)
  })
})
