import type { Platform } from '../../platform/platform.ts'
import type { AuditActor } from '../audit/index.ts'
import type { createKeyChanges } from './keys-changes.ts'
import { IDLE_MS } from './keys-schedule.ts'
import type { KeyTurns } from './keys-types.ts'
import { type DueKey, signingKeyStore } from './store/keys.ts'

const BATCH = 200
const SYSTEM: AuditActor = { type: 'system' }

/**
 * Announces the successors of keys whose time is nearly over, and lets announced keys take over. One after the other, because an RSA key
 * takes a core for a while; what is left waits for the next look.
 */
export async function rotateDueKeys(
  { db, clock, log, metrics }: Platform,
  changes: ReturnType<typeof createKeyChanges>,
): Promise<KeyTurns> {
  const turns = { announced: 0, rotated: 0 }
  for (const due of await signingKeyStore(db.q).due(clock.now(), BATCH)) {
    try {
      if (due.state === 'next') turns.rotated += Number(await takeOver(due))
      else turns.announced += Number(await announce(due))
    } catch (error) {
      metrics.dbError('signing keys')
      log.warn({ err: error, organizer: due.organizerId, kid: due.kid }, 'a signing key could not be replaced')
    }
  }
  return turns

  async function takeOver({ organizerId, alg, kid }: DueKey): Promise<boolean> {
    const keys = await signingKeyStore(db.q).list(organizerId)
    const current = keys.find((key) => key.alg === alg && key.state === 'current')
    const isWaiting = keys.some((key) => key.kid === kid && key.state === 'next')
    return current !== undefined && isWaiting && changes.replace(organizerId, current, true, SYSTEM)
  }

  /** A key that nothing is signed with stays; it is looked at again later. */
  async function announce({ organizerId, alg, kid }: DueKey): Promise<boolean> {
    const store = signingKeyStore(db.q)
    if (!(await store.algsInUse(organizerId)).includes(alg)) {
      await store.plan(organizerId, kid, clock.now() + IDLE_MS)
      return false
    }
    const current = (await store.list(organizerId)).find((key) => key.kid === kid && key.state === 'current')
    return current !== undefined && changes.announce(organizerId, current, null, SYSTEM)
  }
}
