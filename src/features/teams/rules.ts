import { DAY } from '../../core/clock.ts'
import { InvalidInput, type Message } from '../../core/errors.ts'
import { PERMISSIONS, type Permission } from '../../core/permissions.ts'
import type { Reach, Role, TeamInput, TeamRights } from './types.ts'

/** How long the link of an invitation works, in ms. */
export const INVITE_LIFETIME_MS = 7 * DAY
export const NAME_MAX_LENGTH = 190

/** The teams that `foyer team add --role` knows. */
export const ROLE_TEAMS: Readonly<Record<Role, TeamRights & { readonly name: string }>> = {
  admin: { name: 'Administrators', allPermissions: true, permissions: [] },
  member: {
    name: 'Staff',
    allPermissions: false,
    permissions: ['organizer.customers:read', 'organizer.customers:write'],
  },
}

/**
 * What somebody may do at an organizer: the union over their teams there. Administrators of the installation may do
 * everything. Null when the organizer does not exist for this person.
 */
export function permissionsOf(
  user: { readonly isAdmin: boolean },
  teams: readonly TeamRights[],
): ReadonlySet<Permission> | null {
  if (user.isAdmin || teams.some(({ allPermissions }) => allPermissions)) return new Set(PERMISSIONS)
  return teams.length === 0 ? null : new Set(teams.flatMap(({ permissions }) => permissions))
}

/** What somebody may hand on: only what they have. All there is and will be is more than each permission of today. */
export function reachOf(user: { readonly isAdmin: boolean } | null, teams: readonly TeamRights[]): Reach {
  const isFree = user === null || user.isAdmin
  return {
    all: isFree || teams.some(({ allPermissions }) => allPermissions),
    permissions: permissionsOf({ isAdmin: isFree }, teams) ?? new Set(),
  }
}

/** Whether a team stays within what somebody may hand on. */
export function covers(reach: Reach, { allPermissions, permissions }: TeamRights): boolean {
  return reach.all || (!allPermissions && permissions.every((permission) => reach.permissions.has(permission)))
}

/** In the order of the list; whoever changes customers sees them. None when all are given. */
export function tidyPermissions({ allPermissions, permissions }: TeamRights): Permission[] {
  if (allPermissions) return []
  const given = new Set(permissions)
  if (given.has('organizer.customers:write')) given.add('organizer.customers:read')
  return PERMISSIONS.filter((permission) => given.has(permission))
}

/** @throws InvalidInput for a name that no team can have */
export function tidyTeam(input: TeamInput): TeamInput {
  const name = input.name.trim().replace(/\s+/g, ' ')
  const problem: Message | undefined =
    name === ''
      ? { key: 'teams:field.nameMissing' }
      : name.length > NAME_MAX_LENGTH
        ? { key: 'teams:field.nameLong', params: { count: NAME_MAX_LENGTH } }
        : undefined
  if (problem) throw new InvalidInput({ name: problem })
  return { ...input, name, permissions: tidyPermissions(input) }
}
