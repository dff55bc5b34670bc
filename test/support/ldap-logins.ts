import { ANN_PASSWORD, ldapSection } from './ldap-people.ts'
import type { TestServer } from './server.ts'
import { type BackendFolder, configuredBackends, mainText } from './staff.ts'

export const LDAP_LOGIN = '/control/login?backend=ldap'
export const ANN = { username: 'ann', password: ANN_PASSWORD }

/** A configuration with the native backend and a directory. */
export function ldapFolder(urls: readonly string[], settings: Readonly<Record<string, unknown>> = {}): BackendFolder {
  return configuredBackends({ native: null, ldap: null }, ldapSection(urls, settings))
}

/** A login in a new browser: what was answered, and what the page says. */
export async function ldapLogin(foyer: TestServer, fields: Record<string, string> = ANN) {
  const client = foyer.client()
  const answer = await client.submit(LDAP_LOGIN, fields)
  return { client, answer, status: answer.status, text: mainText(answer.text) }
}

/** The account that belongs to a permanent name in the directory. */
export function ldapUser(foyer: TestServer, identifier: string) {
  return foyer.features.staff.usersOf('ldap').findByIdentifier(identifier)
}
