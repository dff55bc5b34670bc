import type { StaffSession } from '../../features/staff/index.ts'
import { deviceWords } from '../../platform/devices/device.ts'
import { defineCommand } from '../command.ts'
import { findUser } from '../find-user.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {
    email: { type: 'string', required: true, summary: 'email address of the account' },
    end: { type: 'boolean', summary: 'ends all sessions; they count no more at the next request' },
  },
  async run(ctx) {
    const { flags, out } = ctx
    await withFeatures(ctx, async ({ staff, staffAdmin }) => {
      const user = await findUser(staff, flags.email)
      if (flags.end) {
        const ended = await staffAdmin.endSessions(user, { type: 'command' })
        return out.answer({ id: user.id, email: user.email, ended }, `ended ${ended} sessions of ${user.email}`)
      }
      const sessions = await staff.sessions.ofUser(user.id)
      out.answer({ sessions: sessions.map(view) }, () => table(sessions.map(row)))
    })
  },
})

function view(session: StaffSession) {
  return {
    auth_backend: session.authBackend,
    created: time(session.createdAt),
    last_used: time(session.lastUsedAt),
    last_proof: time(session.authAt),
    device: deviceWords(session.userAgent),
    user_agent: session.userAgent,
    network: session.ipPrefix,
    second_factor: session.secondFactor,
    long: session.isLong,
  }
}

function row(session: StaffSession): string[] {
  const { auth_backend, created, last_used, device, network, long } = view(session)
  return [`since ${created}`, `used ${last_used}`, network, auth_backend, device, long ? 'stays logged in' : '']
}

function time(instant: number): string {
  return new Date(instant).toISOString()
}
