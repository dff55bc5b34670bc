import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ldapConfigSchema } from './config.ts'

const SERVICE = {
  urls: 'ldaps://ldap.example.org',
  bind_dn: 'cn=foyer,dc=example',
  bind_password: 'secret',
  base_dn: 'ou=people,dc=example',
  filter: '(uid={username})',
}
const DIRECT = { urls: 'ldaps://ldap.example.org', dn_template: 'uid={username},ou=people,dc=example' }

function read(section: Readonly<Record<string, unknown>>, env: Record<string, string> = {}, folder = '/nowhere') {
  const { success, data, error } = ldapConfigSchema({ folder, env }).safeParse(section)
  return success ? data : error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('the section of a directory', () => {
  it('needs little', () => {
    expect(read(SERVICE)).toMatchObject({
      servers: { urls: [SERVICE.urls], startTls: false, tlsVerify: true, ca: null, timeoutMs: 5000 },
      bind: { kind: 'service', dn: SERVICE.bind_dn, password: 'secret' },
      fields: ['username'],
      attributes: { identifier: 'entryUUID', email: 'mail', names: null, locale: null },
      groups: { attribute: 'memberOf', search: null, depth: 0 },
    })
    expect(read(DIRECT)).toMatchObject({ bind: { kind: 'direct', search: null } })
  })

  it('finds a password in the environment', () => {
    const { bind_password: _, ...rest } = SERVICE
    const section = { ...rest, bind_password_env: 'LDAP_PASSWORD' }
    expect(read(section, { LDAP_PASSWORD: 'x' })).toMatchObject({ bind: { password: 'x' } })
    expect(read(section)).toEqual(['bind_password_env: the environment variable LDAP_PASSWORD is not set'])
    expect(read(rest)).toEqual(['bind_password: is missing (or bind_password_env)'])
  })

  it('searches groups by their members, by a filter of its own, or as Active Directory does', () => {
    const searched = { ...SERVICE, group_base_dn: 'ou=groups,dc=example' }
    expect(read(searched)).toMatchObject({
      groups: { search: { baseDn: 'ou=groups,dc=example', filter: '(|(member={dn})(uniqueMember={dn}))' } },
    })
    expect(read({ ...searched, group_filter: '(memberUid={uid})', nested_groups: false })).toMatchObject({
      groups: { search: { filter: '(memberUid={uid})' }, depth: 0 },
    })
    expect(read({ ...SERVICE, nested_groups: 'active-directory' })).toMatchObject({
      groups: { search: { baseDn: SERVICE.base_dn, filter: '(member:1.2.840.113556.1.4.1941:={dn})' }, depth: 0 },
    })
    expect(read({ ...SERVICE, nested_groups: true })).toMatchObject({ groups: { search: null, depth: 10 } })
  })

  it('writes whole names of groups in one spelling', () => {
    expect(read({ ...SERVICE, required_groups: ['Staff', 'CN=Staff, DC=x'] })).toMatchObject({
      rules: { required_groups: ['Staff', 'cn=Staff,dc=x'] },
    })
  })

  it('reads certificates beside the configuration', () => {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-ldap-'))
    try {
      const pem = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n'
      writeFileSync(join(folder, 'ca.pem'), pem)
      writeFileSync(join(folder, 'note.txt'), 'hello')
      expect(read({ ...SERVICE, ca_file: 'ca.pem' }, {}, folder)).toMatchObject({ servers: { ca: pem } })
      expect(read({ ...SERVICE, ca_file: 'note.txt' }, {}, folder)).toEqual([
        `ca_file: ${join(folder, 'note.txt')} holds no certificate in PEM`,
      ])
      expect(read({ ...SERVICE, ca_file: 'none.pem' }, {}, folder)).toEqual([
        `ca_file: ${join(folder, 'none.pem')} cannot be read (ENOENT)`,
      ])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it.each<[Record<string, unknown>, string]>([
    [{ ...SERVICE, urls: [] }, 'urls'],
    [{ ...SERVICE, urls: 'https://ldap.example.org' }, 'urls.0: must look like'],
    [{ ...SERVICE, urls: ['ldaps://a', 'ldap.example.org'] }, 'urls'],
    [{ ...SERVICE, urls: 'ldaps://user@ldap.example.org' }, 'urls.0: must look like'],
    [
      { ...SERVICE, urls: 'ldap://ldap.example.org' },
      'urls: ldap://ldap.example.org would send passwords in plain text',
    ],
    [{ ...SERVICE, filter: '(uid=ann)' }, 'filter: needs a placeholder such as {username}'],
    [{ ...SERVICE, filter: '(uid={username}' }, 'filter: is no search filter'],
    [{ ...SERVICE, filter: '({username}=x)' }, 'filter: {username} must stand behind "="'],
    [{ ...SERVICE, filter: '(userPassword={password})' }, 'filter: {password} cannot be a field'],
    [{ ...SERVICE, filter: '(uid={next})' }, 'filter: {next} cannot be a field'],
    [{ ...SERVICE, fields: { user: 'User' } }, 'fields: there is no placeholder {user}'],
    [{ ...SERVICE, dn_template: DIRECT.dn_template }, 'dn_template: either bind_dn or dn_template'],
    [{ urls: SERVICE.urls }, 'bind_dn: is missing'],
    [{ ...DIRECT, dn_template: 'uid=ann,dc=x' }, 'dn_template: needs a placeholder'],
    [{ ...DIRECT, dn_template: '{username}' }, 'dn_template: must look like'],
    [{ ...DIRECT, dn_template: '{username}@example.org' }, 'dn_template: is no distinguished name'],
    [{ ...DIRECT, group_filter: '(member={dn})' }, 'group_base_dn: is missing'],
    [
      { ...SERVICE, group_filter: '(memberUid={uid})', nested_groups: true },
      'nested_groups: group_filter must hold {dn}',
    ],
    [{ ...SERVICE, identifier_attribute: 'a b' }, 'identifier_attribute: must be the name of an attribute'],
    [{ ...SERVICE, timeout_ms: 60_000 }, 'timeout_ms'],
    [{ ...SERVICE, filters: '(uid={username})' }, 'filters'],
  ])('is refused with a reason: %o', (section, reason) => {
    expect(String(read(section))).toContain(reason)
  })
})
