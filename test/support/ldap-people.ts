import {
  BASE,
  type LdapServer,
  type LdapServerOptions,
  type LdapValues,
  SERVICE,
  startLdapServer,
} from './ldap-server.ts'

/** Name of an entry among the people. */
export const person = (uid: string) => `uid=${uid},ou=people,${BASE}`
/** Name of an entry among the groups. */
export const group = (cn: string) => `cn=${cn},ou=groups,${BASE}`

export const ANN_PASSWORD = 'ann secret'
export const ANN_ID = '11111111-1111-4111-8111-111111111111'

const ANN: LdapValues = {
  objectClass: 'person',
  uid: 'ann',
  cn: 'Ann Example',
  mail: 'Ann@Example.org',
  entryUUID: ANN_ID,
  preferredLanguage: 'de-AT, en;q=0.8',
}

/** A directory in which Ann works at the box office, whose people are all staff. */
export async function startDirectory(options?: LdapServerOptions): Promise<LdapServer> {
  const directory = await startLdapServer(
    {
      [BASE]: { objectClass: 'domain' },
      [`ou=people,${BASE}`]: { objectClass: 'organizationalUnit' },
      [`ou=groups,${BASE}`]: { objectClass: 'organizationalUnit' },
      [person('ann')]: { ...ANN, memberOf: [group('box office')] },
      [person('bob')]: {
        ...ANN,
        uid: 'bob',
        cn: 'Bob Example',
        mail: 'bob@example.org',
        entryUUID: '22222222-2222-4222-8222-222222222222',
      },
      [group('box office')]: { objectClass: 'groupOfNames', member: [person('ann')], memberOf: [group('staff')] },
      [group('staff')]: { objectClass: 'groupOfNames', member: [group('box office')] },
    },
    options,
  )
  directory.passwords.set(person('ann'), ANN_PASSWORD).set(person('bob'), 'bob secret')
  return directory
}

/** Changes attributes of an entry; undefined removes one. */
export function change(
  directory: LdapServer,
  dn: string,
  values: Readonly<Record<string, LdapValues[string] | undefined>>,
) {
  const all = Object.entries({ ...directory.entries.get(dn), ...values })
  directory.entries.set(
    dn,
    Object.fromEntries(all.filter((entry): entry is [string, LdapValues[string]] => entry[1] !== undefined)),
  )
}

/** The settings of a directory with a service account. */
export function ldapSettings(urls: readonly string[]) {
  return {
    urls,
    bind_dn: SERVICE.dn,
    bind_password: SERVICE.password,
    base_dn: `ou=people,${BASE}`,
    filter: '(&(objectClass=person)(uid={username}))',
    timeout_ms: 15_000,
  }
}

/** The section of a directory with a service account. */
export function ldapSection(urls: readonly string[], settings: Readonly<Record<string, unknown>> = {}): string {
  const all = { ...ldapSettings(urls), ...settings }
  const lines = Object.entries(all).filter(([, value]) => value !== undefined)
  return `[auth.ldap]\n${lines.map(([key, value]) => `${key} = ${toml(value)}`).join('\n')}\n`
}

function toml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toml).join(', ')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key} = ${toml(inner)}`)
    .join(', ')} }`
}
