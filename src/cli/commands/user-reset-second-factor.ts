import { defineCommand } from '../command.ts'
import { findUser } from '../find-user.ts'
import { NothingFound } from '../nothing-found.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    email: { type: 'string', required: true, summary: 'email address of the account' },
  },
  notes: () =>
    'For somebody who can use neither a second factor nor a recovery code any more. All sessions of the account end, and its owner gets an email. Make sure first that it is really this person.',
  async run(ctx) {
    const { flags, out } = ctx
    await withFeatures(ctx, async ({ staff, staffSecondFactors }) => {
      const user = await findUser(staff, flags.email)
      const wasReset = await staffSecondFactors.resetFactors(user, { type: 'command' })
      if (!wasReset) throw new NothingFound(`${user.email} has no second factor`)
      out.answer({ id: user.id, email: user.email }, `removed the second factors of ${user.email}`)
    })
  },
})
