import { backendText } from '../../features/staff-backends/index.ts'
import { defineCommand } from '../command.ts'
import { flowsOf } from '../doctor/backends.ts'
import type { JsonObject } from '../output.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

export default defineCommand({
  positionals: {},
  flags: {},
  notes: () => 'Accounts of a backend that is not enabled any more cannot log in; such a backend is listed at the end.',
  async run(ctx) {
    await withFeatures(ctx, async ({ staff }) => {
      const counts = await staff.accountsByBackend()
      const { all } = await staff.loadBackends()
      const enabled = all.map((backend) => ({
        identifier: backend.identifier,
        name: backendText(backend.verboseName, 'en'),
        is_enabled: true,
        is_visible: backend.visible,
        flows: flowsOf(backend),
        users: counts.get(backend.identifier) ?? 0,
      }))
      const known = new Set(enabled.map(({ identifier }) => identifier))
      const former = [...counts].filter(([identifier]) => !known.has(identifier))
      const backends = [...enabled, ...former.map(([identifier, users]) => formerBackend(identifier, users))]
      ctx.out.answer({ backends }, () => table(backends.map(row)))
    })
  },
})

type Listed = ReturnType<typeof formerBackend>

function formerBackend(identifier: string, users: number) {
  const flows: string[] = []
  return { identifier, name: '', is_enabled: false, is_visible: false, flows, users } satisfies JsonObject
}

function row({ identifier, name, is_enabled, is_visible, flows, users }: Listed): string[] {
  const state = is_enabled ? (is_visible ? 'visible' : 'hidden') : 'not enabled'
  return [identifier, name, state, flows.join(', '), users === 1 ? '1 user' : `${users} users`]
}
