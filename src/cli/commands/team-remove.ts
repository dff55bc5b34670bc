import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { findUser } from '../find-user.ts'
import { noteUnmanaged } from '../note-unmanaged.ts'
import { NothingFound } from '../nothing-found.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    email: { type: 'string', required: true, summary: 'email address of the staff account' },
  },
  async run(ctx) {
    const { flags, out } = ctx
    await withFeatures(ctx, async ({ organizers, staff, teams }) => {
      const organizer = await findOrganizer(organizers, flags.organizer)
      const user = await findUser(staff, flags.email)
      const wasManaged = await teams.isManaged(organizer)
      const wasMember = await teams.removeFromAll(organizer, user, { type: 'command' })
      if (!wasMember) throw new NothingFound(`${user.email} does not work for ${organizer.slug}`)
      out.answer({ organizer: organizer.slug, email: user.email }, `removed ${user.email} from ${organizer.slug}`)
      if (wasManaged && !(await teams.isManaged(organizer))) noteUnmanaged(out, [organizer.name])
    })
  },
})
