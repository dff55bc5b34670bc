import { hashSecret } from '../../core/random.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Organizer } from '../organizers/index.ts'
import { deleteExpiredPendingLogins, type PendingLogin, pendingLoginStore } from './store/pending-logins.ts'

/** Logins that wait for their second step, each known to one browser by a secret. */
export interface PendingLogins {
  find(organizer: Organizer, token: string): Promise<PendingLogin | null>
  /** Takes one of five tries away before it is made; null when none is left. */
  useTry(organizer: Organizer, token: string): Promise<PendingLogin | null>
  /** Ends it, because the second step was passed. Of several at once one gets it. */
  take(q: Database, organizer: Organizer, token: string): Promise<PendingLogin | null>
  cleanup(): Promise<void>
}

export function createPendingLogins({ db, clock }: Pick<Platform, 'db' | 'clock'>): PendingLogins {
  return {
    find: (organizer, token) => pendingLoginStore(db.q).find(organizer.id, hashSecret(token), clock.now()),
    useTry: (organizer, token) => pendingLoginStore(db.q).useTry(organizer.id, hashSecret(token), clock.now()),
    take: (q, organizer, token) => pendingLoginStore(q).take(organizer.id, hashSecret(token), clock.now()),
    cleanup: () => deleteExpiredPendingLogins(db.q, clock.now()),
  }
}
