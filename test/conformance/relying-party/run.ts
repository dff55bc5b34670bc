import type { Organizer } from '../../../src/features/organizers/index.ts'
import type { SsoProviderInput } from '../../../src/features/sso-providers/index.ts'
import type { TestServer } from '../../support/server.ts'
import type { Checks } from '../harness/run.ts'
import type { Behaviour, MockProvider } from './mock-provider.ts'
import type { Visit } from './visit.ts'

/** The variant in which a plan for relying parties runs its modules. */
export interface ClientVariant {
  readonly alg: 'RS256' | 'ES256'
  readonly responseMode: 'query' | 'form_post'
}

export interface PlannedClientModule {
  readonly plan: string
  readonly variant: ClientVariant
  readonly name: string
}

type Logout = Readonly<Partial<Record<'rpInitiated' | 'backChannel' | 'frontChannel', boolean>>>

/** What a module works with while it runs. */
export interface ClientRun extends Checks {
  readonly foyer: TestServer
  readonly organizer: Organizer
  /** A provider that behaves so, and Foyer as its client. */
  connect(behave?: Behaviour, logout?: Logout): Promise<MockProvider>
  /** A provider that Foyer does not know yet. */
  prepare(behave: Behaviour): Promise<MockProvider>
  /** What the back office has to be told of it. */
  input(mock: MockProvider): SsoProviderInput
  /** Somebody with a new browser. */
  visit(): Visit
}

/** One module of the suite under its own name. */
export interface ClientModule {
  readonly name: string
  run(run: ClientRun): Promise<void>
}
