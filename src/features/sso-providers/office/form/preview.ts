import { NAME_SCHEMES } from '../../../../core/person-names.ts'
import type { TextKey, Translate } from '../../../../platform/i18n/i18n.ts'
import { type Claims, claimAt } from '../../../../protocol/client/claims.ts'
import type { Organizer } from '../../../organizers/index.ts'
import { NAME_PARTS, type ProviderField } from '../../rules/fields.ts'
import type { Mapped, Received } from '../deps.ts'

/** What a provider may call things that we know by another name. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  'claims.subject': ['sub', 'oid', 'user_id', 'uid'],
  'claims.email': ['email', 'mail', 'emailaddress', 'email_address', 'upn', 'preferred_username'],
  'claims.email_verified': ['email_verified', 'emailVerified', 'verified_email', 'xms_edov'],
  'claims.phone': ['phone_number', 'phone', 'mobile', 'telephoneNumber'],
  'claims.locale': ['locale', 'preferred_language', 'preferredLanguage', 'lang', 'language', 'xms_pl'],
  'claims.name.given_name': ['given_name', 'givenName', 'first_name', 'firstname', 'firstName'],
  'claims.name.middle_name': ['middle_name', 'middleName'],
  'claims.name.family_name': ['family_name', 'familyName', 'last_name', 'lastname', 'lastName', 'surname', 'sn'],
  'claims.name.full_name': ['name', 'displayName', 'display_name', 'cn', 'full_name'],
  'claims.name.calling_name': ['nickname', 'preferred_name', 'given_name'],
  'claims.name.title': ['title', 'academic_title'],
}
/** So many symbols of a value are shown as it was sent. */
const SHOWN = 40

export interface MappingRow {
  readonly field: ProviderField
  readonly label: string
  readonly isOptional: boolean
  /** Text of what was sent; null for nothing. */
  readonly sent: string | null
  readonly becomes: Becomes
}

/** `missing` is wrong, `other` names the claim that was probably meant; `empty` stays so by choice. */
export type Becomes =
  | { readonly kind: 'text' | 'customer' | 'newcomer' | 'confirmed' | 'unconfirmed'; readonly text: string }
  | { readonly kind: 'missing'; readonly other: string | null }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'empty' }

/** The fields of the mapping, in the order of the form: names by the organizer's own scheme. */
export function mappingFields(organizer: Organizer): readonly ProviderField[] {
  const parts: readonly string[] = NAME_SCHEMES[organizer.settings.name_scheme].parts
  return [
    'claims.subject',
    'claims.email',
    'claims.email_verified',
    ...NAME_PARTS.filter((part) => parts.includes(part)).map((part) => `claims.name.${part}` as const),
    'claims.phone',
    'claims.locale',
  ]
}

export function labelOf(t: Translate, field: ProviderField): string {
  const part = field.startsWith('claims.name.') ? field.slice('claims.name.'.length) : null
  return part === null ? t(`ssoProvidersOffice:label.${field}` as TextKey) : t(`customers:part.${part}` as TextKey)
}

/**
 * What the mapping makes of what was sent last.
 * @param names the claims that are set, by the names of their fields
 */
export function mappingRow(
  t: Translate,
  field: ProviderField,
  name: string,
  received: Received | null,
  mapped: Mapped | null,
): MappingRow {
  const isOptional = field !== 'claims.subject' && field !== 'claims.email'
  const found = received && name !== '' ? claimAt(received.claims, name) : undefined
  const sent = found === undefined ? null : shown(found)
  const becomes = received && mapped ? becomesOf(field, name, found, received, mapped) : ({ kind: 'empty' } as const)
  return { field, label: labelOf(t, field), isOptional, sent, becomes }
}

function becomesOf(field: ProviderField, name: string, found: unknown, received: Received, mapped: Mapped): Becomes {
  if (name === '') return { kind: 'empty' }
  if (found === undefined) return { kind: 'missing', other: otherName(field, received.claims) }
  if (field === 'claims.subject') {
    return received.customer === null ? { kind: 'newcomer', text: '' } : { kind: 'customer', text: received.customer }
  }
  if (field === 'claims.email_verified') {
    return { kind: mapped.isEmailVerified === true ? 'confirmed' : 'unconfirmed', text: '' }
  }
  const text = valueFor(field, mapped)
  return text === null || text === '' ? { kind: 'ignored' } : { kind: 'text', text }
}

function valueFor(field: ProviderField, mapped: Mapped): string | null {
  if (field === 'claims.email') return mapped.email
  if (field === 'claims.phone') return mapped.phone
  if (field === 'claims.locale') return mapped.locale
  return mapped.nameParts[field.slice('claims.name.'.length)] ?? null
}

/** The claim that was probably meant. */
export function otherName(field: ProviderField, claims: Claims): string | null {
  return (OTHER_NAMES[field] ?? []).find((name) => claimAt(claims, name) !== undefined) ?? null
}

/** A value as it was sent, on one short line. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}
