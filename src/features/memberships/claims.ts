import type { CustomerId, OrganizerId } from '../../core/ids.ts'
import { isLocale, type Locale } from '../../platform/i18n/i18n.ts'
import type { Platform } from '../../platform/platform.ts'
import type { MembershipClaim } from '../../protocol/provider/subject-types.ts'
import type { Orders } from '../orders/index.ts'
import { localized } from './rules/localized.ts'
import { usagesLeft } from './rules/use.ts'
import { holderStore } from './store/holders.ts'
import { membershipStore } from './store/memberships.ts'
import type { Membership } from './types.ts'

/** An app gets no more than these. */
const MOST = 100

/** What apps may know of somebody's memberships: those that run or are still to come and are not cancelled. */
export function createClaims({ db, clock }: Pick<Platform, 'db' | 'clock'>, orders: Pick<Orders, 'usageCounts'>) {
  return async (organizerId: OrganizerId, customerId: CustomerId): Promise<readonly MembershipClaim[]> => {
    const found = await membershipStore(db.q).current(organizerId, customerId, clock.now(), MOST)
    if (found.length === 0) return []
    const ids = found.map(({ id }) => id)
    const [counts, locale] = await Promise.all([
      orders.usageCounts(organizerId, ids),
      holderStore(db.q).locale(organizerId, customerId),
    ])
    const language = locale !== null && isLocale(locale) ? locale : 'en'
    return found.map((membership) => claimOf(membership, counts.get(membership.id) ?? 0, language))
  }
}

function claimOf(membership: Membership, used: number, locale: Locale): MembershipClaim {
  const { id, type, startsAt, endsAt, attendeeName, isTest } = membership
  return {
    id,
    type: { id: type.id, name: type.name },
    name: localized(type.name, locale),
    valid_from: new Date(startsAt).toISOString(),
    valid_until: new Date(endsAt).toISOString(),
    transferable: type.transferable,
    usages: used,
    max_usages: type.maxUsages,
    uses_left: usagesLeft(type.maxUsages, used),
    attendee_name: attendeeName === '' ? null : attendeeName,
    testmode: isTest,
  }
}
