import type { Database } from '../../platform/db/db.ts'
import type { Audit } from '../audit/index.ts'
import type { Customer, PersonalData } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { CopyPart } from './types.ts'

const MOST_EVENTS = 10_000
const time = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())

interface CopyDeps {
  readonly q: Database
  readonly audit: Pick<Audit, 'list'>
  readonly holders: readonly PersonalData[]
}

/** What all features hold about a person, after the account itself and before its history. */
export async function collect(
  { q, audit, holders }: CopyDeps,
  organizer: Organizer,
  customer: Customer,
): Promise<CopyPart[]> {
  const parts: CopyPart[] = [{ key: 'account', title: 'privacy:copy.account', data: account(customer) }]
  for (const holder of holders) {
    parts.push({ key: holder.key, title: holder.title, data: await holder.export(q, organizer, customer) })
  }
  const object = { type: 'customer', id: customer.id } as const
  const events = await audit.list(organizer.id, { object, limit: MOST_EVENTS }, q)
  const history = events.map(({ at, action, actorType, before, after, detail }) => ({
    time: time(at),
    event: action,
    by: actorType,
    before,
    after,
    detail,
  }))
  const told = events.map((event) => ({ ...event, actorName: '' }))
  return [...parts, { key: 'history', title: 'privacy:copy.history', data: history, events: told }]
}

function account(customer: Customer) {
  return {
    customer_id: customer.identifier,
    email: customer.email,
    email_confirmed: customer.isVerified,
    name: customer.name,
    name_parts: customer.nameParts,
    phone: customer.phone,
    phone_confirmed: customer.isPhoneVerified,
    ...customer.profile,
    language: customer.locale,
    active: customer.isActive,
    has_password: customer.hasPassword,
    password_chosen: time(customer.passwordSetAt),
    external_id: customer.externalIdentifier,
    staff_note: customer.notes,
    created: time(customer.createdAt),
    changed: time(customer.modifiedAt),
    last_login: time(customer.lastLoginAt),
    deletion_planned_for: time(customer.deletionDueAt),
  }
}
