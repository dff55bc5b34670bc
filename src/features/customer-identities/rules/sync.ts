import type { NameParts } from '../../../core/person-names.ts'
import type { Customer, CustomerChanges } from '../../customers/index.ts'
import type { SsoProvider, SyncedField } from '../../sso-providers/index.ts'
import type { MappedPerson } from '../types.ts'
import { emailStanding } from './email-standing.ts'
import { FIELDS } from './fields.ts'

/** `linked`: an account of its own got the identity. `new`: it was just made, or is taken over by its first real owner. */
export type Moment = 'known' | 'linked' | 'new'

type Settings = SsoProvider['settings']

type Synced = { -readonly [K in 'email' | 'nameParts' | 'phone' | 'locale']?: CustomerChanges[K] }

/** What an account takes over from its provider. */
export interface Takeover {
  readonly changes: Readonly<Synced>
  /** Fields that the provider decides from now on. */
  readonly owned: readonly SyncedField[]
  /** The provider names an address that another account has: the account keeps its own. */
  readonly isEmailTaken: boolean
}

export interface SyncFacts {
  readonly settings: Pick<Settings, 'sync' | 'emailPolicy'>
  /** Another account has the address that the provider names. */
  readonly isEmailElsewhere: boolean
  /** Fields that another provider of the account decides: who came first stays. */
  readonly ownedElsewhere?: ReadonlySet<SyncedField>
}

type Account = Pick<Customer, 'email' | 'name' | 'nameParts' | 'phone' | 'locale'>

/**
 * `always` writes at each login what the provider sends, and makes it the provider's own. `first` fills a new account; in one that was
 * there before only what is empty. An address is taken over only where the provider's word is enough for it.
 */
export function takeOver(moment: Moment, account: Account, mapped: MappedPerson, facts: SyncFacts): Takeover {
  const { sync, emailPolicy } = facts.settings
  const { ownedElsewhere = new Set() } = facts
  const isGood = emailStanding(emailPolicy, mapped.isEmailVerified) === 'good'
  const wantsEmail =
    mapped.email !== null &&
    sync.email === 'always' &&
    !ownedElsewhere.has('email') &&
    (isGood || mapped.email === account.email)
  const isEmailTaken = wantsEmail && mapped.email !== account.email && facts.isEmailElsewhere
  const sent: Readonly<Record<SyncedField, boolean>> = {
    email: wantsEmail && !isEmailTaken,
    name: Object.keys(mapped.nameParts).length > 0 && !ownedElsewhere.has('name'),
    phone: mapped.phone !== null && !ownedElsewhere.has('phone'),
    locale: mapped.locale !== null && !ownedElsewhere.has('locale'),
  }
  const empty: Readonly<Record<SyncedField, boolean>> = {
    email: false,
    name: account.name === '',
    phone: account.phone === null,
    locale: false,
  }
  const takes = (field: SyncedField) => sent[field] && applies(sync[field], moment, empty[field])
  const changes: Synced = {}
  if (takes('email') && mapped.email !== null && mapped.email !== account.email) changes.email = mapped.email
  const nameParts = mergedName(account.nameParts, mapped.nameParts)
  if (takes('name') && !isSameName(nameParts, account.nameParts)) changes.nameParts = nameParts
  if (takes('phone') && mapped.phone !== account.phone) changes.phone = mapped.phone
  if (takes('locale') && mapped.locale !== null && mapped.locale !== account.locale) changes.locale = mapped.locale
  const owned = FIELDS.filter((field) => sync[field] === 'always' && sent[field])
  return { changes, owned, isEmailTaken }
}

function applies(policy: Settings['sync'][SyncedField], moment: Moment, isEmpty: boolean): boolean {
  if (policy === 'always') return true
  if (policy === 'never' || moment === 'known') return false
  return moment === 'new' || isEmpty
}

/** Parts that the provider does not send stay, as long as both are names of the same scheme. */
function mergedName(before: NameParts, sent: NameParts): NameParts {
  const { _legacy, ...kept } = before
  return before._scheme === sent._scheme && sent._legacy === undefined ? { ...kept, ...sent } : sent
}

function isSameName(one: NameParts, other: NameParts): boolean {
  const text = (parts: NameParts) => JSON.stringify(Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1)))
  return text(one) === text(other)
}
