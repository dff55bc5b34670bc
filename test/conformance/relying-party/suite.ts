import type { DbKind } from '../../../src/platform/db/columns.ts'
import { startFoyer, type TestServer } from '../../support/server.ts'
import { checked, type ModuleResult } from '../harness/run.ts'
import { type Behaviour, CLIENT, type MockProvider, startMockProvider } from './mock-provider.ts'
import { type MockServer, startMockServer } from './mock-server.ts'
import { clientModuleNamed } from './modules/index.ts'
import type { ClientRun, PlannedClientModule } from './run.ts'
import { createVisit } from './visit.ts'

/** A running Foyer, and providers that it does not know yet. */
export interface ClientSuite {
  run(planned: PlannedClientModule): Promise<ModuleResult>
  close(): Promise<void>
}

export async function startClientSuite(kind: DbKind): Promise<ClientSuite> {
  const foyer = await startFoyer(kind, { env: { FOYER_OUTGOING_ALLOW: '127.0.0.1/32' } })
  const server = await startMockServer()
  let count = 0
  return {
    run: (planned) => runPlanned(planned, { foyer, server, alias: `module-${++count}` }),
    async close() {
      await foyer.stop()
      await server.close()
    },
  }
}

interface Place {
  readonly foyer: TestServer
  readonly server: MockServer
  readonly alias: string
}

/** Each module has an organizer, a provider and a browser of its own. */
async function runPlanned(
  { name, variant }: PlannedClientModule,
  { foyer, server, alias }: Place,
): Promise<ModuleResult> {
  const organizer = await foyer.organizer(alias)
  const input = (mock: MockProvider, logout = {}) => ({
    slug: 'suite',
    name: { en: 'The suite' },
    isActive: true,
    issuer: mock.issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    settings: { scope: 'openid profile email', responseMode: variant.responseMode, logout },
  })
  return checked(async (checks) => {
    const run: ClientRun = {
      ...checks,
      foyer,
      organizer,
      async connect(behave: Behaviour = {}, logout = {}) {
        const mock = await startMockProvider(server, alias, { ...variant, ...behave })
        await foyer.features.ssoProviders.create(organizer.id, input(mock, logout), { type: 'system' })
        return mock
      },
      prepare: (behave) => startMockProvider(server, alias, { ...variant, ...behave }),
      input,
      visit: () => createVisit(foyer, alias),
    }
    await clientModuleNamed(name).run(run)
  })
}
