/* npm run conformance -- [plan …] [--database sqlite|postgres] [--concurrency n] [--json]
   Runs the plans whose names contain one of the words and prints one line for each module. Status 1 when one failed. */
import { parseArgs } from 'node:util'
import { startPostgres } from '../support/postgres.ts'
import { createTemplate } from '../support/template.ts'
import { inParallel } from './harness/parallel.ts'
import type { ModuleResult } from './harness/run.ts'
import { plannedModules, startSuite } from './harness/suite.ts'
import { CLIENT_PLANS } from './relying-party/plans.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    database: { type: 'string', default: 'sqlite' },
    concurrency: { type: 'string', default: '8' },
    json: { type: 'boolean', default: false },
  },
})
const kind = values.database === 'postgres' ? 'postgres' : 'sqlite'
const planned = plannedModules(positionals)
if (planned.length === 0) {
  const isForClients = CLIENT_PLANS.some(({ name }) => positionals.some((word) => name.includes(word)))
  const hint = isForClients ? ': plans for relying parties run by npx vitest run test/conformance/relying-party' : ''
  throw new Error(`no plan for providers is called ${positionals.join(' or ')}${hint}`)
}

const postgres = kind === 'postgres' && process.env.FOYER_TEST_PG === undefined ? await startPostgres() : null
if (postgres) process.env.FOYER_TEST_PG = postgres.url
if (kind === 'postgres') await createTemplate()
const suite = await startSuite(kind)
const results: (ModuleResult | undefined)[] = []
try {
  await inParallel(planned, Number(values.concurrency), async (one, index) => {
    results[index] = await suite.run(one)
  })
} finally {
  await suite.close()
  await postgres?.stop()
}

const counts: Record<string, number> = {}
let plan = ''
for (const [index, { plan: its, title }] of planned.entries()) {
  const { outcome, notes } = results[index] ?? { outcome: 'FAILED', notes: ['did not run'] }
  counts[outcome] = (counts[outcome] ?? 0) + 1
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ plan: its.name, module: title, outcome, notes })}\n`)
    continue
  }
  if (its.name !== plan) process.stdout.write(`\n${its.name} (${kind})\n`)
  plan = its.name
  process.stdout.write(`  ${outcome.padEnd(8)} ${title}${notes.map((note) => `\n           ${note}`).join('')}\n`)
}
const summary = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome.toLowerCase()}`)
if (!values.json) process.stdout.write(`\n${planned.length} modules: ${summary.join(', ')}\n`)
process.exitCode = counts.FAILED === undefined ? 0 : 1
