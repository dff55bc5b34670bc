import { type BenchOptions, HELP, readArguments, UsageError } from './arguments.ts'
import { startLoadClient } from './load-client.ts'
import { createReport, type Report, type ReportFacts, renderReport } from './report/report.ts'
import { measureCustomers } from './scenarios/customers.ts'
import { measureClientLimit, measureFlows } from './scenarios/flows.ts'
import { createStage, type Stage } from './scenarios/stage.ts'
import { measureStart } from './scenarios/start.ts'
import { measureStorm } from './scenarios/storm.ts'
import { createWorkplace } from './workplace.ts'

/** npm run bench: what Foyer, its peer and the ceiling do in a second, and what a start costs. */

async function bench(options: BenchOptions): Promise<Report> {
  await using workplace = createWorkplace(options)
  const client = startLoadClient(workplace.cores)
  try {
    return createReport(await measureAll(createStage({ options, workplace, client })))
  } finally {
    await client.stop()
  }
}

async function measureAll(stage: Stage): Promise<ReportFacts> {
  const { options, workplace } = stage
  const wants = (name: BenchOptions['scenarios'][number]) => options.scenarios.includes(name)
  return {
    cores: workplace.cores,
    sessions: options.sessions,
    seconds: options.seconds,
    rounds: options.rounds,
    clientLimit: wants('code-flow') ? await measureClientLimit(stage) : null,
    results: wants('code-flow') ? await measureFlows(stage, 'code-flow') : [],
    ...(wants('userinfo') && { userinfo: await measureFlows(stage, 'userinfo') }),
    ...(wants('refresh') && { refresh: await measureFlows(stage, 'refresh') }),
    ...(wants('storm') && { storm: await measureStorm(stage) }),
    ...(wants('customers') && { customers: await measureCustomers(stage) }),
    ...(wants('start') && options.only.includes('sqlite') && { start: await measureStart(stage) }),
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
try {
  const options = readArguments(process.argv.slice(2))
  if (options === null) process.stdout.write(HELP)
  else {
    const report = await bench(options)
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : `\n${renderReport(report)}`)
  }
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error)
  process.exitCode = 1
}
