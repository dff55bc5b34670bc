import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: { organizer: { type: 'string', required: true, summary: 'short form of the organizer' } },
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, teams }) => {
      const team = await teams.everybody(await findOrganizer(organizers, ctx.flags.organizer))
      ctx.out.answer({ team }, () =>
        table(team.map(({ email, fullname, role, teams }) => [email, fullname, role, teams.join(', ')])),
      )
    })
  },
})
