import { defineCommand } from '../command.ts'
import { findMembership } from '../find-membership.ts'
import { findOrganizer } from '../find-organizer.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    id: { type: 'string', required: true, summary: 'ID of the membership' },
    undo: { type: 'boolean', summary: 'it is not cancelled any more' },
  },
  async run(ctx) {
    const { flags, out } = ctx
    await withFeatures(ctx, async ({ organizers, memberships }) => {
      const organizer = await findOrganizer(organizers, flags.organizer)
      const { id } = await findMembership(memberships, organizer, flags.id)
      const changed = await memberships.setCanceled(organizer, id, !flags.undo, { type: 'command' })
      const done = flags.undo ? 'took back the cancellation of' : 'cancelled'
      out.answer({ id, canceled: !flags.undo, changed }, changed ? `${done} membership ${id}` : 'it was so already')
    })
  },
})
