import type { ApiTokenId, OrganizerId, TeamId, UserId } from '../../core/ids.ts'
import type { Team } from '../teams/index.ts'

/** A key to the API with the rights of a team. Instants in ms. */
export interface ApiToken {
  readonly organizerId: OrganizerId
  readonly teamId: TeamId
  readonly id: ApiTokenId
  readonly name: string
  /** The last four characters. */
  readonly hint: string
  readonly createdBy: UserId | null
  readonly createdAt: number
  /** Null: it works until it is revoked. */
  readonly expiresAt: number | null
  /** To the minute. */
  readonly lastUsedAt: number | null
  readonly revokedAt: number | null
}

export interface ApiTokenInput {
  readonly name: string
  /** ms, in the future; null for a token without an end */
  readonly expiresAt: number | null
}

/** A token that works, and the team whose rights it has. */
export interface FoundToken {
  readonly token: ApiToken
  readonly team: Team
}
