import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { findTeam } from '../find-team.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    team: { type: 'string', required: true, summary: 'name of the team' },
    email: { type: 'string', required: true, summary: 'email address of the person' },
  },
  notes: () =>
    'Whoever has an account with a confirmed address is in the team at once. Everybody else gets a link that works for seven days.',
  async run(ctx) {
    const { flags, out } = ctx
    await withFeatures(ctx, async ({ organizers, teams }) => {
      const organizer = await findOrganizer(organizers, flags.organizer)
      const team = await findTeam(teams, organizer, flags.team)
      const operator = { user: null, actor: { type: 'command' } } as const
      const result = await teams.people.addByEmail(organizer, team, flags.email, operator)
      const email = flags.email.trim().toLowerCase()
      out.answer(
        { organizer: organizer.slug, team: team.name, email, result },
        result === 'added' ? `${email} is in the team "${team.name}"` : `invited ${email} into the team "${team.name}"`,
      )
    })
  },
})
