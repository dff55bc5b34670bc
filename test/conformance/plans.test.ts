import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { BUILD_LIMIT_MS, buildProgram } from '../support/run-foyer.ts'
import { allowedOf } from './allowed.ts'
import { inParallel } from './harness/parallel.ts'
import type { ModuleResult } from './harness/run.ts'
import { type PlannedModule, plannedModules, startSuite } from './harness/suite.ts'
import { PLANS } from './plans.ts'

const AT_ONCE = 10
const LONGEST_RUN_MS = 600_000

describeOnBoth('the modules of the OpenID Foundation', (kind) => {
  const planned = plannedModules()
  const results = new Map<PlannedModule, ModuleResult>()

  beforeAll(async () => {
    await buildProgram()
    const suite = await startSuite(kind)
    try {
      await inParallel(planned, AT_ONCE, async (one) => {
        results.set(one, await suite.run(one))
      })
    } finally {
      await suite.close()
    }
  }, BUILD_LIMIT_MS + LONGEST_RUN_MS)

  afterAll(() => results.clear())

  for (const plan of PLANS) {
    describe(plan.name, () => {
      for (const one of planned.filter((candidate) => candidate.plan === plan)) {
        it(one.title, () => {
          const { outcome, notes } = results.get(one) ?? { outcome: 'FAILED', notes: ['did not run'] }
          const known = allowedOf(one.name)
          expect({ outcome, notes }).toMatchObject({ outcome: known?.outcome ?? 'PASSED' })
        })
      }
    })
  }
})
