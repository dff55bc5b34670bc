import { describe, expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { ANN, LDAP_LOGIN, ldapFolder, ldapLogin, ldapUser } from '../support/ldap-logins.ts'
import { ANN_ID, ANN_PASSWORD, change, group, person, startDirectory } from '../support/ldap-people.ts'
import { BASE } from '../support/ldap-server.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { mainText, staffUser } from '../support/staff.ts'

const UNKNOWN = 'does not match an account'

async function staffTeam(foyer: TestServer) {
  const acme = await foyer.organizer('acme')
  const boss = await staffUser(foyer, 'boss@example.org')
  await foyer.features.teams.putIntoRole(acme, boss, 'member', { type: 'system' })
  const rolesOf = async (email: string) => {
    const people = await foyer.features.teams.everybody(acme)
    return people.find((one) => one.email === email)?.teams ?? []
  }
  return { acme, rolesOf }
}

describeOnBoth('a login through a directory', (kind) => {
  it('makes the account at the first time, and lets it in', async () => {
    await using directory = await startDirectory()
    using folder = ldapFolder([directory.url], { locale_attribute: 'preferredLanguage' })
    await using foyer = await startFoyer(kind, { env: folder.env })
    const page = await foyer.client().get(LDAP_LOGIN)
    expect(mainText(page.text)).toContain('User name')
    const { client, status } = await ldapLogin(foyer)
    expect(status).toBe(303)
    expect((await client.get('/control/')).status).toBe(200)
    expect(await ldapUser(foyer, ANN_ID)).toMatchObject({
      email: 'ann@example.org',
      fullname: 'Ann Example',
      locale: 'de',
      authBackend: 'ldap',
      isAdmin: false,
    })
    await expect.poll(() => directory.open.size).toBe(0)
  })

  it('puts people into the teams of their groups, and takes them out again', async () => {
    await using directory = await startDirectory()
    using folder = ldapFolder([directory.url], {
      required_groups: ['box office', 'bosses'],
      admin_groups: [`CN=bosses, OU=groups, ${BASE}`],
      teams: [{ group: 'Box Office', organizer: 'acme', team: 'Staff' }],
    })
    await using foyer = await startFoyer(kind, { env: folder.env })
    const { rolesOf } = await staffTeam(foyer)
    expect((await ldapLogin(foyer)).status).toBe(303)
    expect(await rolesOf('ann@example.org')).toEqual(['Staff'])
    expect(await ldapUser(foyer, ANN_ID)).toMatchObject({ isAdmin: false })

    change(directory, person('ann'), { memberOf: [group('bosses')] })
    expect((await ldapLogin(foyer)).status).toBe(303)
    expect(await rolesOf('ann@example.org')).toEqual([])
    expect(await ldapUser(foyer, ANN_ID)).toMatchObject({ isAdmin: true })

    change(directory, person('ann'), { memberOf: [group('box office')] })
    await ldapLogin(foyer)
    expect(await ldapUser(foyer, ANN_ID)).toMatchObject({ isAdmin: false })

    change(directory, person('ann'), { memberOf: undefined })
    const refused = await ldapLogin(foyer)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('none of the groups of the directory')
  })
})

describe('the account of somebody in a directory', () => {
  it('stays when the entry moves, and follows its email and name', async () => {
    await using directory = await startDirectory()
    using folder = ldapFolder([directory.url])
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    await ldapLogin(foyer)
    const before = await ldapUser(foyer, ANN_ID)
    const moved = `uid=anna,ou=people,${BASE}`
    const values = directory.entries.get(person('ann')) ?? {}
    directory.entries.delete(person('ann'))
    directory.entries.set(moved, { ...values, uid: 'anna', mail: 'anna@example.org', displayName: 'Anna  Married' })
    directory.passwords.set(moved, ANN_PASSWORD)
    expect((await ldapLogin(foyer)).text).toContain(UNKNOWN)
    expect((await ldapLogin(foyer, { ...ANN, username: 'anna' })).status).toBe(303)
    expect(await ldapUser(foyer, ANN_ID)).toMatchObject({
      id: before?.id,
      email: 'anna@example.org',
      fullname: 'Anna Married',
    })
  })

  it('is never one of somebody who logs in otherwise', async () => {
    await using directory = await startDirectory()
    using folder = ldapFolder([directory.url])
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    const native = await staffUser(foyer, 'ann@example.org')
    const refused = await ldapLogin(foyer)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('email address')
    expect(await ldapUser(foyer, ANN_ID)).toBeNull()
    expect(await foyer.features.staff.users.byId(native.id)).toEqual(native)
  })

  it.each<[Record<string, string | string[] | undefined>, string]>([
    [{ mail: undefined }, 'no usable email address'],
    [{ mail: 'not an address' }, 'no usable email address'],
    [{ mail: ['a@example.org', 'b@example.org'] }, 'several email addresses'],
    [{ entryUUID: undefined }, 'no permanent name'],
    [{ entryUUID: 'x'.repeat(191) }, 'no permanent name'],
    [{ userAccountControl: '514' }, 'is disabled'],
  ])('needs a permanent name, exactly one email and to be enabled: %o', async (values, reason) => {
    await using directory = await startDirectory()
    using folder = ldapFolder([directory.url])
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    change(directory, person('ann'), values)
    const refused = await ldapLogin(foyer)
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(reason)])
    const wrong = await ldapLogin(foyer, { ...ANN, password: 'wrong' })
    expect(wrong.text).toContain(UNKNOWN)
    change(directory, person('ann'), {
      userAccountControl: '512',
      mail: ['A@example.org', 'a@example.org'],
      entryUUID: ANN_ID,
    })
    expect((await ldapLogin(foyer)).status).toBe(303)
  })

  it('can be known by the GUID of Active Directory', async () => {
    await using directory = await startDirectory()
    change(directory, person('ann'), { objectGUID: Buffer.from('00112233445566778899aabbccddeeff', 'hex') })
    using folder = ldapFolder([directory.url], { identifier_attribute: 'objectGUID' })
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    expect((await ldapLogin(foyer)).status).toBe(303)
    expect(await ldapUser(foyer, '33221100-5544-7766-8899-aabbccddeeff')).toMatchObject({ email: 'ann@example.org' })
  })
})

