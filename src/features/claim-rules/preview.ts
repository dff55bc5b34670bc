import { setImmediate as turn } from 'node:timers/promises'
import type { Platform } from '../../platform/platform.ts'
import type { CustomerIdentities } from '../customer-identities/index.ts'
import { evaluate } from './rules/evaluate.ts'
import { claimGrantStore } from './store/grants.ts'
import { surroundingStore } from './store/surroundings.ts'
import type { ClaimRules } from './types.ts'

/** So many of those who logged in last are looked at. */
const LOOKED_AT = 500
const BATCH = 50

/** What a rule would do, as far as the last logins tell. */
export function createPreview(
  { db }: Pick<Platform, 'db'>,
  identities: Pick<CustomerIdentities, 'lastClaims'>,
): ClaimRules['preview'] {
  return async function preview(organizerId, providerId, input, id) {
    const recent = await surroundingStore(db.q).recent(organizerId, providerId, LOOKED_AT)
    const having = id === null ? new Set() : await claimGrantStore(db.q).holding(organizerId, id, recent)
    const condition = { ...input, claim: input.claim.trim() }
    const results: { holds: boolean; found: unknown; names: readonly string[]; has: boolean }[] = []
    for (const [index, identity] of recent.entries()) {
      if (index % BATCH === 0) await turn()
      const claims = await identities.lastClaims(organizerId, identity)
      if (claims === null) continue
      results.push({ ...evaluate(condition, claims), names: Object.keys(claims), has: having.has(identity) })
    }
    const [last] = results
    return {
      last: last ? { holds: last.holds, found: last.found, names: last.names } : null,
      looked: results.length,
      most: LOOKED_AT,
      holds: results.filter(({ holds }) => holds).length,
      gains: results.filter(({ holds, has }) => holds && !has).length,
      loses: results.filter(({ holds, has }) => !holds && has).length,
    }
  }
}
