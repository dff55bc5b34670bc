import { defineCommand } from '../command.ts'
import { findUser } from '../find-user.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    email: { type: 'string', required: true, summary: 'email address of the account' },
    password: { type: 'string', required: true, summary: 'the new password, at least 12 characters' },
    'must-change': { type: 'boolean', summary: 'asks for another one at the next login' },
  },
  notes: () => 'All sessions of the account end.',
  async run(ctx) {
    const { flags, out } = ctx
    await withFeatures(ctx, async ({ staff }) => {
      const user = await findUser(staff, flags.email)
      const mustChange = flags['must-change']
      await staff.users.setPassword(user, flags.password, { type: 'command' }, { mustChange })
      out.answer({ id: user.id, email: user.email, must_change: mustChange }, `set a new password for ${user.email}`)
    })
  },
})
