import { isLocale } from '../../../platform/i18n/i18n.ts'
import type { BackendIdentity, BackendRequest } from '../contract.ts'
import { normalizeEmail } from '../identity.ts'
import { readGroups } from '../shared/group-rules.ts'
import type { LdapConfig } from './config.ts'
import type { DirectoryEntry } from './entry.ts'
import { attributesForGroups } from './groups.ts'
import { LDAP_TEXTS } from './texts.ts'

const MAX_IDENTIFIER_LENGTH = 190
const MAX_NAME_LENGTH = 250
const STATUS = 'userAccountControl'
/** ADS_UF_ACCOUNTDISABLE */
const DISABLED_BIT = 2

/** All that is read of a person. */
export function attributesOfPeople({ attributes, groups }: LdapConfig): string[] {
  const { identifier, email, names, locale } = attributes
  const named = names ?? ['displayName', 'cn']
  const all = [
    identifier,
    email,
    ...named,
    ...(locale === null ? [] : [locale]),
    STATUS,
    ...attributesForGroups(groups),
  ]
  return [...new Set(all)]
}

/**
 * What the directory says about somebody whose password was right.
 * @param groups names of all groups
 * @throws the refusal with its reason: disabled, no permanent name, not exactly one email, in no required group
 */
export function identityOf(
  request: Pick<BackendRequest<LdapConfig>, 'config' | 'refuse' | 'log'>,
  person: DirectoryEntry,
  groups: readonly string[],
): BackendIdentity {
  const { attributes, rules } = request.config
  const { isAllowed, admin, teams } = readGroups(groups, rules)
  if (!isAllowed) throw request.refuse(LDAP_TEXTS.noGroup)
  const email = emailOf(request, person)
  const name = nameOf(person, attributes.names)
  const locale = attributes.locale === null ? undefined : localeOf(person.values(attributes.locale))
  return {
    identifier: identifierOf(request, person),
    email,
    setAlways: { ...(name !== '' && { fullname: name }), ...admin },
    setOnCreation: { ...(locale && { locale }) },
    ...teams,
  }
}

/** Switched off in Active Directory. */
export function isDisabled(person: DirectoryEntry): boolean {
  return (Number(person.values(STATUS)[0] ?? 0) & DISABLED_BIT) !== 0
}

function identifierOf({ config, refuse, log }: Refusing, person: DirectoryEntry): string {
  const { identifier: attribute } = config.attributes
  const [identifier, ...more] = person.values(attribute)
  if (identifier !== undefined && more.length === 0 && identifier.length <= MAX_IDENTIFIER_LENGTH) return identifier
  log.warn({ dn: person.dn, attribute, values: more.length + 1 }, 'the directory gives no usable identifier')
  throw refuse(LDAP_TEXTS.noIdentifier)
}

function emailOf({ config, refuse, log }: Refusing, person: DirectoryEntry): string {
  const { email: attribute } = config.attributes
  const emails = [...new Set(person.values(attribute).map((value) => value.toLowerCase()))]
  const email = normalizeEmail(emails[0] ?? '')
  if (email !== null && emails.length === 1) return email
  log.warn({ dn: person.dn, attribute, values: emails.length }, 'the directory gives no usable email address')
  throw refuse(emails.length > 1 ? LDAP_TEXTS.severalEmails : LDAP_TEXTS.noEmail)
}

type Refusing = Pick<BackendRequest<LdapConfig>, 'config' | 'refuse' | 'log'>

function nameOf(person: DirectoryEntry, attributes: readonly string[] | null): string {
  const first = (attribute: string) => person.values(attribute)[0] ?? ''
  const name = attributes === null ? first('displayName') || first('cn') : attributes.map(first).join(' ')
  return name.replaceAll(/\s+/g, ' ').trim().slice(0, MAX_NAME_LENGTH)
}

/** The first language that exists here, of `de-AT, en;q=0.8` (RFC 2798, section 2.7). */
function localeOf(values: readonly string[]) {
  const tags = values.join(',').split(',')
  return tags.map((tag) => (tag.trim().split(/[-_;]/)[0] ?? '').toLowerCase()).find(isLocale)
}
