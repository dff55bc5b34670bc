import { defineCommand } from '../command.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

const PAGE = 1000

export default defineCommand({
  positionals: {},
  flags: { search: { type: 'string', summary: 'part of the name or short form' } },
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers }) => {
      const list = await organizers.list({ limit: PAGE, search: ctx.flags.search })
      ctx.out.answer({ organizers: list }, () => table(list.map(({ slug, name }) => [slug, name])))
    })
  },
})
