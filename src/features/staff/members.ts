import type { UserId } from '../../core/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { permissionsOf } from './rules.ts'
import { memberStore } from './store/members.ts'
import type { Member, Permission, Role, User } from './types.ts'

/** Who works for which organizer. */
export interface Members {
  list(organizer: Organizer): Promise<Member[]>
  /** Makes a user a member, or changes the role of one. */
  add(organizer: Organizer, user: User, role: Role, actor: AuditActor): Promise<void>
  /** False when the user was none. */
  remove(organizer: Organizer, user: User, actor: AuditActor): Promise<boolean>
  /** What a user may do at an organizer; null when the organizer does not exist for this user. */
  permissions(organizer: Organizer, user: User): Promise<ReadonlySet<Permission> | null>
}

export function createMembers(platform: Pick<Platform, 'db' | 'clock'>, deps: { audit: Audit }): Members {
  const { db, clock } = platform
  const object = (user: { id: UserId; email: string }) => ({ type: 'user', id: user.id, name: user.email }) as const
  return {
    list: (organizer) => memberStore(db.q).list(organizer.id),

    async add(organizer, user, role, actor) {
      await db.transaction(async (trx) => {
        const before = await memberStore(trx).roleOf(organizer.id, user.id)
        if (before === role) return
        await memberStore(trx).put(organizer.id, user.id, role, clock.now())
        await deps.audit.record(trx, organizer.id, {
          action: 'foyer.team.member.added',
          actor,
          object: object(user),
          ...(before !== null && { before: { role: before } }),
          after: { role },
        })
      })
    },

    remove: (organizer, user, actor) =>
      db.transaction(async (trx) => {
        const role = await memberStore(trx).roleOf(organizer.id, user.id)
        if (role === null) return false
        await memberStore(trx).delete(organizer.id, user.id)
        await deps.audit.record(trx, organizer.id, {
          action: 'foyer.team.member.removed',
          actor,
          object: object(user),
          before: { role },
        })
        return true
      }),

    async permissions(organizer, user) {
      const role = user.isAdmin ? null : await memberStore(db.q).roleOf(organizer.id, user.id)
      return permissionsOf(user, role)
    },
  }
}
