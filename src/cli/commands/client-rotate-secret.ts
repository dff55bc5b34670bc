import { clientJson, findClient, ONE_CLIENT } from '../client-view.ts'
import { defineCommand } from '../command.ts'
import { readDuration } from '../duration.ts'
import { findOrganizer } from '../find-organizer.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    ...ONE_CLIENT,
    overlap: { type: 'string', summary: 'how long the old secret still works, such as 12h or 7d at most; default 0' },
  },
  async run(ctx) {
    const overlapS = ctx.flags.overlap === undefined ? 0 : readDuration('overlap', ctx.flags.overlap)
    await withFeatures(ctx, async ({ organizers, ssoClients }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const { id } = await findClient(ssoClients, organizer, ctx.flags.id)
      const actor = { type: 'command' } as const
      const { client, secret } = await ssoClients.regenerateSecret(organizer.id, id, actor, { overlapS })
      const { client_id, ...json } = clientJson(client, organizer, ctx.config)
      ctx.out.answer({ client_id, client_secret: secret, ...json }, () => `new secret, shown only now: ${secret}`)
    })
  },
})
