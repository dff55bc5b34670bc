import type { Platform } from '../../platform/platform.ts'
import type { OpenidProvider } from '../openid-provider/index.ts'
import { preferredSite } from '../organizers/index.ts'
import { runLogout } from './flows/logout.ts'
import { runNetwork } from './flows/network.ts'
import { runRefusals } from './flows/refusals.ts'
import { runFlow } from './flows/response-type.ts'
import { runSettings } from './flows/settings.ts'
import { createTestApp } from './host/test-app.ts'
import type { ConnectionTest, Report, StepGroup } from './types.ts'

/** Runs of one organizer, which call other servers. */
const RUNS = { points: 12, windowS: 60 }

/** Plays an app of an organizer against the real provider, with nothing that outlives the test. */
export function createConnectionTest(
  platform: Pick<Platform, 'clock' | 'random' | 'outgoing' | 'throttle' | 'config'>,
  { provider }: { readonly provider: Pick<OpenidProvider, 'host'> },
): ConnectionTest {
  const { clock, random, outgoing, config } = platform
  const runs = platform.throttle.define('connection test', RUNS)

  return {
    async run(organizer, { id }) {
      await runs.consume(organizer.id)
      const began = performance.now()
      const startedAt = clock.now()
      const host = provider.host(organizer, preferredSite(organizer, config))
      const client = await host.clients.findByKey(id)
      if (!client) throw new Error('the client is gone')
      const app = await createTestApp({ host, client }, { random, now: () => clock.now(), locale: organizer.locale })
      const network = runNetwork(app, outgoing)
      const groups: StepGroup[] = [await runSettings({ organizer, host, client })]
      let idToken: string | null = null
      for (const type of client.responseTypes) {
        const flow = await runFlow(app, type)
        groups.push(flow.group)
        idToken = flow.idToken ?? idToken
      }
      groups.push(await runRefusals(app))
      const logout = idToken === null ? null : await runLogout(app, idToken)
      if (logout) groups.push(logout)
      groups.push(await network)
      const ms = Math.round(performance.now() - began)
      return { result: resultOf(groups), issuer: host.issuer, startedAt, ms, groups }
    },
  }
}

function resultOf(groups: readonly StepGroup[]): Report['result'] {
  const results = groups.flatMap(({ steps }) => steps.map(({ result }) => result))
  if (results.includes('fail')) return 'fail'
  return results.includes('warn') ? 'warn' : 'pass'
}
