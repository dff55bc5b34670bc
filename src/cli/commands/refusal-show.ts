import { explain, type Refusal } from '../../features/refused-requests/index.ts'
import { createTexts } from '../../texts.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { NothingFound } from '../nothing-found.ts'
import type { JsonObject } from '../output.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    reference: { type: 'string', required: true, summary: 'the code that was shown, in any case, spaces allowed' },
  },
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, refusedRequests, ssoClients }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const refusal = await refusedRequests.byReference(organizer.id, ctx.flags.reference)
      if (!refusal) throw new NothingFound(`${organizer.slug} has no refused request "${ctx.flags.reference}"`)
      const client = refusal.client && (await ssoClients.byId(organizer.id, refusal.client))
      const answer = refusalJson(refusal, client?.name ?? null)
      ctx.out.answer(answer, () => table(Object.entries(answer).map(([field, value]) => [field, String(value ?? '-')])))
    })
  },
})

function refusalJson(refusal: Refusal, app: string | null): JsonObject {
  const { why, fix, difference } = explain(createTexts().translator('en'), refusal)
  const { reference, at, clientId, endpoint, error, rule, description, expected, sent, count } = refusal
  return {
    reference,
    at: new Date(at).toISOString(),
    app,
    client_id: clientId,
    endpoint,
    error,
    rule,
    description,
    reason: difference === null ? why : `${why} ${difference.text}`,
    fix,
    expected,
    sent,
    count,
  }
}
