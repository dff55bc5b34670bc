import { defineCommand } from '../command.ts'
import { findUser } from '../find-user.ts'
import { userView } from '../user-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: { email: { type: 'string', required: true, summary: 'email address of the account' } },
  async run(ctx) {
    await withFeatures(ctx, async ({ staff, staffAdmin }) => {
      const user = await findUser(staff, ctx.flags.email)
      const teams = await staffAdmin.teams(user.id)
      const factors = await staffAdmin.factors(user.id)
      const { sessions, tokens } = await staffAdmin.holdings(user)
      const view = {
        ...userView(user),
        locale: user.locale,
        timezone: user.timeZone,
        needs_password_change: user.needsPasswordChange,
        second_factor: factors.length > 0,
        second_factors: factors.map(({ kind, name }) => ({ type: kind, name })),
        teams: teams.map(({ slug, team, source }) => ({ organizer: slug, team, source })),
        sessions,
        api_tokens: tokens,
      }
      ctx.out.answer(view, () =>
        Object.entries(view)
          .map(
            ([name, value]) =>
              `${name}: ${value !== null && typeof value === 'object' ? JSON.stringify(value) : value}`,
          )
          .join('\n'),
      )
    })
  },
})
