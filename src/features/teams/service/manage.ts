import { InvalidInput, NotFound } from '../../../core/errors.ts'
import { newId, type TeamId } from '../../../core/ids.ts'
import { UniqueViolation } from '../../../platform/db/errors.ts'
import type { Platform } from '../../../platform/platform.ts'
import { type Audit, changedFields } from '../../audit/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import { tidyTeam } from '../rules.ts'
import { teamStore, toRow } from '../store/teams.ts'
import type { Editor, Reach, Team, TeamContents, TeamInput } from '../types.ts'
import { reachAt, refuseMore, type TeamChanges } from './changes.ts'
import { keepAManager } from './keep-a-manager.ts'

/** The teams of an organizer. */
export interface TeamManagement {
  /** By name. @param options.after the name after which the list goes on */
  list(
    organizer: Pick<Organizer, 'id'>,
    options: { limit: number; after?: string },
  ): Promise<(Team & { readonly members: number })[]>
  byId(organizer: Pick<Organizer, 'id'>, id: TeamId): Promise<Team | null>
  byName(organizer: Pick<Organizer, 'id'>, name: string): Promise<Team | null>
  contents(team: Team): Promise<TeamContents>
  /** What an editor may hand on: nobody gives more than they have. */
  reach(organizer: Pick<Organizer, 'id'>, editor: Editor): Promise<Reach>
  /** The person who makes a team becomes its first member. @throws InvalidInput, MoreThanOwn */
  create(organizer: Organizer, input: TeamInput, editor: Editor): Promise<Team>
  /** @throws InvalidInput, MoreThanOwn, LastTeamManager; NotFound when it was deleted meanwhile */
  change(organizer: Organizer, id: TeamId, input: TeamInput, editor: Editor): Promise<void>
  /** @throws MoreThanOwn, LastTeamManager; NotFound when it was deleted meanwhile */
  remove(organizer: Organizer, id: TeamId, editor: Editor): Promise<void>
}

interface Deps {
  readonly audit: Audit
  readonly changes: TeamChanges
}

export function createTeamManagement(
  platform: Pick<Platform, 'db' | 'clock' | 'random'>,
  { audit, changes }: Deps,
): TeamManagement {
  const { db, clock, random } = platform

  return {
    list: (organizer, { limit, after }) => teamStore(db.q).list(organizer.id, limit, after),
    byId: (organizer, id) => teamStore(db.q).byId(organizer.id, id),
    byName: (organizer, name) => teamStore(db.q).byName(organizer.id, name),
    contents: (team) => teamStore(db.q).contents(team.organizerId, team.id, clock.now()),
    reach: (organizer, editor) => reachAt(db.q, organizer, editor),

    create(organizer, given, editor) {
      const input = tidyTeam(given)
      const team: Team = { ...input, organizerId: organizer.id, id: newId<TeamId>(random), createdAt: clock.now() }
      return refuseTakenName(input.name, () =>
        db.transaction(async (q) => {
          await refuseMore(q, organizer, editor, team)
          await teamStore(q).insert(organizer.id, { ...toRow(input), id: team.id, created_at: team.createdAt })
          await audit.record(q, organizer.id, {
            action: 'pretix.team.created',
            actor: editor.actor,
            object: { type: 'team', id: team.id, name: team.name },
            after: recorded(input),
          })
          if (editor.user) await changes.addMember(q, team, editor.user, { actor: editor.actor })
          return team
        }),
      )
    },

    change(organizer, id, given, editor) {
      const input = tidyTeam(given)
      return refuseTakenName(input.name, () =>
        db.transaction((q) =>
          keepAManager(q, db.kind, [organizer], async () => {
            const team = await teamStore(q).byId(organizer.id, id)
            if (!team) throw new NotFound('team')
            await refuseMore(q, organizer, editor, team, input)
            const difference = changedFields(recorded(team), recorded(input))
            if (Object.keys(difference.after).length === 0) return
            await teamStore(q).update(organizer.id, id, input)
            await audit.record(q, organizer.id, {
              action: 'pretix.team.changed',
              actor: editor.actor,
              object: { type: 'team', id, name: input.name },
              ...difference,
            })
          }),
        ),
      )
    },

    remove: (organizer, id, editor) =>
      db.transaction((q) =>
        keepAManager(q, db.kind, [organizer], async () => {
          const team = await teamStore(q).byId(organizer.id, id)
          if (!team) throw new NotFound('team')
          await refuseMore(q, organizer, editor, team)
          const { members } = await teamStore(q).contents(organizer.id, id, clock.now())
          await teamStore(q).delete(organizer.id, id)
          await audit.record(q, organizer.id, {
            action: 'pretix.team.deleted',
            actor: editor.actor,
            object: { type: 'team', id, name: team.name },
            before: { ...recorded(team), members },
          })
        }),
      ),
  }
}

function recorded({ name, allPermissions, permissions, requiresSecondFactor }: TeamInput): Record<string, unknown> {
  return { name, all_permissions: allPermissions, permissions, require_2fa: requiresSecondFactor }
}

async function refuseTakenName<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error
    throw new InvalidInput({ name: { key: 'teams:field.nameTaken', params: { name } } })
  }
}
