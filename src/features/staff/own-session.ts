import { hashSecret, type Random, randomSecret } from '../../core/random.ts'
import type { Database } from '../../platform/db/db.ts'
import type { StaffSessions } from './sessions.ts'
import { sessionIdStore } from './store/session-ids.ts'
import type { StaffSession } from './types.ts'

/**
 * After somebody changed how they log in, in the caller's transaction: all other sessions of the account end, and this one goes
 * on under a new id. Answers the new secret of its cookie; null when the session has ended meanwhile.
 */
export type KeepOnly = (trx: Database, session: StaffSession) => Promise<string | null>

export function createKeepOnly(deps: { readonly random: Random; readonly sessions: StaffSessions }): KeepOnly {
  return async (trx, session) => {
    const secret = randomSecret(deps.random)
    const idHash = hashSecret(secret)
    const isRenamed = await sessionIdStore(trx).rename(session.idHash, idHash)
    await deps.sessions.endOthers(trx, { ...session, idHash })
    return isRenamed ? secret : null
  }
}
