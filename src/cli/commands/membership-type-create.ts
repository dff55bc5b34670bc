import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { membershipTypeJson, typeName } from '../membership-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    name: { type: 'string', summary: 'name in the language of the organizer' },
    'name-en': { type: 'string', summary: 'name in English' },
    'name-de': { type: 'string', summary: 'name in German' },
    transferable: { type: 'boolean', summary: 'may be used for different people' },
    parallel: { type: 'boolean', summary: 'may be used for tickets at the same time' },
    'max-usages': { type: 'number', summary: 'for how many tickets; no limit unless given' },
  },
  async run(ctx) {
    const { flags, out } = ctx
    await withFeatures(ctx, async ({ organizers, memberships }) => {
      const organizer = await findOrganizer(organizers, flags.organizer)
      const names = { [organizer.locale]: flags.name ?? '' }
      if (flags['name-en'] !== undefined) names.en = flags['name-en']
      if (flags['name-de'] !== undefined) names.de = flags['name-de']
      const input = {
        name: names,
        transferable: flags.transferable,
        allowParallelUsage: flags.parallel,
        maxUsages: flags['max-usages'] ?? null,
      }
      const type = await memberships.kinds.create(organizer, input, { type: 'command' })
      out.answer(membershipTypeJson(type), `created membership type ${type.id} (${typeName(type, organizer)})`)
    })
  },
})
