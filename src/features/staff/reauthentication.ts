import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditEvent } from '../audit/index.ts'
import type { StaffSessions } from './sessions.ts'
import type { StaffLogin, User } from './types.ts'

/** How somebody proved who they are. */
export interface Proof {
  /** In the words of RFC 8176; null when the backend of the account checked it. */
  readonly method: 'pop' | null
  /** Uses it up in the same transaction; false means that it counts no more. */
  readonly use?: (q: Database) => Promise<boolean>
}

/** The end of every way in which somebody who is logged in proves it again. */
export interface Reauthentication {
  /** Only the owner of the session counts: for an administrator who looks through another account, that administrator. */
  ownerOf(login: StaffLogin): User
  /**
   * The limits of the session count from now on. False when it has ended meanwhile, because it does not come back, and when
   * what was used up does not count.
   */
  succeed(login: StaffLogin, proof: Proof): Promise<boolean>
  /** Writes an attempt that did not prove it to the history. */
  fail(login: StaffLogin): Promise<void>
}

export function createReauthentication(
  { db }: Pick<Platform, 'db'>,
  { audit, sessions }: { audit: Audit; sessions: StaffSessions },
): Reauthentication {
  const ownerOf = (login: StaffLogin) => login.impersonator ?? login.user

  function event(login: StaffLogin, action: AuditEvent['action'], method: 'pop' | null = null): AuditEvent {
    const { id, email, authBackend } = ownerOf(login)
    return {
      action,
      actor: login.actor,
      object: { type: 'user', id, name: email },
      detail: { auth_backend: authBackend, ...(method && { method }) },
    }
  }

  return {
    ownerOf,
    succeed: (login, { method, use = async () => true }) =>
      db.transaction(async (trx) => {
        const isAlive = (await use(trx)) && (await sessions.refresh(trx, login.session))
        if (isAlive) await audit.record(trx, null, event(login, 'foyer.staff.reauthenticated', method))
        return isAlive
      }),
    fail: (login) => audit.record(db.q, null, event(login, 'foyer.staff.reauthentication.failed')),
  }
}
