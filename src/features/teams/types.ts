import type { OrganizerId, TeamId, TeamInviteId, UserId } from '../../core/ids.ts'
import type { Permission } from '../../core/permissions.ts'
import type { AuditActor } from '../audit/index.ts'
import type { User } from '../staff/index.ts'

/** People of an organizer who may do the same. */
export interface Team {
  readonly organizerId: OrganizerId
  readonly id: TeamId
  /** Unique in the organizer. */
  readonly name: string
  /** All permissions that there are and will be; then `permissions` is empty. */
  readonly allPermissions: boolean
  readonly permissions: readonly Permission[]
  /** Members must set up a second factor. */
  readonly requiresSecondFactor: boolean
  /** ms */
  readonly createdAt: number
}

export type TeamRights = Pick<Team, 'allPermissions' | 'permissions'>

/** What a form or a command says about a team. */
export interface TeamInput extends TeamRights {
  readonly name: string
  readonly requiresSecondFactor: boolean
}

/** Who put somebody into a team: a person, or a backend that may take it away again. */
export type MemberSource = 'manual' | `backend:${string}`

export interface TeamMember {
  readonly userId: UserId
  readonly email: string
  readonly fullname: string
  readonly isActive: boolean
  readonly authBackend: string
  /** ms */
  readonly lastLoginAt: number | null
  readonly hasSecondFactor: boolean
  readonly sources: readonly MemberSource[]
}

/** What a user is at one organizer, in the words of the command line. */
export type Role = 'admin' | 'member'

/**
 * Who changes teams. Nobody gives more than they have: neither a person nor, with `rights`, a program. Without `user` and
 * `rights` it is the operator, who may give everything.
 */
export interface Editor {
  readonly user: User | null
  /** What a program may do that acts for a team. */
  readonly rights?: TeamRights
  readonly actor: AuditActor
}

/** What somebody may hand on at one organizer. */
export interface Reach {
  readonly all: boolean
  readonly permissions: ReadonlySet<Permission>
}

/** Instants in ms. */
export interface TeamInvite {
  readonly organizerId: OrganizerId
  readonly teamId: TeamId
  readonly id: TeamInviteId
  readonly email: string
  readonly createdBy: UserId | null
  readonly createdAt: number
  readonly expiresAt: number
}

/** What an end of the team would end, too. */
export interface TeamContents {
  readonly members: number
  /** Members who are in no other team of the organizer. */
  readonly onlyHere: number
  readonly invites: number
  readonly apiTokens: number
}
