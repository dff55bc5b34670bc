import { Forbidden } from '../../core/errors.ts'
import { displayName, type StaffLogin, type User } from '../staff/index.ts'
import { objectOf, type WorkDeps, type WorkPlatform } from './account-work.ts'
import { impersonationProblem } from './rules.ts'

/** Administrators look through the accounts of others; every step of it is written down where the other can read it. */
export function impersonating({ db }: Pick<WorkPlatform, 'db'>, { audit, staff }: WorkDeps) {
  return {
    /**
     * The session of an administrator shows somebody else's back office from the next request on.
     * @throws Forbidden for oneself, other administrators and accounts that are switched off, and while it is done already
     */
    async start(login: StaffLogin, user: User): Promise<void> {
      const problem = login.impersonator ? 'nested' : impersonationProblem(login.user, user)
      if (problem !== null) {
        throw new Forbidden(`cannot act as this account: ${problem}`, { key: `staffAdmin:impersonate.${problem}` })
      }
      await db.transaction(async (q) => {
        if (!(await staff.sessions.actAs(q, login.session, user.id))) throw new Forbidden('the session has ended')
        await audit.record(q, null, {
          action: 'pretix.control.auth.user.impersonated',
          actor: { type: 'staff', id: login.user.id, name: displayName(login.user) },
          object: objectOf(user),
        })
      })
    },

    /** The session shows its own user again. */
    async stop({ user, session, impersonator }: StaffLogin): Promise<void> {
      if (!impersonator) return
      await db.transaction(async (q) => {
        await staff.sessions.actAsOneself(q, session)
        await audit.record(q, null, {
          action: 'pretix.control.auth.user.impersonate_stopped',
          actor: { type: 'staff', id: impersonator.id, name: displayName(impersonator) },
          object: objectOf(user),
        })
      })
    },

    /** What an administrator asks to be changed through the account of somebody, before it is done. @param path without query */
    async note({ user, impersonator }: StaffLogin, method: string, path: string): Promise<void> {
      if (!impersonator) return
      await audit.record(db.q, null, {
        action: 'foyer.staff.impersonation.request',
        actor: { type: 'staff', id: impersonator.id, name: displayName(impersonator), actingAs: user.email },
        object: objectOf(user),
        detail: { path: `${method} ${path}` },
      })
    },
  }
}
