import { z } from 'zod'
import { displayName } from '../../../core/person-names.ts'
import { PROFILE_FIELDS, type ProfileField } from '../../../core/profile-fields.ts'
import { languageName } from '../../../platform/i18n/format.ts'
import { isLocale, type Locale, type TextKey, type Translate } from '../../../platform/i18n/i18n.ts'
import type { HistoryChange, HistoryEntry } from '../../../ui/history-timeline.tsx'
import { type AuditAction, type AuditEntry, describeEntry } from '../../audit/index.ts'
import { profileLabel } from '../profile-fields.tsx'
import { addressText, isAddress } from '../profile-text.ts'
import { displayPhone } from '../rules/phone.ts'
import type { OfficeContext } from './context.ts'

interface Meaning {
  readonly what: TextKey
  readonly tone?: HistoryEntry['tone']
}

const MEANINGS: Partial<Record<AuditAction, Meaning>> = {
  'pretix.customer.created': { what: 'customers:history.created' },
  'pretix.customer.changed': { what: 'customers:history.changed' },
  'pretix.customer.anonymized': { what: 'customers:history.anonymized' },
  'pretix.customer.password.resetrequested': { what: 'customers:history.resetRequested' },
  'pretix.customer.password.set': { what: 'customers:history.passwordSet' },
  'foyer.customer.activated': { what: 'customers:history.activated', tone: 'ok' },
  'foyer.customer.login': { what: 'customers:history.login', tone: 'ok' },
  'foyer.customer.login.failed': { what: 'customers:history.loginFailed', tone: 'bad' },
  'foyer.customer.logout': { what: 'customers:history.logout' },
  'foyer.customer.passkey.added': { what: 'customers:history.passkeyAdded' },
  'foyer.customer.passkey.renamed': { what: 'customers:history.passkeyRenamed' },
  'foyer.customer.passkey.removed': { what: 'customers:history.passkeyRemoved' },
  'foyer.customer.totp.enabled': { what: 'customers:history.totpOn', tone: 'ok' },
  'foyer.customer.totp.disabled': { what: 'customers:history.totpOff' },
  'foyer.customer.recoverycodes.made': { what: 'customers:history.codesMade' },
  'foyer.customer.recoverycodes.used': { what: 'customers:history.codeUsed' },
  'foyer.customer.secondstep.reset': { what: 'customers:history.secondStepReset' },
  'pretix.customer.membership.created': { what: 'customers:history.membershipGranted' },
  'pretix.customer.membership.changed': { what: 'customers:history.membershipChanged' },
  'pretix.customer.membership.deleted': { what: 'customers:history.membershipDeleted' },
  'foyer.customer.membership.granted': { what: 'customers:history.membershipGranted' },
  'foyer.customer.membership.extended': { what: 'customers:history.membershipExtended' },
  'foyer.customer.membership.ended': { what: 'customers:history.membershipEnded' },
  'foyer.customer.identity.linked': { what: 'customers:history.identityLinked' },
  'foyer.customer.identity.unlinked': { what: 'customers:history.identityUnlinked' },
  'foyer.customer.identity.converted': { what: 'customers:history.identityConverted' },
  'foyer.customer.identity.conflict': { what: 'customers:history.identityConflict' },
  'foyer.customer.tag.added': { what: 'customers:history.tagAdded' },
  'foyer.customer.tag.removed': { what: 'customers:history.tagRemoved' },
  'foyer.customer.orders.claimed': { what: 'customers:history.ordersClaimed' },
  'foyer.customer.orders.unclaimed': { what: 'customers:history.ordersUnclaimed' },
  'foyer.customer.app.allowed': { what: 'customers:history.appAllowed' },
  'foyer.customer.app.withdrawn': { what: 'customers:history.appWithdrawn' },
}

const FIELDS = [
  'name_parts',
  'email',
  'phone',
  'locale',
  'is_active',
  'is_verified',
  'is_phone_verified',
  'external_identifier',
  'notes',
  ...PROFILE_FIELDS,
] as const
const REASONS = [
  'wrong_password',
  'wrong_code',
  'wrong_second_step',
  'wrong_passkey',
  'passkey_counter',
  'disabled',
  'unverified',
] as const
const reasonSchema = z.enum(REASONS)
const nameSchema = z.string()
const partsSchema = z.record(z.string(), z.string())

/** The history of a customer as the timeline shows it. */
export function toTimeline(entries: readonly AuditEntry[], context: OfficeContext): HistoryEntry[] {
  return entries.map((entry) => toTimelineEntry(entry, context))
}

