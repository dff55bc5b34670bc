import { findClient, ONE_CLIENT } from '../client-view.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: ONE_CLIENT,
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, ssoClients }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const client = await findClient(ssoClients, organizer, ctx.flags.id)
      await ssoClients.remove(organizer.id, client.id, { type: 'command' })
      const answer = { client_id: client.clientId, organizer: organizer.slug, deleted: true }
      ctx.out.answer(answer, `deleted ${client.name}`)
    })
  },
})
