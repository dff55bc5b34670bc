import type { LoginRefusal } from '../staff/index.ts'
import type { BackendUser } from '../staff-backends/index.ts'
import type { DoorDeps } from './doors.ts'

/** Why the login to a known account failed, as its history says it. */
export type FailureReason = LoginRefusal | 'wrong'

/** Remembers failed logins. */
export interface LoginFailures {
  /** @param reason a word for the metrics */
  count(reason: string): void
  /** Writes it into the history of the account, if there is such an account. */
  note(backend: string, reason: FailureReason, user: Pick<BackendUser, 'id'> | null): Promise<void>
}

export function loginFailures({ platform, staff, audit }: DoorDeps): LoginFailures {
  return {
    count: (reason) => platform.metrics.login('staff', 'failed', reason),
    async note(backend, reason, candidate) {
      const user = typeof candidate?.id === 'string' ? await staff.users.byId(candidate.id) : null
      if (!user) return
      await audit.record(platform.db.q, null, {
        action: 'foyer.staff.login.failed',
        actor: { type: 'system' },
        object: { type: 'user', id: user.id, name: user.email },
        detail: { auth_backend: backend, reason },
      })
    },
  }
}
