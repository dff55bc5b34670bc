import type { AuditActor } from '../audit/index.ts'
import type { User } from '../staff/index.ts'
import { type AccountWork, objectOf, type WorkDeps, type WorkPlatform } from './account-work.ts'
import { checkMove, NATIVE } from './rules.ts'
import type { Move } from './types.ts'
import { gone, sayTaken } from './writing.ts'

type Deps = WorkDeps & { readonly work: AccountWork }

/** An account gets another owner: the explicit act, for email addresses never move accounts by themselves. */
export function accountMoving({ db, clock }: WorkPlatform, { audit, teams, work }: Deps) {
  return {
    /**
     * The person logs in through another backend from now on. Sessions end; the email and second factors stay; the password and
     * the memberships that the backend before granted go.
     * @param configured identifiers of the backends that the configuration names
     * @returns names of the organizers whose teams nobody but administrators can manage any more
     * @throws InvalidInput also for an identifier that another account has
     */
    async move(user: User, to: Move, configured: readonly string[], actor: AuditActor): Promise<string[]> {
      const move = { backend: to.backend, identifier: to.identifier.trim() }
      checkMove(user, move, configured)
      const identifier = move.backend === NATIVE ? null : move.identifier
      return sayTaken({ email: user.email, identifier: move.identifier }, () =>
        db.transaction(async (q) => {
          const store = work.store(q)
          const password = { password_hash: null, password_set_at: null, needs_password_change: false }
          const unmanaged = await teams.noteLastManager(q, user, actor, async () => {
            if (move.backend !== user.authBackend) await work.leaveTeams(q, user, actor, `backend:${user.authBackend}`)
          })
          const moved = await store.update(user.id, user.authBackend, {
            ...password,
            auth_backend: move.backend,
            auth_backend_identifier: identifier,
            modified_at: clock.now(),
          })
          if (!moved) throw gone()
          await store.forgetLinks(user.id)
          await store.forgetFormerPasswords(user.id)
          const sessions = await work.endAccess(q, user)
          await audit.record(q, null, {
            action: 'foyer.staff.moved',
            actor,
            object: objectOf(user),
            before: { auth_backend: user.authBackend, auth_backend_identifier: user.authBackendIdentifier },
            after: { auth_backend: move.backend, auth_backend_identifier: identifier },
            detail: { ended_sessions: sessions },
          })
          return unmanaged
        }),
      )
    },
  }
}
