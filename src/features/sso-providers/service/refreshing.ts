import { HOUR, MINUTE } from '../../../core/clock.ts'
import { NotFound } from '../../../core/errors.ts'
import type { OrganizerId, SsoProviderId } from '../../../core/ids.ts'
import { bumpConfigVersion } from '../../../platform/db/version-watch.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Trace } from '../../../protocol/client/types.ts'
import { toProvider } from '../rows.ts'
import { providerCheckStore } from '../store/checks.ts'
import { ssoProviderStore } from '../store/providers.ts'
import type { SsoProvider } from '../types.ts'
import type { Looking } from './looking.ts'

/** How old a description may be before it is read again in the background, and how soon after it could not be read. */
const EVERY_MS = HOUR
const AGAIN_MS = 10 * MINUTE
const AT_A_TIME = 4
const BATCH = 40
/** Providers looked at in one run. */
const MOST = 400

type Machines = Pick<Platform, 'db' | 'clock' | 'configWatch' | 'log'>

/** Reads descriptions and keys again. @param forget drops what is in memory of a provider */
export function createRefreshing(
  { db, clock, configWatch, log }: Machines,
  looking: Looking,
  forget: (provider: Pick<SsoProvider, 'organizerId' | 'id'>) => void,
) {
  async function announce(): Promise<void> {
    await db.transaction((q) => bumpConfigVersion(q))
    await configWatch.checkNow()
  }

  async function lookAgain(
    { organizerId, id }: Pick<SsoProvider, 'organizerId' | 'id'>,
    { now, since, isScheduled }: { readonly now: number; readonly since: number; readonly isScheduled: boolean },
  ): Promise<boolean> {
    const row = await providerCheckStore(db.q).take(organizerId, id, { since, now })
    if (row === null) return false
    const { error, isNew } = await looking.again(row, { isScheduled })
    if (error !== null)
      log.warn({ err: error, provider: id }, 'the description of an SSO provider could not be refreshed')
    else forget({ organizerId, id })
    if (isNew) await announce()
    return true
  }

  return {
    /** Now, whatever is known. @throws NotFound */
    async refresh(
      organizerId: OrganizerId,
      id: SsoProviderId,
      trace?: Trace,
    ): Promise<{ provider: SsoProvider; error: unknown }> {
      const store = ssoProviderStore(db.q)
      const row = await store.byId(organizerId, id)
      if (row === null) throw new NotFound('SSO provider')
      const { error } = await looking.again(row, { trace })
      forget({ organizerId, id })
      await announce()
      const after = await store.byId(organizerId, id)
      return { provider: toProvider(after ?? row), error }
    },

    /** In the background, unless that was done within the last minute. */
    refreshSoon({ organizerId, id }: Pick<SsoProvider, 'organizerId' | 'id'>): void {
      const now = clock.now()
      lookAgain({ organizerId, id }, { now, since: now - MINUTE, isScheduled: false }).catch((error: unknown) =>
        log.warn({ err: error, provider: id }, 'an SSO provider could not be looked at'),
      )
    },

    /** Those that are due, of all organizers; what another process takes is left to it. */
    async refreshDue(): Promise<number> {
      let count = 0
      for (let looked = 0; looked < MOST; looked += BATCH) {
        const now = clock.now()
        const due = await providerCheckStore(db.q).due({ good: now - EVERY_MS, bad: now - AGAIN_MS }, BATCH)
        const waiting = [...due]
        const worker = async () => {
          for (let next = waiting.shift(); next; next = waiting.shift()) {
            const { organizer_id: organizerId, id } = next
            const times = { now, since: now - AGAIN_MS, isScheduled: true }
            const isDone = await lookAgain({ organizerId, id }, times).catch((error: unknown) => {
              log.warn({ err: error, provider: id }, 'an SSO provider could not be looked at')
              return false
            })
            if (isDone) count++
          }
        }
        await Promise.all(Array.from({ length: AT_A_TIME }, worker))
        if (due.length < BATCH) break
      }
      return count
    },
  }
}
