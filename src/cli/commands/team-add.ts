import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { findUser } from '../find-user.ts'
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
  },
  async run(ctx) {
    const { flags, out } = ctx
    await withFeatures(ctx, async ({ organizers, staff, teams }) => {
      const organizer = await findOrganizer(organizers, flags.organizer)
      const user = await findUser(staff, flags.email)
      const role = flags.role ?? 'member'
      await teams.putIntoRole(organizer, user, role, { type: 'command' })
      out.answer(
        { organizer: organizer.slug, email: user.email, role },
        `${user.email} is ${role} of ${organizer.slug}`,
      )
    })
  },
})
