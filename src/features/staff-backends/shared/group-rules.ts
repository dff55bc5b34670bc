import { z } from 'zod'
import type { BackendTeam } from '../contract.ts'

const group = z.string().min(1).max(500)

/** The part of a backend's section that says what groups of the identity provider mean here. */
export const groupRulesShape = {
  /** Who is in none of these groups is refused; empty: everybody may come. */
  required_groups: z.array(group).default([]),
  /** Who is in one of these administers the installation, and nobody else of this backend. Left out: not touched. */
  admin_groups: z.array(group).optional(),
  teams: z.array(z.strictObject({ group, organizer: z.string().min(1), team: z.string().min(1) })).optional(),
}

export interface GroupRules {
  readonly required_groups: readonly string[]
  readonly admin_groups?: readonly string[] | undefined
  readonly teams?: readonly { readonly group: string; readonly organizer: string; readonly team: string }[] | undefined
}

export interface GroupsMean {
  readonly isAllowed: boolean
  /** For `setAlways`. */
  readonly admin: { readonly isAdmin?: boolean }
  /** For `teams` of `getOrCreateForBackend`. */
  readonly teams: { readonly teams?: readonly BackendTeam[] }
}

/** What the groups of a person mean here. Groups are compared without case and outer blanks. */
export function readGroups(groups: readonly string[], rules: GroupRules): GroupsMean {
  const held = new Set(groups.map(plain))
  const holds = (name: string) => held.has(plain(name))
  const { required_groups, admin_groups, teams } = rules
  const granted = teams?.filter((rule) => holds(rule.group)).map(({ organizer, team }) => ({ organizer, team }))
  return {
    isAllowed: required_groups.length === 0 || required_groups.some(holds),
    admin: admin_groups === undefined ? {} : { isAdmin: admin_groups.some(holds) },
    teams: granted === undefined ? {} : { teams: granted },
  }
}

function plain(name: string): string {
  return name.trim().toLowerCase()
}
