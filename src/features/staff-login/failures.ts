import type { FastifyRequest } from 'fastify'
import { TooManyRequests } from '../../core/errors.ts'
import { clientAddress } from '../../platform/http/client-address.ts'
import { EmailAddressTaken, type LoginRefusal, RefusedByBackend } from '../staff/index.ts'
import type { BackendUser, LoadedBackend } from '../staff-backends/index.ts'
import type { DoorDeps } from './doors.ts'
import { backendName } from './safe-backend.ts'

/** Why the login to a known account failed, as its history says it. */
export type FailureReason = LoginRefusal | 'wrong' | 'email_taken'

/** Remembers failed logins. */
export interface LoginFailures {
  /** @param reason a word for the metrics */
  count(reason: string): void
  /** Writes it into the history of the account, if there is such an account. */
  note(backend: string, reason: FailureReason, user: Pick<BackendUser, 'id'> | null): Promise<void>
  /**
   * Writes down that a backend refused somebody: an address that is taken, in the history of the account that has it, and a
   * sentence of the backend in that of the installation. Other errors are passed over, and so are refusals of an address that
   * causes too many: strangers can.
   */
  noteRefusal(request: FastifyRequest, backend: LoadedBackend, error: unknown): Promise<void>
}

export function loginFailures({ platform, staff, audit }: DoorDeps): LoginFailures {
  return {
    count: (reason) => platform.metrics.login('staff', 'failed', reason),
    note,
    async noteRefusal(request, backend, error) {
      if (!(error instanceof EmailAddressTaken || error instanceof RefusedByBackend)) return
      if (await hasTooMany(clientAddress(request))) return
      if (error instanceof EmailAddressTaken) {
        await note(backend.identifier, 'email_taken', await staff.users.byEmail(error.email))
      }
      if (!(error instanceof RefusedByBackend)) return
      await audit.record(platform.db.q, null, {
        action: 'foyer.staff.login.refused',
        actor: { type: 'system' },
        object: { type: 'backend', id: backend.identifier, name: backendName(backend, 'en') },
        detail: { given_reason: error.reason },
      })
    },
  }

  async function hasTooMany(ip: string): Promise<boolean> {
    try {
      await staff.throttle.refusal(ip)
      return false
    } catch (error) {
      if (error instanceof TooManyRequests) return true
      throw error
    }
  }

  async function note(
    backend: string,
    reason: FailureReason,
    candidate: Pick<BackendUser, 'id'> | null,
  ): Promise<void> {
    const user = typeof candidate?.id === 'string' ? await staff.users.byId(candidate.id) : null
    if (!user) return
    await audit.record(platform.db.q, null, {
      action: 'foyer.staff.login.failed',
      actor: { type: 'system' },
      object: { type: 'user', id: user.id, name: user.email },
      detail: { auth_backend: backend, reason },
    })
  }
}
