import { InvalidInput } from '../../core/errors.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import { displayName, type Staff, type User } from '../staff/index.ts'
import { adminUserStore } from './store/accounts.ts'
import type { StaffNotices, TeamManagers } from './types.ts'

export interface WorkDeps {
  readonly audit: Audit
  readonly staff: Staff
  readonly notices: StaffNotices
  readonly teams: TeamManagers
}

export type WorkPlatform = Pick<Platform, 'db' | 'clock' | 'random' | 'config' | 'outbox' | 'mailer'>

/** What the acts on an account have in common. */
export interface AccountWork {
  store(q: Database): ReturnType<typeof adminUserStore>
  /** @throws InvalidInput when nobody else would administer the installation */
  keepAnAdmin(q: Database, user: User): Promise<void>
  /** Ends everything through which this person is in: sessions, logins on their way, and who looks through the account. */
  endAccess(q: Database, user: User): Promise<number>
  /** Whoever looks through this account sees their own again; the history says so. */
  endImpersonations(q: Database, user: User): Promise<void>
  /** Ends API tokens that this person made, with an entry at each organizer. Answers how many. */
  revokeTokens(q: Database, user: User, actor: AuditActor): Promise<number>
  /** Ends memberships of one source or all, with an entry at each organizer. Answers how many. */
  leaveTeams(q: Database, user: User, actor: AuditActor, source?: string): Promise<number>
}

export function accountWork({ db, clock }: WorkPlatform, { audit, staff }: WorkDeps): AccountWork {
  const store = (q: Database) => adminUserStore(q, db.kind)

  async function endImpersonations(q: Database, user: User): Promise<void> {
    for (const admin of await store(q).endImpersonations(user.id)) {
      await audit.record(q, null, {
        action: 'pretix.control.auth.user.impersonate_stopped',
        actor: { type: 'staff', id: admin.id, name: displayName(admin) },
        object: objectOf(user),
      })
    }
  }

  return {
    store,

    async keepAnAdmin(q, user) {
      const admins = await store(q).lockAdmins()
      if (admins.length === 1 && admins[0] === user.id) {
        throw new InvalidInput({ is_admin: { key: 'staffAdmin:problem.lastAdmin' } })
      }
    },

    async endAccess(q, user) {
      await store(q).endPendingLogins(user.id)
      await endImpersonations(q, user)
      return staff.sessions.endAll(q, user.id)
    },
    endImpersonations,

    async revokeTokens(q, user, actor) {
      const revoked = await store(q).revokeTokens(user.id, clock.now())
      for (const [organizerId, count] of revoked) {
        await audit.record(q, organizerId, {
          action: 'foyer.staff.tokens.revoked',
          actor,
          object: objectOf(user),
          detail: { revoked_count: count },
        })
      }
      return [...revoked.values()].reduce((sum, count) => sum + count, 0)
    },

    async leaveTeams(q, user, actor, source) {
      const left = await store(q).leaveTeams(user.id, source)
      for (const { organizerId, team } of left) {
        const event = { action: 'foyer.team.member.removed', actor, object: objectOf(user), before: { team } } as const
        await audit.record(q, organizerId, event)
      }
      return left.length
    },
  }
}

/** A staff account as the history names it. */
export function objectOf(user: Pick<User, 'id' | 'email'>) {
  return { type: 'user', id: user.id, name: user.email } as const
}
