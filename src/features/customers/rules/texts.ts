import { InvalidInput, type Message } from '../../../core/errors.ts'
import { NAME_SCHEMES, type NamePart, type NameParts } from '../../../core/person-names.ts'
import { isLocale } from '../../../platform/i18n/i18n.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { CustomerChanges } from '../types.ts'
import { nameOf } from './name.ts'
import { checkPhone } from './phone.ts'
import { isProfileKey, PROFILE_KEYS } from './profile.ts'

const NAME_PARTS: ReadonlySet<string> = new Set(Object.values(NAME_SCHEMES).flatMap(({ parts }) => parts))
const OWN_KEYS = [
  'email',
  'phone',
  'phone_verified',
  'locale',
  'is_active',
  'is_verified',
  'external_identifier',
  'notes',
] as const

type Changes = { -readonly [K in keyof CustomerChanges]: CustomerChanges[K] }

/** Customers as texts by key: what the command line takes. */
export const customerTexts = {
  /** `address.locality` is a part of the address; parts of a name have the names of their parts. */
  keys: [...OWN_KEYS, ...NAME_PARTS, ...PROFILE_KEYS] as readonly string[],

  /**
   * The changes that these texts mean. An empty one takes away what may be empty. A name is completed by the parts of `nameBefore`; parts
   * that the organizer's scheme does not have are kept under one that has them.
   * @throws InvalidInput by key
   */
  read(values: ReadonlyMap<string, string>, organizer: Organizer, nameBefore: NameParts = {}): CustomerChanges {
    const changes: Changes = {}
    const name: Partial<Record<NamePart, string>> = {}
    const profile: Record<string, string> = {}
    const problems: Record<string, Message> = {}
    for (const [key, text] of values) {
      if (NAME_PARTS.has(key)) name[key as NamePart] = text
      else if (isProfileKey(key)) profile[key] = text
      else readOwn(changes, problems, key, text, organizer)
    }
    if (Object.keys(problems).length > 0) throw new InvalidInput(problems)
    if (Object.keys(profile).length > 0) changes.profile = profile
    if (Object.keys(name).length > 0) {
      const { _scheme, _legacy, ...before } = nameBefore
      changes.nameParts = nameOf({ ...before, ...name }, organizer.settings.name_scheme)
    }
    return changes
  },
}

function readOwn(
  changes: Changes,
  problems: Record<string, Message>,
  key: string,
  text: string,
  organizer: Organizer,
): void {
  switch (key) {
    case 'email':
      changes.email = text
      return
    case 'phone': {
      const phone = text === '' ? null : checkPhone(text, organizer)
      if (phone === null && text !== '') problems.phone = { key: 'customers:bad.phone' }
      changes.phone = phone
      return
    }
    case 'locale':
      if (isLocale(text)) changes.locale = text
      else problems.locale = { key: 'customers:bad.locale' }
      return
    case 'is_active':
    case 'is_verified':
    case 'phone_verified':
      if (text !== 'true' && text !== 'false') problems[key] = { key: 'customers:bad.flag' }
      changes[FLAGS[key]] = text === 'true'
      return
    case 'external_identifier':
      changes.externalIdentifier = text || null
      return
    case 'notes':
      changes.notes = text || null
      return
    default:
      problems[key] = { key: 'customers:bad.unknownKey' }
  }
}

const FLAGS = { is_active: 'isActive', is_verified: 'isVerified', phone_verified: 'isPhoneVerified' } as const
