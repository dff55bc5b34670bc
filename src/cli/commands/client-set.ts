import { CLIENT_FLAGS, CLIENT_SWITCHES, CLIENT_SWITCHES_OFF, clientInput, logoFile } from '../client-flags.ts'
import { clientJson, clientLines, findClient, ONE_CLIENT } from '../client-view.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    ...ONE_CLIENT,
    name: { type: 'string', summary: 'name of the app, as people see it' },
    'redirect-uri': { type: 'strings', summary: 'where people return to after the login; all of them' },
    ...CLIENT_FLAGS,
    ...CLIENT_SWITCHES,
    ...CLIENT_SWITCHES_OFF,
  },
  notes: () => 'What is not given stays as it is. An empty value ("") removes an address.',
  async run(ctx) {
    const { name, 'redirect-uri': redirectUris } = ctx.flags
    const changes = {
      ...(await clientInput(ctx.flags, ctx.cwd)),
      ...(name !== undefined && { name }),
      ...(redirectUris.length > 0 && { redirectUris }),
    }
    const logo = await logoFile(ctx.flags.logo, ctx.cwd)
    await withFeatures(ctx, async ({ organizers, ssoClients }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const { id } = await findClient(ssoClients, organizer, ctx.flags.id)
      const actor = { type: 'command' } as const
      const changed = await ssoClients.update(organizer.id, id, changes, actor)
      const client = logo ? await ssoClients.setLogo(organizer.id, id, logo, actor) : changed.client
      const { client_id, ...json } = clientJson(client, organizer, ctx.config)
      const answer = { client_id, ...(changed.secret !== null && { client_secret: changed.secret }), ...json }
      ctx.out.answer(answer, () => table(clientLines(answer)))
    })
  },
})
