import type { OrganizerId, TeamId } from '../../core/ids.ts'
import type { Permission } from '../office-access/index.ts'
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

/** Who put somebody into a team: a person, or a backend that may take it away again. */
export type MemberSource = 'manual' | `backend:${string}`

export interface TeamMember {
  readonly user: User
  readonly sources: readonly MemberSource[]
}

/** What a user is at one organizer, in the words of the command line. */
export type Role = 'admin' | 'member'

/** A team that a backend names: the short form of its organizer, and its name. */
export interface NamedTeam {
  readonly organizer: string
  readonly team: string
}
