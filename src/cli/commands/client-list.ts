import type { SsoClient } from '../../features/sso-clients/index.ts'
import { clientJson } from '../client-view.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

const PAGE = 250

export default defineCommand({
  positionals: {},
  flags: { organizer: { type: 'string', required: true, summary: 'short form of the organizer' } },
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, ssoClients }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const clients: SsoClient[] = []
      let cursor: string | null | undefined
      do {
        const page = await ssoClients.list(organizer.id, { limit: PAGE, cursor: cursor ?? undefined })
        clients.push(...page.clients)
        cursor = page.after
      } while (cursor !== null)
      const list = clients.map((client) => clientJson(client, organizer, ctx.config))
      ctx.out.answer({ clients: list }, () =>
        table(clients.map((client) => [client.clientId, client.isActive ? 'active' : 'disabled', client.name])),
      )
    })
  },
})
