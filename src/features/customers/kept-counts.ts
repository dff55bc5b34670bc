import { type Clock, MINUTE } from '../../core/clock.ts'
import type { OrganizerId } from '../../core/ids.ts'
import type { CustomerCounts } from './types.ts'

/** Up to so many accounts in a state are counted anew each time. */
const FEW = 5000
const KEEP_MS = MINUTE
const MAX_KEPT = 500

type Count = (organizerId: OrganizerId, limit?: number) => Promise<CustomerCounts>

/**
 * Counts that cost little however many accounts there are: those of large organizers are kept for a minute.
 * @param count counts no further than a limit in each state
 */
export function keepCounts(clock: Clock, count: Count): (organizerId: OrganizerId) => Promise<CustomerCounts> {
  const kept = new Map<OrganizerId, { counts: Promise<CustomerCounts>; until: number }>()

  return async (organizerId) => {
    const known = kept.get(organizerId)
    if (known !== undefined && known.until > clock.now()) return known.counts
    const few = await count(organizerId, FEW + 1)
    if (Math.max(few.active, few.unverified, few.disabled) <= FEW) return few
    const counts = count(organizerId)
    kept.delete(organizerId)
    if (kept.size >= MAX_KEPT) kept.clear()
    kept.set(organizerId, { counts, until: clock.now() + KEEP_MS })
    counts.catch(() => kept.delete(organizerId))
    return counts
  }
}
