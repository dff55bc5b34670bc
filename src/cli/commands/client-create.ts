import { CLIENT_FLAGS, CLIENT_SWITCHES, clientInput, logoFile } from '../client-flags.ts'
import { clientJson, clientLines } from '../client-view.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    name: { type: 'string', required: true, summary: 'name of the app, as people see it' },
    'redirect-uri': { type: 'strings', required: true, summary: 'where people return to after the login' },
    ...CLIENT_FLAGS,
    ...CLIENT_SWITCHES,
  },
  async run(ctx) {
    const { name, 'redirect-uri': redirectUris } = ctx.flags
    const input = await clientInput(ctx.flags, ctx.cwd)
    const logo = await logoFile(ctx.flags.logo, ctx.cwd)
    await withFeatures(ctx, async ({ organizers, ssoClients }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const actor = { type: 'command' } as const
      const made = await ssoClients.create(organizer.id, { ...input, name, redirectUris }, actor)
      const client = logo ? await ssoClients.setLogo(organizer.id, made.client.id, logo, actor) : made.client
      const { client_id, ...json } = clientJson(client, organizer, ctx.config)
      const answer = { client_id, ...(made.secret !== null && { client_secret: made.secret }), ...json }
      if (ctx.flags.pkce === 'optional' && client.requirePkce) {
        ctx.out.note(client.isHighSecurity ? 'high security needs PKCE' : 'public clients always need PKCE')
      }
      ctx.out.answer(answer, () => table(clientLines(answer)))
    })
  },
})
