import type { FastifyRequest } from 'fastify'
import { SECOND } from '../../core/clock.ts'
import type { UserId } from '../../core/ids.ts'
import { PERMISSIONS, type Permission } from '../../core/permissions.ts'
import type { FoundToken } from '../api-tokens/index.ts'
import type { policies } from '../office-access/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { StaffLogin, User } from '../staff/index.ts'
import type { Editor, Teams } from '../teams/index.ts'
import { LoginNotEnough } from './errors.ts'

type Policy = (typeof policies)['teams']['manage']

/** How old the last proof of a person may be who makes a token, in ms. */
const VERY_RECENT_MS = 300 * SECOND

/** Who calls the API: a program with a token, or a person with a session of the back office. */
export interface Caller {
  /** The person; null for a token. */
  readonly user: User | null
  /** The organizer of a token; null for a person. */
  readonly token: FoundToken | null
  /** As whom teams are changed. */
  readonly editor: Editor
  /** Whose account new tokens hang on. */
  readonly createdBy: UserId | null
  /** What the caller may do at an organizer; null when it does not exist for them. */
  permissions(organizer: Organizer): Promise<ReadonlySet<Permission> | null>
  /** @throws LoginNotEnough when a person has to prove first who they are */
  requireRecentProof(now: number): void
}

export function tokenCaller({ token, team }: FoundToken): Caller {
  const { allPermissions, permissions } = team
  return {
    user: null,
    token: { token, team },
    editor: { user: null, rights: team, actor: { type: 'token', name: token.name } },
    createdBy: token.createdBy,
    permissions: async ({ id }) => {
      if (id !== team.organizerId) return null
      return new Set(allPermissions ? PERMISSIONS : permissions)
    },
    requireRecentProof: () => undefined,
  }
}

export function personCaller(login: StaffLogin, teams: Pick<Teams, 'permissions'>): Caller {
  const { user, actor, session } = login
  return {
    user,
    token: null,
    editor: { user, actor },
    createdBy: user.id,
    permissions: (organizer) => teams.permissions(organizer, user),
    requireRecentProof(now) {
      if (now - session.authAt > VERY_RECENT_MS) throw new LoginNotEnough('api:notRecent')
    },
  }
}

/** Whether the caller may do it at the organizer of the address. */
export function mayCall({ caller, officePermissions }: FastifyRequest, policy: Policy): boolean {
  return policy({ isAdmin: caller.user?.isAdmin ?? false, permissions: officePermissions })
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set below `/api/v1`. */
    caller: Caller
  }
}