describe('the groups of a directory', () => {
  const searched = { group_base_dn: `ou=groups,${BASE}` }
  it.each<[string, Record<string, unknown>, number]>([
    ['direct ones only', {}, 422],
    ['by the attribute of the groups', { nested_groups: true }, 303],
    ['direct ones only, by their members', searched, 422],
    ['by their members', { ...searched, nested_groups: true }, 303],
    ['by the rule of Active Directory', { ...searched, nested_groups: 'active-directory' }, 303],
    ['by a name of the person', { ...searched, group_filter: '(cn={cn})' }, 422],
  ])('lead to the groups that they are in: %s', async (_, settings, status) => {
    await using directory = await startDirectory()
    using folder = ldapFolder([directory.url], { ...settings, required_groups: [group('staff')] })
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    expect((await ldapLogin(foyer)).status).toBe(status)
  })
})

describe('the form of a directory', () => {
  it('asks for what the filter needs, with the labels of the configuration', async () => {
    await using directory = await startDirectory()
    using folder = ldapFolder([directory.url], {
      filter: '(&(uid={username})(cn={name}))',
      fields: { name: { en: 'Your full name', de: 'Ihr voller Name' } },
    })
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    const german = await foyer.client({ headers: { 'accept-language': 'de' } }).get(LDAP_LOGIN)
    expect(mainText(german.text)).toContain('Ihr voller Name')
    expect((await ldapLogin(foyer, { ...ANN, name: 'Bob Example' })).text).toContain(UNKNOWN)
    expect((await ldapLogin(foyer, { ...ANN, name: 'Ann Example' })).status).toBe(303)
  })

  it('can bind as the person without a service account', async () => {
    await using directory = await startDirectory()
    const direct = { bind_dn: undefined, bind_password: undefined, base_dn: undefined, filter: undefined }
    using folder = ldapFolder([directory.url], { ...direct, dn_template: `uid={username},ou=people,${BASE}` })
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    expect((await ldapLogin(foyer)).status).toBe(303)
    expect((await ldapLogin(foyer, { ...ANN, password: 'wrong' })).text).toContain(UNKNOWN)
    expect((await ldapLogin(foyer, { ...ANN, username: 'nobody' })).text).toContain(UNKNOWN)
    await expect.poll(() => directory.open.size).toBe(0)
  })

  it('proves again who somebody is', async () => {
    await using directory = await startDirectory()
    using folder = ldapFolder([directory.url])
    await using foyer = await startFoyer('sqlite', { env: folder.env })
    const { client } = await ldapLogin(foyer)
    const page = await client.get('/control/reauth/?next=/control/settings/')
    expect(mainText(page.text)).toContain('User name')
    const other = await client.submit('/control/reauth/?next=/control/settings/', {
      username: 'bob',
      password: 'bob secret',
    })
    expect(other.status).toBe(422)
    expect(await ldapUser(foyer, '22222222-2222-4222-8222-222222222222')).toBeNull()
    const same = await client.submit('/control/reauth/?next=/control/settings/', ANN)
    expect([same.status, same.location]).toEqual([303, '/control/settings/'])
  })
})
