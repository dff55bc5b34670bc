import type { AuditActor } from '../audit/index.ts'
import type { User } from '../staff/index.ts'
import { type AccountWork, objectOf, type WorkDeps, type WorkPlatform } from './account-work.ts'
import { gone } from './writing.ts'

type Deps = WorkDeps & { readonly work: AccountWork }

/** Accounts are switched off and on, and their sessions ended. Each takes effect at the next request. */
export function accountActivation({ db, clock }: WorkPlatform, { audit, staff, teams, work }: Deps) {
  return {
    /**
     * Ends sessions, logins on their way and the API tokens that this person made.
     * @returns names of the organizers whose teams nobody but administrators can manage any more
     * @throws InvalidInput for the last active administrator
     */
    deactivate: (user: User, actor: AuditActor): Promise<string[]> =>
      db.transaction(async (q) => {
        await work.keepAnAdmin(q, user)
        const unmanaged = await teams.noteLastManager(q, user, actor, async () => {
          const now = clock.now()
          const values = { is_active: false, deactivated_at: now, modified_at: now }
          if (!(await work.store(q).update(user.id, user.authBackend, values))) throw gone()
        })
        const sessions = await work.endAccess(q, user)
        await work.store(q).forgetLinks(user.id)
        const tokens = await work.revokeTokens(q, user, actor)
        await audit.record(q, null, {
          action: 'foyer.staff.deactivated',
          actor,
          object: objectOf(user),
          detail: { ended_sessions: sessions, revoked_count: tokens },
        })
        return unmanaged
      }),

    /** What ended with the deactivation stays ended. */
    activate: (user: User, actor: AuditActor): Promise<void> =>
      db.transaction(async (q) => {
        const values = { is_active: true, deactivated_at: null, modified_at: clock.now() }
        if (!(await work.store(q).update(user.id, user.authBackend, values))) throw gone()
        await audit.record(q, null, { action: 'foyer.staff.activated', actor, object: objectOf(user) })
      }),

    /** Ends all sessions of somebody. Answers how many. */
    endSessions: (user: User, actor: AuditActor): Promise<number> =>
      db.transaction(async (q) => {
        await work.store(q).endPendingLogins(user.id)
        const ended = await staff.sessions.endAll(q, user.id)
        await audit.record(q, null, {
          action: 'foyer.staff.sessions.ended',
          actor,
          object: objectOf(user),
          detail: { ended_sessions: ended },
        })
        return ended
      }),
  }
}
