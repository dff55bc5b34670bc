import { setImmediate as turn } from 'node:timers/promises'
import type { OrganizerId } from '../../core/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import type { CustomerIdentities } from '../customer-identities/index.ts'
import type { createSettle } from './settle.ts'
import { claimGrantStore } from './store/grants.ts'
import { surroundingStore } from './store/surroundings.ts'

/** Read at once. Each person is a transaction of their own, so that logins come in between. */
const BATCH = 100
/** So many people a change of a rule waits for; the others follow by themselves. */
const AT_ONCE = 300

interface SweepDeps {
  readonly settle: ReturnType<typeof createSettle>
  readonly identities: Pick<CustomerIdentities, 'byId' | 'lastClaims'>
}

/** Ends what is to end although nobody logs in: what a changed rule gave, and what no login renewed. */
export function createSweep({ db, clock, log }: Pick<Platform, 'db' | 'clock' | 'log'>, deps: SweepDeps) {
  const { settle, identities } = deps

  /** Answers for how many people. */
  async function organizer(id: OrganizerId, most: number): Promise<number> {
    const place = await surroundingStore(db.q).place(id)
    if (!place) return 0
    for (let done = 0; ; ) {
      const due = await claimGrantStore(db.q).due(id, clock.now(), Math.min(BATCH, most - done))
      for (const { customerId, identityId } of due) {
        const identity = identityId === null ? null : await identities.byId(id, identityId)
        const claims = identity && (await identities.lastClaims(id, identity.id))
        const said = identity && { providerId: identity.providerId, claims }
        await db.transaction((trx) =>
          settle(trx, place, { customerId, identityId, said, cause: 'claim_gone', isLogin: false }),
        )
        await turn()
      }
      done += due.length
      if (due.length < BATCH || done >= most) return done
    }
  }

  return {
    /** Waits for the first few, and sees to the rest afterwards. */
    async soon(organizerId: OrganizerId): Promise<void> {
      const done = await organizer(organizerId, AT_ONCE)
      if (done < AT_ONCE) return
      organizer(organizerId, Number.POSITIVE_INFINITY).catch((error: unknown) => {
        log.warn({ err: error, organizerId }, 'what a rule gave is not ended yet')
      })
    },

    ofOrganizer: (organizerId: OrganizerId) => organizer(organizerId, Number.POSITIVE_INFINITY),

    async all(): Promise<number> {
      let count = 0
      for (const id of await claimGrantStore(db.q).organizersWithOpen()) {
        count += await organizer(id, Number.POSITIVE_INFINITY)
      }
      return count
    },
  }
}
