import { SIGNING_ALGS } from '../../protocol/keys/types.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { keyJson, keyLines } from '../key-view.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    alg: { type: 'string', choices: SIGNING_ALGS, summary: 'only the key of this algorithm; default all in use' },
  },
  notes: () =>
    'An announced key takes over; where none waits, a new one signs at once, and apps have to fetch the keys again. The former keys stay published for 30 days, so that tokens signed with them can still be checked. Without this command keys change by themselves: `foyer organizer set <slug> sso_key_rotation_days=90`.',
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, openidProvider: { keys } }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const inUse = (await keys.list(organizer.id)).filter((key) => key.state === 'current').map((key) => key.alg)
      const all = inUse.length > 0 ? inUse : (['RS256'] as const)
      for (const alg of ctx.flags.alg ? [ctx.flags.alg] : all) await keys.rotate(organizer.id, alg, { type: 'command' })
      const list = await keys.list(organizer.id)
      ctx.out.answer({ organizer: organizer.slug, keys: list.map(keyJson) }, () => table(keyLines(list)))
    })
  },
})
