import { defineCommand } from '../command.ts'
import { findUser } from '../find-user.ts'
import { noteUnmanaged } from '../note-unmanaged.ts'
import { userView } from '../user-view.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    email: { type: 'string', required: true, summary: 'email address of the account' },
    backend: {
      type: 'string',
      required: true,
      summary: 'identifier of the backend that it logs in through from now on',
    },
    identifier: { type: 'string', summary: 'what that backend calls this person; none for "native"' },
  },
  notes: () =>
    'Sessions end. The email, second factors and teams given by staff stay; the password goes. For "native" set one afterwards.',
  async run(ctx) {
    const { flags, out } = ctx
    await withFeatures(ctx, async ({ staff, staffAdmin }) => {
      const user = await findUser(staff, flags.email)
      const { backend, identifier = '' } = flags
      const configured = (await staff.loadBackends()).all.map((loaded) => loaded.identifier)
      noteUnmanaged(out, await staffAdmin.move(user, { backend, identifier }, configured, { type: 'command' }))
      const moved = await findUser(staff, user.email)
      out.answer(userView(moved), `${moved.email} logs in through ${moved.authBackend} now`)
    })
  },
})
