import { defineCommand } from '../command.ts'
import { userView } from '../user-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    email: { type: 'string', required: true, summary: 'email address, also the login name' },
    password: { type: 'string', summary: 'at least 12 characters; without it nobody can log in until one is set' },
    name: { type: 'string', summary: 'full name' },
    locale: { type: 'string', choices: ['en', 'de'], summary: 'language of the back office' },
    admin: { type: 'boolean', summary: 'administers the whole installation' },
  },
  async run(ctx) {
    const { flags, out } = ctx
    await withFeatures(ctx, async ({ staff }) => {
      const { email, password, name, locale, admin } = flags
      const user = await staff.users.createUser(
        { email, password, fullname: name, locale, isAdmin: admin },
        { type: 'command' },
      )
      out.answer(userView(user), `created ${user.email}${user.isAdmin ? ', administrator' : ''}`)
    })
  },
})
