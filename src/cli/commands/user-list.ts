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
    await withFeatures(ctx, async ({ staff }) => {
      const { after } = ctx.flags
      const users = await staff.users.list({ limit: PAGE, ...(after !== undefined && { after }) })
      ctx.out.answer({ users: users.map(userView) }, () => table(users.map(row)))
    })
  },
})

function row(user: User): string[] {
  const marks = [user.isAdmin && 'administrator', !user.isActive && 'switched off'].filter(Boolean)
  return [user.email, user.fullname, user.authBackend, marks.join(', ')]
}
