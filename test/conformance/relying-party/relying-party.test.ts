import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeOnBoth } from '../../support/databases.ts'
import { allowedOf } from '../allowed.ts'
import { plannedClientModules } from './plans.ts'
import { type ClientSuite, startClientSuite } from './suite.ts'

describeOnBoth('the modules of the OpenID Foundation for relying parties', (kind) => {
  let suite: ClientSuite
  beforeAll(async () => {
    suite = await startClientSuite(kind)
  })
  afterAll(() => suite.close())

  const planned = plannedClientModules(kind)
  for (const plan of new Set(planned.map((one) => one.plan))) {
    describe(plan, () => {
      for (const one of planned.filter((candidate) => candidate.plan === plan)) {
        it.concurrent(one.name, async () => {
          const { outcome, notes } = await suite.run(one)
          expect({ outcome, notes }).toMatchObject({ outcome: allowedOf(one.name)?.outcome ?? 'PASSED' })
        })
      }
    })
  }
})
