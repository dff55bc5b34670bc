import { LOCALES } from '../../platform/i18n/i18n.ts'
import { defineCommand } from '../command.ts'
import { findUser } from '../find-user.ts'
import { noteUnmanaged } from '../note-unmanaged.ts'
import { userView } from '../user-view.ts'
import { withFeatures } from '../with-features.ts'

const YES_NO = ['true', 'false'] as const
const ACTOR = { type: 'command' } as const

export default defineCommand({
  positionals: {},
  flags: {
    email: { type: 'string', required: true, summary: 'email address of the account' },
    fullname: { type: 'string', summary: 'full name' },
    locale: { type: 'string', choices: LOCALES, summary: 'language of the back office' },
    admin: { type: 'string', choices: YES_NO, summary: 'administers the whole installation' },
    active: { type: 'string', choices: YES_NO, summary: 'can log in; false ends sessions and API tokens at once' },
  },
  notes: () =>
    'The last active administrator stays one. A remark on stderr says where nobody is left who manages the teams of an organizer.',
  async run(ctx) {
    const { flags, out } = ctx
    await withFeatures(ctx, async ({ staff, staffAdmin }) => {
      const user = await findUser(staff, flags.email)
      const { fullname, locale, admin, active } = flags
      await staffAdmin.edit(
        user,
        { fullname, locale, isAdmin: admin === undefined ? undefined : admin === 'true' },
        ACTOR,
      )
      if (active === 'false' && user.isActive) noteUnmanaged(out, await staffAdmin.deactivate(user, ACTOR))
      if (active === 'true' && !user.isActive) await staffAdmin.activate(user, ACTOR)
      const saved = await findUser(staff, user.email)
      out.answer(userView(saved), `changed ${saved.email}`)
    })
  },
})
