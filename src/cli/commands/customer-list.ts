import { defineCommand } from '../command.ts'
import { customerJson } from '../customer-flags.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { UsageError } from '../usage-error.ts'
import { withFeatures } from '../with-features.ts'

const MAX_LIMIT = 250

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    search: { type: 'string', summary: 'words in name, email, phone, external ID or note, or the beginning of the ID' },
    status: {
      type: 'string',
      choices: ['active', 'unverified', 'disabled', 'leaving'],
      summary: 'only accounts in this state; leaving: to be deleted',
    },
    ordering: {
      type: 'string',
      choices: ['email', 'name', 'identifier', 'external_identifier', 'created', 'last_login'],
      summary: 'what they are sorted by; email unless given',
    },
    descending: { type: 'boolean', summary: 'the other way round' },
    limit: { type: 'number', summary: 'how many, up to 250; 50 unless given' },
    after: { type: 'string', summary: 'the "next" of the list before' },
  },
  async run(ctx) {
    const { organizer: slug, limit = 50, after, ...query } = ctx.flags
    if (limit < 1 || limit > MAX_LIMIT) throw new UsageError(`--limit must be between 1 and ${MAX_LIMIT}`)
    await withFeatures(ctx, async ({ organizers, customers }) => {
      const organizer = await findOrganizer(organizers, slug)
      const page = await customers.list(organizer.id, { ...query, limit, cursor: after })
      ctx.out.answer({ customers: page.customers.map(customerJson), next: page.older }, () =>
        table(page.customers.map(({ identifier, email, name }) => [identifier, email ?? '-', name])),
      )
    })
  },
})
