import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { findProvider, ONE_PROVIDER } from '../provider-view.ts'
import { UsageError } from '../usage-error.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    ...ONE_PROVIDER,
    'move-customers-to': { type: 'string', summary: 'short form of another provider with the same issuer' },
    'release-customers': { type: 'boolean', summary: 'take the provider off its customers; their accounts stay' },
  },
  notes: () => 'Refused while customers log in with it, unless it is said what becomes of them.',
  async run(ctx) {
    const { 'move-customers-to': target, 'release-customers': isRelease } = ctx.flags
    if (target !== undefined && isRelease)
      throw new UsageError('--move-customers-to and --release-customers contradict')
    await withFeatures(ctx, async ({ organizers, ssoProviders }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const { id, slug } = await findProvider(ssoProviders, organizer, ctx.flags)
      const actor = { type: 'command' } as const
      const other = target === undefined ? null : await findProvider(ssoProviders, organizer, { slug: target })
      const moved = other === null ? null : await ssoProviders.moveCustomers(organizer.id, id, other.id, actor)
      const released = isRelease ? await ssoProviders.releaseCustomers(organizer.id, id, actor) : null
      await ssoProviders.remove(organizer.id, id, actor)
      const answer = {
        id,
        slug,
        organizer: organizer.slug,
        deleted: true,
        ...(moved !== null && { customers_moved: moved.moved }),
        ...(released !== null && { customers_released: released }),
      }
      ctx.out.answer(answer, `deleted ${slug}`)
    })
  },
})
