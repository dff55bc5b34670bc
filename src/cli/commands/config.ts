import { settingsHelp } from '../../config/document.ts'
import { type ReportedSetting, reportConfig } from '../../config/report.ts'
import { defineCommand } from '../command.ts'
import { table } from '../output.ts'

const sourceWords = { env: 'environment', toml: 'file', default: 'default' }

function row({ name, value, source, from }: ReportedSetting): string[] {
  const origin = from === undefined ? sourceWords[source] : `${sourceWords[source]} (${from})`
  return [name, JSON.stringify(value), origin]
}

export default defineCommand({
  positionals: {},
  flags: {},
  notes: settingsHelp,
  async run({ env, cwd, out }) {
    const settings = reportConfig({ env, cwd })
    out.answer({ settings }, () => table(settings.map(row)))
  },
})
