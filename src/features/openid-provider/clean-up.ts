import { DAY, HOUR, MINUTE } from '../../core/clock.ts'
import { bumpConfigVersion } from '../../platform/db/version-watch.ts'
import type { Platform } from '../../platform/platform.ts'
import { grantStore } from './store/grants.ts'
import { signingKeyStore } from './store/keys.ts'

const BATCH = 1000
/** A code lives ten minutes at most, its access token an hour. */
const LONGEST_GRANT_MS = HOUR + 10 * MINUTE
const KEEP_ENDED_GRANTS_MS = 14 * DAY
const KEEP_FORMER_KEYS_MS = 30 * DAY

/** Removes grants 14 days after they ended and former keys 30 days after they stopped signing; answers how many. */
export async function cleanUp({ db, clock, configWatch }: Platform): Promise<number> {
  const now = clock.now()
  const keys = await db.transaction(async (q) => {
    const removed = await signingKeyStore(q).deleteRetiredBefore(now - KEEP_FORMER_KEYS_MS)
    if (removed > 0) await bumpConfigVersion(q)
    return removed
  })
  if (keys > 0) await configWatch.checkNow()
  let grants = 0
  for (let removed = BATCH; removed === BATCH; grants += removed) {
    removed = await grantStore(db.q).deleteCreatedBefore(now - LONGEST_GRANT_MS - KEEP_ENDED_GRANTS_MS, BATCH)
  }
  return keys + grants
}
