import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DbKind } from '../../src/platform/db/columns.ts'
import { describeOnBoth } from '../support/databases.ts'
import { hasPostgres } from '../support/postgres-databases.ts'
import { BUILD_LIMIT_MS, buildProgram } from '../support/run-foyer.ts'
import { allowedOf } from './allowed.ts'
import { inParallel } from './harness/parallel.ts'
import type { ModuleResult } from './harness/run.ts'
import { type PlannedModule, plannedModules, startSuite } from './harness/suite.ts'
import { PLANS } from './plans.ts'

const AT_ONCE = 10
const LONGEST_RUN_MS = 1_500_000

type Results = Map<PlannedModule, ModuleResult>

const planned = plannedModules()
const results: Record<DbKind, Results> = { sqlite: new Map(), postgres: new Map() }

/** What waits for something to expire begins first, so that the others run meanwhile. */
const waitingFirst = (modules: readonly PlannedModule[]): PlannedModule[] =>
  modules.toSorted((one, other) => Number(other.name.includes('expired')) - Number(one.name.includes('expired')))

async function runAll(kind: DbKind): Promise<void> {
  const suite = await startSuite(kind)
  try {
    await inParallel(waitingFirst(planned), AT_ONCE, async (one) => {
      results[kind].set(one, await suite.run(one))
    })
  } finally {
    await suite.close()
  }
}

beforeAll(async () => {
  await buildProgram()
  await Promise.all([runAll('sqlite'), hasPostgres() && runAll('postgres')])
}, BUILD_LIMIT_MS + LONGEST_RUN_MS)

afterAll(() => {
  for (const kind of ['sqlite', 'postgres'] as const) results[kind].clear()
})

describeOnBoth('the modules of the OpenID Foundation', (kind) => {
  for (const plan of PLANS) {
    describe(plan.name, () => {
      for (const one of planned.filter((candidate) => candidate.plan === plan)) {
        it(one.title, () => {
          const { outcome, notes } = results[kind].get(one) ?? { outcome: 'FAILED', notes: ['did not run'] }
          const known = allowedOf(one.name)
          expect({ outcome, notes }, notes.join('\n')).toMatchObject({ outcome: known?.outcome ?? 'PASSED' })
        })
      }
    })
  }
})
