import type { Report } from '../../features/connection-test/index.ts'
import { say, type Translate } from '../../platform/i18n/i18n.ts'
import { createTexts } from '../../texts.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { NothingFound } from '../nothing-found.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    'client-id': { type: 'string', required: true, summary: 'client ID of the app' },
  },
  notes: () => 'Exit status 1 when a step fails; warnings do not count.',
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, ssoClients, connectionTest }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const clientId = ctx.flags['client-id']
      const client = await ssoClients.byClientId(organizer.id, clientId)
      if (!client) throw new NothingFound(`${organizer.slug} has no client "${clientId}"`)
      const report = await connectionTest.run(organizer, client)
      const t = createTexts().translator('en')
      const { result, issuer, ms } = report
      ctx.out.answer({ client_id: clientId, issuer, result, ms, groups: groupsOf(t, report) }, () => textOf(t, report))
      const failed = report.groups.flatMap(({ steps }) => steps).filter((step) => step.result === 'fail').length
      if (failed > 0) throw new Error(failed === 1 ? '1 step failed' : `${failed} steps failed`)
    })
  },
})

function groupsOf(t: Translate, { groups }: Report) {
  return groups.map(({ title, steps }) => ({
    title: say(t, title),
    steps: steps.map((step) => ({
      title: say(t, step.title),
      result: step.result,
      ms: step.ms,
      advice: step.advice && say(t, step.advice),
      sent: step.sent,
      answered: step.answered,
      found: step.findings.map(({ isGood, text }) => ({ good: isGood, text: say(t, text) })),
    })),
  }))
}

function textOf(t: Translate, report: Report): string {
  const lines = groupsOf(t, report).flatMap(({ title, steps }) => [
    title,
    ...steps.flatMap((step) => [
      `  ${step.result.padEnd(4)}  ${step.title}`,
      ...(step.advice === null ? [] : [`        ${step.advice}`]),
      ...step.found.filter(({ good }) => !good).map(({ text }) => `        wrong: ${text}`),
    ]),
  ])
  return [...lines, `${report.result} in ${report.ms} ms`].join('\n')
}
