import { clientJson, findClient, ONE_CLIENT } from '../client-view.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: ONE_CLIENT,
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, ssoClients }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const { id } = await findClient(ssoClients, organizer, ctx.flags.id)
      const { client } = await ssoClients.update(organizer.id, id, { isActive: false }, { type: 'command' })
      ctx.out.answer(clientJson(client, organizer, ctx.config), `disabled ${client.name}`)
    })
  },
})
