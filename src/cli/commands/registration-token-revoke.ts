import { type InitialTokenId, looksLikeId } from '../../core/ids.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { NothingFound } from '../nothing-found.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    id: { type: 'string', required: true, summary: 'ID of the token, as the list shows it' },
  },
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, clientRegistration }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const id = ctx.flags.id as InitialTokenId
      const token = looksLikeId(id) ? await clientRegistration.tokens.byId(organizer.id, id) : null
      if (!token) throw new NothingFound(`${organizer.slug} has no registration token "${id}"`)
      await clientRegistration.tokens.revoke(organizer.id, token.id, { type: 'command' })
      ctx.out.answer({ id: token.id, organizer: organizer.slug, revoked: true }, `revoked ${token.name}`)
    })
  },
})
