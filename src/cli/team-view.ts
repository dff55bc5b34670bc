import type { Team } from '../features/teams/index.ts'

/** A team as JSON shows it. */
export function teamJson(team: Team & { readonly members?: number }) {
  return {
    id: team.id,
    name: team.name,
    all_permissions: team.allPermissions,
    permissions: team.permissions,
    require_2fa: team.requiresSecondFactor,
    ...(team.members !== undefined && { members: team.members }),
  }
}

/** What a team may do, in one line. */
export function rightsLine({ allPermissions, permissions }: Team): string {
  if (allPermissions) return 'all permissions'
  return permissions.length === 0 ? 'no permissions' : permissions.join(' ')
}
