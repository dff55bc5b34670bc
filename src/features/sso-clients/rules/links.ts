import type { Message } from '../../../core/errors.ts'
import { endpointProblem, MAX_ADDRESSES, pageProblem } from '../addresses.ts'
import type { SsoClientOptions } from '../options.ts'
import type { Fields } from './reading.ts'

const MAX_CONTACTS = 10

/** An address as it was typed, null when nothing was. */
function read(field: string, typed: string | null, problemOf: (uri: string) => Message | null, wrong: Fields) {
  const uri = typed?.trim() ?? ''
  if (uri === '') return null
  const problem = problemOf(uri)
  if (problem) wrong[field] = problem
  return uri
}

/** OpenID Connect Core 8.1 demands https for this one, on any host. */
function sectorProblem(uri: string): Message | null {
  return uri.startsWith('http:') ? { key: 'ssoClients:address.onlyHttps' } : endpointProblem(uri)
}

/** OpenID Connect Core 6.2: https, a fragment may tell versions apart. */
function requestUriProblem(uri: string): Message | null {
  return endpointProblem(uri.replace(/#[^#]*$/, ''))
}

type LinkOptions = Pick<
  SsoClientOptions,
  | 'clientUri'
  | 'policyUri'
  | 'tosUri'
  | 'initiateLoginUri'
  | 'jwksUri'
  | 'sectorIdentifierUri'
  | 'requestUris'
  | 'contacts'
>

/** All addresses of the options: pages for people, and what the app or this program calls. */
export function readLinks(typed: LinkOptions, wrong: Fields): LinkOptions {
  return {
    clientUri: read('client_uri', typed.clientUri, pageProblem, wrong),
    policyUri: read('policy_uri', typed.policyUri, pageProblem, wrong),
    tosUri: read('tos_uri', typed.tosUri, pageProblem, wrong),
    initiateLoginUri: read('initiate_login_uri', typed.initiateLoginUri, endpointProblem, wrong),
    jwksUri: read('jwks_uri', typed.jwksUri, endpointProblem, wrong),
    sectorIdentifierUri: read('sector_identifier_uri', typed.sectorIdentifierUri, sectorProblem, wrong),
    requestUris: readRequestUris(typed.requestUris, wrong),
    contacts: readContacts(typed.contacts, wrong),
  }
}

function readRequestUris(lines: readonly string[], wrong: Fields): string[] {
  const found = new Set<string>()
  for (const [index, line] of lines.entries()) {
    const uri = read(`request_uris.${index + 1}`, line, requestUriProblem, wrong)
    if (uri !== null) found.add(uri)
  }
  if (found.size > MAX_ADDRESSES) {
    wrong.request_uris = { key: 'ssoClients:errors.tooMany', params: { max: MAX_ADDRESSES } }
  }
  return [...found]
}

function readContacts(typed: readonly string[], wrong: Fields): string[] {
  const contacts = [...new Set(typed.map((contact) => contact.trim()).filter(Boolean))]
  const bad = contacts.find((contact) => contact.length > 254 || !/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(contact))
  if (bad !== undefined) wrong.contacts = { key: 'ssoClients:errors.contact', params: { contact: bad.slice(0, 80) } }
  else if (contacts.length > MAX_CONTACTS) {
    wrong.contacts = { key: 'ssoClients:errors.tooManyContacts', params: { max: MAX_CONTACTS } }
  }
  return contacts
}
