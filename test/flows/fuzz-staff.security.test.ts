import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { oddWorld, SENDERS, sendOdd } from '../support/fuzz/office.ts'
import { collectRoutes, type Route } from '../support/routes.ts'
import { startFoyer } from '../support/server.ts'
import { configuredBackends, FORM_BACKEND } from '../support/staff.ts'
import { redirectBackend } from '../support/staff-doors.ts'

const SEED = Number(process.env.FOYER_TEST_SEED ?? 20_261_122)
const ROUNDS = Number(process.env.FOYER_TEST_ROUNDS ?? 2)

/** Pages of customer accounts have tests of their own. */
const isAsked = ({ method, url }: Route) =>
  !['HEAD', 'OPTIONS'].includes(method) && /^\/(control|api\/v1)(\/|$)/.test(url) && !url.includes('/customer')

describeOnBoth('odd requests to the back office and the API', (kind) => {
  it('break nothing, whoever sends them', { timeout: 300_000 }, async () => {
    using backends = configuredBackends({ native: null, company: redirectBackend(), acme: FORM_BACKEND })
    const env = { ...backends.env, FOYER_REGISTRATION: 'true' }
    const collected = await collectRoutes(() => startFoyer(kind, { env }))
    await using foyer = collected.result
    const world = await oddWorld(foyer, SEED)
    const problems: string[] = []
    const statuses = new Set<number>()
    for (const route of collected.routes.filter(isAsked)) {
      for (const sender of SENDERS) {
        for (let round = 0; round < ROUNDS; round++) {
          const { status, problem } = await sendOdd(world, route, sender)
          statuses.add(status)
          if (problem !== null) problems.push(problem)
        }
      }
    }
    expect(problems, `FOYER_TEST_SEED=${SEED}\n${problems.slice(0, 30).join('\n')}`).toEqual([])
    expect([...statuses]).toEqual(expect.arrayContaining([200, 303, 400, 401, 403, 404, 422]))
  })
})
