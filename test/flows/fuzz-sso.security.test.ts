import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { isOfSso, SSO_SENDERS, sendOddSso, ssoFuzzWorld } from '../support/fuzz/sso.ts'
import { collectRoutes } from '../support/routes.ts'
import { startFakeSso } from '../support/sso.ts'

const SEED = Number(process.env.FOYER_TEST_SEED ?? 20_261_123)
const ROUNDS = Number(process.env.FOYER_TEST_ROUNDS ?? 3)

describeOnBoth('odd requests about SSO providers', (kind) => {
  it('break nothing, whoever sends them', { timeout: 300_000 }, async () => {
    const collected = await collectRoutes(() =>
      startFakeSso(kind, { provider: { settings: { logout: { frontChannel: true, rpInitiated: true } } } }),
    )
    await using world = collected.result
    const fuzz = await ssoFuzzWorld(world, SEED)
    const routes = collected.routes.filter(isOfSso)
    expect(routes.length).toBeGreaterThan(50)
    const problems: string[] = []
    const statuses = new Set<number>()
    for (let round = 0; round < ROUNDS; round++) {
      await world.logIn(fuzz.browsers.customer, '?reauth=1').catch(() => null)
      for (const route of routes) {
        for (const sender of SSO_SENDERS) {
          const { status, problem } = await sendOddSso(fuzz, route, sender)
          statuses.add(status)
          if (problem !== null) problems.push(problem)
        }
      }
    }
    expect(problems, `FOYER_TEST_SEED=${SEED}\n${problems.slice(0, 30).join('\n')}`).toEqual([])
    expect([...statuses]).toEqual(expect.arrayContaining([200, 303, 400, 404, 410, 422]))
  })
})
