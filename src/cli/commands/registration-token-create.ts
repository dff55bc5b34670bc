import { preferredSite } from '../../features/organizers/index.ts'
import { absoluteUrl } from '../../platform/http/site.ts'
import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { tokenJson } from '../registration-token-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    name: { type: 'string', required: true, summary: 'for whom it is; stands in the history of the apps' },
    uses: { type: 'number', summary: 'how many apps may register with it; default 1' },
    days: { type: 'number', summary: 'how long, in days; default 30' },
  },
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, clientRegistration }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const { name, uses = 1, days = 30 } = ctx.flags
      const made = await clientRegistration.tokens.create(organizer.id, { name, uses, days }, { type: 'command' })
      if (!organizer.settings.sso_registration) {
        ctx.out.note(`apps cannot register themselves yet: foyer organizer set ${organizer.slug} sso_registration=true`)
      }
      const endpoint = absoluteUrl(preferredSite(organizer, ctx.config), ENDPOINTS.registration)
      const answer = { token: made.secret, registration_endpoint: endpoint, ...tokenJson(made.token) }
      ctx.out.answer(answer, () => table(Object.entries(answer).map(([field, value]) => [field, String(value)])))
    })
  },
})
