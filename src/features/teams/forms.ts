import { z } from 'zod'
import { InvalidInput } from '../../core/errors.ts'
import type { Permission } from '../../core/permissions.ts'
import type { TeamInput, TeamRights } from './types.ts'

/** As it was typed. */
export interface TeamFormValues {
  readonly name: string
  readonly requires: boolean
  readonly scope: '' | 'all' | 'chosen'
  readonly settings: boolean
  readonly teams: boolean
  readonly customers: 'none' | 'read' | 'write'
}

export const NEW_TEAM: TeamFormValues = {
  name: '',
  requires: false,
  scope: 'chosen',
  settings: false,
  teams: false,
  customers: 'none',
}

const text = z.string().max(1000).default('')
const tick = z
  .string()
  .optional()
  .transform((value) => value === 'on')
const teamForm = z.object({
  name: text,
  requires: tick,
  scope: z.enum(['', 'all', 'chosen']).default(''),
  settings: tick,
  teams: tick,
  customers: z.enum(['none', 'read', 'write']).default('none'),
})
const emailForm = z.object({ email: text })

export const listQuery = z.object({ after: z.string().max(400).catch('') })
export const teamParams = z.object({ team: z.string().max(50).catch('') })
export const personParams = z.object({ user: z.string().max(50).catch('') })
export const inviteParams = z.object({ invite: z.string().max(50).catch('') })
export const tokenParams = z.object({ token: z.string().max(100).catch('') })

/** @throws InvalidInput for a body that no form of ours sends */
export function readTeamForm(body: unknown): TeamFormValues {
  return readForm(teamForm, body, 'name')
}

/** @throws InvalidInput for a body that no form of ours sends */
export function readEmailForm(body: unknown): string {
  return readForm(emailForm, body, 'email').email
}

function readForm<T>(schema: z.ZodType<T>, body: unknown, fallback: string): T {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map(({ path }) => String(path[0] ?? fallback))
  throw new InvalidInput(Object.fromEntries(fields.map((field) => [field, { key: 'teams:badForm' }])))
}

/** @throws InvalidInput when neither everything nor single permissions are chosen */
export function inputOfForm({ name, requires, scope, ...chosen }: TeamFormValues): TeamInput {
  if (scope === '') throw new InvalidInput({ scope: { key: 'teams:field.scope' } })
  const permissions: Permission[] = [
    ...(chosen.settings ? (['organizer.settings.general:write'] as const) : []),
    ...(chosen.teams ? (['organizer.teams:write'] as const) : []),
    ...(chosen.customers === 'none' ? [] : (['organizer.customers:read'] as const)),
    ...(chosen.customers === 'write' ? (['organizer.customers:write'] as const) : []),
  ]
  const allPermissions = scope === 'all'
  return { name, requiresSecondFactor: requires, allPermissions, permissions: allPermissions ? [] : permissions }
}

export function formOfTeam(team: TeamInput): TeamFormValues {
  const has = (permission: Permission) => team.permissions.includes(permission)
  return {
    name: team.name,
    requires: team.requiresSecondFactor,
    scope: team.allPermissions ? 'all' : 'chosen',
    settings: has('organizer.settings.general:write'),
    teams: has('organizer.teams:write'),
    customers: customersLevel(team),
  }
}

/** The level of a team at the customers of its organizer. */
export function customersLevel({ permissions }: TeamRights): TeamFormValues['customers'] {
  if (permissions.includes('organizer.customers:write')) return 'write'
  return permissions.includes('organizer.customers:read') ? 'read' : 'none'
}
