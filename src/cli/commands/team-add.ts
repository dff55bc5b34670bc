import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { findTeam } from '../find-team.ts'
import { findUser } from '../find-user.ts'
import { noteUnmanaged } from '../note-unmanaged.ts'
import { UsageError } from '../usage-error.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    email: { type: 'string', required: true, summary: 'email address of the staff account' },
    role: {
      type: 'string',
      choices: ['admin', 'member'],
      summary: 'what they may do there; member unless said otherwise',
    },
    team: { type: 'string', summary: 'name of the team, instead of a role' },
  },
  async run(ctx) {
    const { flags, out } = ctx
    if (flags.team !== undefined && flags.role !== undefined) throw new UsageError('--team goes without --role')
    await withFeatures(ctx, async ({ organizers, staff, teams }) => {
      const organizer = await findOrganizer(organizers, flags.organizer)
      const user = await findUser(staff, flags.email)
      const whose = { organizer: organizer.slug, email: user.email }
      if (flags.team !== undefined) {
        const team = await findTeam(teams, organizer, flags.team)
        await teams.putIntoTeam(team, user, { type: 'command' })
        out.answer({ ...whose, team: team.name }, `${user.email} is in the team "${team.name}" of ${organizer.slug}`)
        return
      }
      const role = flags.role ?? 'member'
      const wasManaged = await teams.isManaged(organizer)
      await teams.putIntoRole(organizer, user, role, { type: 'command' })
      if (wasManaged && !(await teams.isManaged(organizer))) noteUnmanaged(out, [organizer.name])
      out.answer({ ...whose, role }, `${user.email} is ${role} of ${organizer.slug}`)
    })
  },
})
