import { PERMISSIONS, type Permission } from '../office-access/index.ts'
import type { Role, Team } from './types.ts'

/** The teams that `foyer team add --role` knows. */
export const ROLE_TEAMS: Readonly<Record<Role, Pick<Team, 'name' | 'allPermissions' | 'permissions'>>> = {
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
  teams: readonly Pick<Team, 'allPermissions' | 'permissions'>[],
): ReadonlySet<Permission> | null {
  if (user.isAdmin || teams.some(({ allPermissions }) => allPermissions)) return new Set(PERMISSIONS)
  return teams.length === 0 ? null : new Set(teams.flatMap(({ permissions }) => permissions))
}
