import type { User } from '../../features/staff/index.ts'
import { defineCommand } from '../command.ts'
import { table } from '../output.ts'
import { userView } from '../user-view.ts'
import { withFeatures } from '../with-features.ts'

const PAGE = 1000

export default defineCommand({
  positionals: {},
  flags: { after: { type: 'string', summary: 'email address after which the list goes on' } },
  async run(ctx) {
    await withFeatures(ctx, async ({ staff, staffAdmin }) => {
      const { after } = ctx.flags
      const users = await staff.users.list({ limit: PAGE, ...(after !== undefined && { after }) })
      const secured = await staffAdmin.withSecondFactor(users.map(({ id }) => id))
      const views = users.map((user) => ({ ...userView(user), second_factor: secured.has(user.id) }))
      ctx.out.answer({ users: views }, () => table(users.map((user) => row(user, secured.has(user.id)))))
    })
  },
})

function row(user: User, isSecured: boolean): string[] {
  const marks = [
    user.isAdmin && 'administrator',
    isSecured && 'second factor',
    !user.isActive && 'switched off',
  ].filter(Boolean)
  return [user.email, user.fullname, user.authBackend, marks.join(', ')]
}
