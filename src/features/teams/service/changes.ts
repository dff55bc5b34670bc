import type { Database } from '../../../platform/db/db.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Audit, AuditActor, AuditEvent } from '../../audit/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { User } from '../../staff/index.ts'
import { MoreThanOwn } from '../errors.ts'
import { covers, reachOf } from '../rules.ts'
import { memberStore } from '../store/members.ts'
import { teamStore } from '../store/teams.ts'
import type { Editor, MemberSource, Reach, Team, TeamRights } from '../types.ts'

type Person = Pick<User, 'id' | 'email'>
type Detail = NonNullable<AuditEvent['detail']>

/** What one transaction does to teams, each with its line in the history. */
export function teamChanges(platform: Pick<Platform, 'clock'>, deps: { audit: Audit }) {
  const object = ({ id, email }: Person) => ({ type: 'user', id, name: email }) as const

  return {
    async addMember(
      q: Database,
      team: Pick<Team, 'organizerId' | 'id' | 'name'>,
      user: Person,
      by: { actor: AuditActor; source?: MemberSource; action?: 'added' | 'joined'; detail?: Detail },
    ): Promise<boolean> {
      const { source = 'manual', action = 'added', actor, detail } = by
      const member = { teamId: team.id, userId: user.id, source, at: platform.clock.now() }
      if (!(await memberStore(q).add(team.organizerId, member))) return false
      await deps.audit.record(q, team.organizerId, {
        action: `pretix.team.member.${action}`,
        actor,
        object: object(user),
        after: { team: team.name },
        ...(detail && { detail }),
      })
      return true
    },

    async removeMember(
      q: Database,
      team: Pick<Team, 'organizerId' | 'id' | 'name'>,
      user: Person,
      by: { actor: AuditActor; source?: MemberSource; detail?: Detail },
    ): Promise<boolean> {
      const { actor, source, detail } = by
      const member = { teamId: team.id, userId: user.id, ...(source && { source }) }
      if (!(await memberStore(q).remove(team.organizerId, member))) return false
      await deps.audit.record(q, team.organizerId, {
        action: 'pretix.team.member.removed',
        actor,
        object: object(user),
        before: { team: team.name },
        ...(detail && { detail }),
      })
      return true
    },
  }
}

export type TeamChanges = ReturnType<typeof teamChanges>

/** What an editor may hand on at this organizer now. */
export async function reachAt(q: Database, organizer: Pick<Organizer, 'id'>, { user, rights }: Editor): Promise<Reach> {
  if (rights) return reachOf({ isAdmin: false }, [rights])
  const isFree = user === null || user.isAdmin
  return reachOf(user, isFree ? [] : await teamStore(q).ofUser(organizer.id, user.id))
}

/** @throws MoreThanOwn when one of these may do more than the editor */
export async function refuseMore(
  q: Database,
  organizer: Pick<Organizer, 'id'>,
  editor: Editor,
  ...rights: readonly TeamRights[]
): Promise<void> {
  const reach = await reachAt(q, organizer, editor)
  if (!rights.every((one) => covers(reach, one))) throw new MoreThanOwn()
}
