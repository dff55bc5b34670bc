import { z } from 'zod'
import { PERMISSIONS } from '../../core/permissions.ts'
import { type ApiToken, stateOf } from '../api-tokens/index.ts'
import type { User } from '../staff/index.ts'
import type { Team, TeamInput, TeamInvite, TeamMember } from '../teams/index.ts'

/** Who the caller is. */
export function meShape({ email, fullname, locale, isAdmin, timeZone }: User) {
  return { email, fullname, locale, is_staff: isAdmin, timezone: timeZone }
}

export function organizerShape({ name, slug }: { name: string; slug: string }, publicUrl: string) {
  return { name, slug, public_url: publicUrl }
}

/** Events are not kept here: a team reaches all of them and may do nothing with them. */
export function teamShape(team: Team) {
  return {
    id: team.id,
    name: team.name,
    all_events: true,
    limit_events: [],
    require_2fa: team.requiresSecondFactor,
    all_event_permissions: false,
    limit_event_permissions: [],
    all_organizer_permissions: team.allPermissions,
    limit_organizer_permissions: team.permissions,
  }
}

const teamMembers = {
  name: z.string().max(1000),
  require_2fa: z.boolean(),
  all_organizer_permissions: z.boolean(),
  limit_organizer_permissions: z.array(z.enum(PERMISSIONS)),
}

export const newTeamBody = z.object({
  ...teamMembers,
  require_2fa: teamMembers.require_2fa.default(false),
  all_organizer_permissions: teamMembers.all_organizer_permissions.default(false),
  limit_organizer_permissions: teamMembers.limit_organizer_permissions.default([]),
})

export const changedTeamBody = z.object(teamMembers).partial()

/** @param team what it is now; nothing for a new one */
export function teamInput(body: z.output<typeof changedTeamBody>, team?: Team): TeamInput {
  const allPermissions = body.all_organizer_permissions ?? team?.allPermissions ?? false
  return {
    name: body.name ?? team?.name ?? '',
    allPermissions,
    permissions: allPermissions ? [] : (body.limit_organizer_permissions ?? team?.permissions ?? []),
    requiresSecondFactor: body.require_2fa ?? team?.requiresSecondFactor ?? false,
  }
}

export function memberShape({ userId, email, fullname, hasSecondFactor }: TeamMember) {
  return { id: userId, email, fullname, require_2fa: hasSecondFactor }
}

export function inviteShape({ id, email }: Pick<TeamInvite, 'id' | 'email'>) {
  return { id, email }
}

export const newInviteBody = z.object({ email: z.string().max(1000) })

/** Instants as ISO 8601 in UTC. @param now ms */
export function tokenShape(token: ApiToken, now: number) {
  const instant = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
  return {
    id: token.id,
    name: token.name,
    active: stateOf(token, now) === 'active',
    expires: instant(token.expiresAt),
    created: instant(token.createdAt),
    last_used: instant(token.lastUsedAt),
  }
}

export const newTokenBody = z.object({
  name: z.string().max(1000),
  expires: z.iso.datetime({ offset: true }).nullish(),
})
