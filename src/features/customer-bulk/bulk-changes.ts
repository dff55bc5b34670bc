import { DAY, SECOND } from '../../core/clock.ts'
import { type BulkChangeId, looksLikeId, newId } from '../../core/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import { workLoop } from '../../platform/work-loop.ts'
import type { Customers } from '../customers/index.ts'
import type { Organizers } from '../organizers/index.ts'
import { bulkStore, giveUpBefore, waitingChanges } from './store.ts'
import type { BulkChanges } from './types.ts'
import { createWork, sealFilter } from './work.ts'

const LOOK_EVERY_MS = 3 * SECOND
const KEPT_MS = 7 * DAY

interface Deps {
  readonly customers: Customers
  readonly organizers: Pick<Organizers, 'byId'>
}

/** Changes of any number of customers, in the background. */
export function createBulkChanges(platform: Platform, { customers, organizers }: Deps): BulkChanges {
  const { db, clock, random, log } = platform
  const work = createWork(platform, customers)
  const loop = workLoop(LOOK_EVERY_MS, {
    async work(goesOn) {
      for (const { organizer_id, id } of await waitingChanges(db.q, clock.now())) {
        const organizer = goesOn() ? await organizers.byId(organizer_id) : null
        if (organizer) await work(organizer, id, goesOn)
      }
    },
    onFailure: (error) => log.warn({ err: error }, 'changes of many customers could not be looked for'),
  })

  return {
    async begin(organizer, { filter, total }, actor) {
      const id = newId<BulkChangeId>(random)
      const now = clock.now()
      await bulkStore(db.q).insert(organizer.id, {
        id,
        action: 'disable',
        state: 'running',
        filter: sealFilter(platform, id, filter),
        cursor: null,
        total,
        done: 0,
        changed: 0,
        actor: JSON.stringify(actor),
        created_at: now,
        modified_at: now,
        lease_until: null,
        lease_owner: null,
      })
      loop.soon()
      return id
    },

    find: async (organizer, id) => (looksLikeId(id) ? bulkStore(db.q).find(organizer.id, id as BulkChangeId) : null),
    open: (organizer) => bulkStore(db.q).open(organizer.id),

    async goOn(organizer, id) {
      const to = { state: 'running', at: clock.now() } as const
      if (await bulkStore(db.q).setState(organizer.id, id, ['failed'], to)) loop.soon()
    },

    async cancel(organizer, id) {
      const to = { state: 'canceled', at: clock.now() } as const
      await bulkStore(db.q).setState(organizer.id, id, ['running', 'failed'], to)
    },

    work,
    start: loop.start,
    stop: loop.stop,
    cleanUp: () => db.transaction((q) => giveUpBefore(q, clock.now() - KEPT_MS, clock.now())),
  }
}
