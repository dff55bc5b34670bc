import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: { organizer: { type: 'string', required: true, summary: 'short form of the organizer' } },
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, staff }) => {
      const members = await staff.members.list(await findOrganizer(organizers, ctx.flags.organizer))
      const team = members.map(({ user, role }) => ({ email: user.email, fullname: user.fullname, role }))
      ctx.out.answer({ team }, () => table(team.map(({ email, fullname, role }) => [email, fullname, role])))
    })
  },
})
