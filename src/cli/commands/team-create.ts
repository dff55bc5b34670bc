import { PERMISSIONS, type Permission } from '../../core/permissions.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { rightsLine, teamJson } from '../team-view.ts'
import { UsageError } from '../usage-error.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    name: { type: 'string', required: true, summary: 'name of the team, unique at the organizer' },
    permission: { type: 'strings', summary: 'what members may do' },
    'all-permissions': { type: 'boolean', summary: 'all permissions that there are, and those of later versions' },
    'require-2fa': { type: 'boolean', summary: 'members need a second factor' },
  },
  notes: () => `Permissions: ${PERMISSIONS.join(', ')}. Without any, members see that the organizer exists.`,
  async run(ctx) {
    const { flags, out } = ctx
    const permissions = flags.permission.map(permissionOf)
    const allPermissions = flags['all-permissions']
    if (allPermissions && permissions.length > 0) throw new UsageError('--permission goes without --all-permissions')
    await withFeatures(ctx, async ({ organizers, teams }) => {
      const organizer = await findOrganizer(organizers, flags.organizer)
      const requiresSecondFactor = flags['require-2fa']
      const input = { name: flags.name, allPermissions, permissions, requiresSecondFactor }
      const team = await teams.manage.create(organizer, input, { user: null, actor: { type: 'command' } })
      const answer = { organizer: organizer.slug, ...teamJson(team) }
      out.answer(answer, `created team "${team.name}" of ${organizer.slug}: ${rightsLine(team)}`)
    })
  },
})

function permissionOf(text: string): Permission {
  const known = PERMISSIONS.find((permission) => permission === text)
  if (known === undefined) throw new UsageError(`there is no permission "${text}"; known are ${PERMISSIONS.join(', ')}`)
  return known
}
