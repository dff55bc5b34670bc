import { clientJson, clientLines, findClient, ONE_CLIENT } from '../client-view.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: ONE_CLIENT,
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, ssoClients }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const json = clientJson(await findClient(ssoClients, organizer, ctx.flags.id), organizer, ctx.config)
      ctx.out.answer(json, () => table(clientLines(json)))
    })
  },
})
