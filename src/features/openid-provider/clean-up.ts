import { DAY } from '../../core/clock.ts'
import { bumpConfigVersion } from '../../platform/db/version-watch.ts'
import type { Platform } from '../../platform/platform.ts'
import { endedGrantStore } from './store/ended-grants.ts'
import { signingKeyStore } from './store/keys.ts'
import { pushedRequestStore } from './store/pushed-requests.ts'
import { usedProofStore } from './store/used-proofs.ts'

const BATCH = 1000
const KEEP_ENDED_GRANTS_MS = 14 * DAY
/** Longer than a login may take that began while the request was alive. */
const KEEP_PUSHED_REQUESTS_MS = DAY

/** Removes what ended: grants after 14 days, pushed requests after one, former keys and proofs when they are due. Answers how many. */
export async function cleanUp({ db, clock, configWatch }: Platform): Promise<number> {
  const now = clock.now()
  const keys = await db.transaction(async (q) => {
    const removed = await signingKeyStore(q).deleteEnded(now)
    if (removed > 0) await bumpConfigVersion(q)
    return removed
  })
  if (keys > 0) await configWatch.checkNow()
  const rows = [
    () => db.transaction((q) => endedGrantStore(q).deleteEndedBefore(now - KEEP_ENDED_GRANTS_MS, BATCH)),
    () => pushedRequestStore(db.q).deleteExpiredBefore(now - KEEP_PUSHED_REQUESTS_MS, BATCH),
    () => usedProofStore(db.q).deleteExpiredBefore(now, BATCH),
  ]
  let count = keys
  for (const removeSome of rows) {
    for (let removed = BATCH; removed === BATCH; count += removed) removed = await removeSome()
  }
  return count
}
