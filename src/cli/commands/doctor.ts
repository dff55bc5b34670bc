import { defineCommand } from '../command.ts'
import { examine } from '../doctor/examine.ts'
import { table } from '../output.ts'

export default defineCommand({
  positionals: {},
  flags: {},
  notes: () =>
    'Exit status 1 when a check fails. A warning is something that works, but not as it should in production.',
  async run(ctx) {
    const checks = await examine(ctx)
    const failed = checks.filter(({ status }) => status === 'fail').length
    const status = failed > 0 ? 'fail' : checks.some((check) => check.status === 'warn') ? 'warn' : 'ok'
    ctx.out.answer({ status, checks }, () =>
      table(checks.flatMap(({ status, name, found, advice }) => [[status, name, found], ...adviceRow(advice)])),
    )
    if (failed > 0) throw new Error(failed === 1 ? '1 check failed' : `${failed} checks failed`)
  },
})

function adviceRow(advice: string | undefined): string[][] {
  return advice === undefined ? [] : [['', '', `-> ${advice}`]]
}
