import { DAY } from '../../core/clock.ts'
import { type MembershipId, newId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Audit, type AuditAction, changedFields } from '../audit/index.ts'
import { customerObject } from '../customers/index.ts'
import { membershipFields, wholeMembership } from './rules/input.ts'
import { endOfDay, instantOf, wallTime } from './rules/local-time.ts'
import { localized } from './rules/localized.ts'
import { type Holder, holderStore } from './store/holders.ts'
import { membershipStore } from './store/memberships.ts'
import { membershipTypeStore } from './store/types.ts'
import type { Membership, RuledMemberships, RuleWords } from './types.ts'

type Place = Parameters<RuledMemberships['grant']>[1]

/** Memberships that come and go by rules. All of it in the transaction of whoever knows why. */
export function createRuledMemberships(
  { clock, random }: Pick<Platform, 'clock' | 'random'>,
  { audit }: { readonly audit: Audit },
): RuledMemberships {
  async function change(
    q: Database,
    organizer: Place,
    before: Membership,
    columns: { date_end?: number; canceled?: boolean },
    action: AuditAction,
    words: RuleWords,
  ): Promise<void> {
    const holder = await holderStore(q).hold(organizer.id, before.customerId)
    if (!holder) return
    await membershipStore(q).update(organizer.id, before.id, {
      ...columns,
      reminded_at: null,
      modified_at: Math.max(clock.now(), before.modifiedAt + 1),
    })
    const after = (await membershipStore(q).byId(organizer.id, before.id)) ?? before
    await audit.record(q, organizer.id, {
      action,
      actor: { type: 'system' },
      object: customerObject(holder),
      ...changedFields(
        membershipFields(before, before.type, organizer),
        membershipFields(after, after.type, organizer),
      ),
      detail: detailOf(before, organizer, words),
    })
  }

  async function recordGrant(
    q: Database,
    organizer: Place,
    holder: Holder,
    membership: Membership,
    words: RuleWords,
  ): Promise<void> {
    await audit.record(q, organizer.id, {
      action: 'foyer.customer.membership.granted',
      actor: { type: 'system' },
      object: customerObject(holder),
      after: wholeMembership(membership, membership.type, organizer),
      detail: detailOf(membership, organizer, words),
    })
  }
  return {
    async hold(q, organizerId, customerId) {
      return (await holderStore(q).hold(organizerId, customerId))?.isAnonymised === false
    },
    endAfter({ timeZone }, at, days) {
      return instantOf(endOfDay(wallTime(at, timeZone) + days * DAY), timeZone)
    },
    byIds: (q, organizerId, ids) => membershipStore(q).byIds(organizerId, ids),

    async grant(q, organizer, customerId, { typeId, endsAt }, words) {
      const holder = await holderStore(q).hold(organizer.id, customerId)
      const type = await membershipTypeStore(q).byId(organizer.id, typeId)
      if (!holder || !type) return null
      const id = newId<MembershipId>(random)
      const now = clock.now()
      await membershipStore(q).insert(organizer.id, {
        id,
        customer_id: customerId,
        membership_type_id: typeId,
        testmode: false,
        canceled: false,
        date_start: now,
        date_end: endsAt,
        attendee_name_parts: null,
        attendee_name_cached: null,
        granted_in: null,
        reminded_at: null,
        created_at: now,
        modified_at: now,
      })
      const membership = await membershipStore(q).byId(organizer.id, id)
      if (membership) await recordGrant(q, organizer, holder, membership, words)
      return id
    },

    async setEnd(q, organizer, membership, endsAt, words) {
      await change(q, organizer, membership, { date_end: endsAt }, 'foyer.customer.membership.extended', words)
    },

    async end(q, organizer, membership, words) {
      const now = clock.now()
      if (membership.isCanceled || membership.endsAt < now) return
      const columns = membership.startsAt < now - 1 ? { date_end: now - 1 } : { canceled: true }
      await change(q, organizer, membership, columns, 'foyer.customer.membership.ended', words)
    },
  }
}

function detailOf(membership: Membership, { locale }: Place, words: RuleWords) {
  return { membership: localized(membership.type.name, locale), membership_id: membership.id, ...words }
}