function toTimelineEntry(entry: AuditEntry, context: OfficeContext): HistoryEntry {
  const { t, instant, locale } = context
  const meaning = MEANINGS[entry.action]
  const tone = entry.actorType === 'staff' ? 'touch' : meaning?.tone
  return {
    what: meaning ? t(meaning.what, namesOf(entry, t)) : described(entry, context).what,
    changes:
      meaning && !isOfMembership(entry) && !isByRule(entry) ? changesOf(entry, t, locale) : toldChanges(entry, context),
    by: t('customers:history.by', { who: whoDid(entry, t), when: instant(entry.at) }),
    ...(tone && { tone }),
  }
}

/** What the sentences mention. */
function namesOf(entry: AuditEntry, t: Translate) {
  const { passkey, membership, orders, tag, provider, address } = entry.detail
  return {
    app: appOf(entry, t),
    passkey: textOf(passkey),
    membership: textOf(membership),
    tag: textOf(tag),
    provider: textOf(provider),
    address: textOf(address),
    orders: z.array(z.string()).catch([]).parse(orders).join(', '),
  }
}

function isOfMembership({ action, isShredded }: AuditEntry): boolean {
  return action.startsWith('pretix.customer.membership.') && !isShredded
}

/** What a rule did is told with the rule. */
function isByRule({ action }: AuditEntry): boolean {
  return action.startsWith('foyer.customer.membership.') || action.startsWith('foyer.customer.tag.')
}

/** As the history of the organizer tells it. */
function described(entry: AuditEntry, { t, locale, organizer: { timeZone } }: OfficeContext) {
  const { membership: _, membership_id: __, tag: ___, ...more } = entry.detail
  return describeEntry(t, { ...entry, detail: isByRule(entry) ? more : {} }, { locale, timeZone })
}

function toldChanges(entry: AuditEntry, context: OfficeContext): HistoryChange[] {
  if (entry.isShredded) return [{ label: context.t('customers:detail.shredded') }]
  return described(entry, context).changes ?? []
}

function appOf({ detail }: AuditEntry, t: Translate): string {
  const app = nameSchema.safeParse(detail.app)
  return app.success ? app.data : t('customers:history.anApp')
}

function textOf(value: unknown): string {
  const text = nameSchema.safeParse(value)
  return text.success ? text.data : ''
}

function whoDid({ actorType, actorName }: AuditEntry, t: Translate): string {
  switch (actorType) {
    case 'staff':
    case 'token':
      return actorName
    case 'customer':
      return t('customers:history.customer')
    case 'command':
      return t('customers:history.command')
    case 'system':
    case 'app':
      return t('customers:history.system')
  }
}

function changesOf(entry: AuditEntry, t: Translate, locale: Locale): HistoryChange[] {
  if (entry.isShredded) return [{ label: t('customers:detail.shredded') }]
  const reason = reasonSchema.safeParse(entry.detail.reason)
  if (reason.success) return [{ label: t(`customers:history.reason.${reason.data}`) }, ...placeOf(entry)]
  if (entry.action === 'foyer.customer.login') return [...methodOf(entry, t), ...placeOf(entry)]
  const given = textOf(entry.detail.given_reason)
  if (given !== '') return [{ label: t('customers:history.givenReason', { reason: given }) }]
  const source = textOf(entry.detail._source)
  const isChanged = entry.action === 'pretix.customer.changed'
  return [
    ...FIELDS.filter((field) => isChanged && field in entry.after).map((field) => ({
      label: isProfileField(field) ? profileLabel(field, t) : t(`customers:field.${field}`),
      before: valueText(field, entry.before[field], t, locale),
      after: valueText(field, entry.after[field], t, locale),
    })),
    ...(source === '' ? [] : [{ label: t('customers:history.toldBy', { provider: source }) }]),
  ]
}

function valueText(field: (typeof FIELDS)[number], value: unknown, t: Translate, locale: Locale): string {
  if (typeof value === 'boolean') return t(value ? 'words:yes' : 'words:no')
  if (field === 'name_parts') {
    const parts = partsSchema.safeParse(value)
    return parts.success ? displayName(parts.data) : ''
  }
  if (field === 'address' && typeof value === 'object' && value !== null) {
    return isAddress(value) ? addressText(value, locale) : ''
  }
  if (typeof value !== 'string') return ''
  if (field === 'locale' && isLocale(value)) return languageName(value)
  return field === 'phone' ? displayPhone(value) : value
}

/** The browser and the network that a login came from. */
function placeOf({ detail }: AuditEntry): HistoryChange[] {
  const text = [textOf(detail.device), textOf(detail.network)].filter(Boolean).join(' · ')
  return text === '' ? [] : [{ label: text }]
}

function methodOf({ detail }: AuditEntry, t: Translate): HistoryChange[] {
  const method = z.enum(['pwd', 'otp', 'pop', 'sso']).safeParse(detail.method)
  return method.success ? [{ label: t(`customers:story.method.${method.data}`) }] : []
}

function isProfileField(field: string): field is ProfileField {
  return (PROFILE_FIELDS as readonly string[]).includes(field)
}
