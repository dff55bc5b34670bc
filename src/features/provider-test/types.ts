import type { Message } from '../../core/errors.ts'
import type { OrganizerId, SsoProviderId, SsoTestId } from '../../core/ids.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'
import type { Claims } from '../../protocol/client/claims.ts'
import type { AuditActor } from '../audit/index.ts'
import type { ClaimRule } from '../claim-rules/index.ts'
import type { Arrival } from '../customer-identities/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { TakenAttempt } from '../sso-login/index.ts'
import type { SsoRefusal } from '../sso-logins/index.ts'
import type { SsoProvider } from '../sso-providers/index.ts'

/** In the order in which they are shown. */
export const STEP_NAMES = [
  'address',
  'discovery',
  'keys',
  'pkce',
  'client',
  'login',
  'exchange',
  'signature',
  'token',
  'userinfo',
  'email',
  'name',
  'account',
  'rules',
  'logout',
] as const
export type StepName = (typeof STEP_NAMES)[number]
export const STEP_RESULTS = ['pass', 'warn', 'fail', 'skip'] as const
export type StepResult = (typeof STEP_RESULTS)[number]

/** One value that was checked. */
export interface Finding {
  readonly isGood: boolean
  /** The check, by its name in the list of `protocol/client`. */
  readonly what: string
  readonly expected: string
  readonly found: string
}

/** Secrets are left out of `sent` and `answered`, codes and tokens are shortened. */
export interface Step {
  readonly name: StepName
  readonly result: StepResult
  /** null for what did not take time, or did not run. */
  readonly ms: number | null
  /** What went wrong, by the word under which it is explained. */
  readonly code: SsoRefusal | null
  /** Sentences that say more than the explanation of the code. */
  readonly notes: readonly Message[]
  /** Name of the field of the provider's form to look at, when it is another than the code's own. */
  readonly setting: string | null
  readonly findings: readonly Finding[]
  readonly sent: readonly string[]
  readonly answered: readonly string[]
}

/** What a rule would do with the claims. */
export type ForecastRule = Pick<ClaimRule, 'claim' | 'operator' | 'value' | 'effect'> & { readonly holds: boolean }

/** Who logged in, and what would have become of them. */
export interface TestedPerson {
  /** What is taken as the user ID. */
  readonly subject: string
  /** Tokens and secrets left out. */
  readonly claims: Claims
  readonly mapped: {
    readonly email: string | null
    readonly isEmailVerified: boolean | null
    readonly nameParts: Readonly<Record<string, string>>
    readonly phone: string | null
    readonly locale: Locale | null
  }
  readonly arrival: Arrival['kind']
  /** The customer ID of the account that there is. */
  readonly customer: string | null
  readonly rules: readonly ForecastRule[]
}

/** Everything that is known of a run; encrypted as a whole. */
export interface Report {
  /** Of the user who began it. */
  readonly actorId: string
  /** With which the login begins, once; null when there is none to be had. */
  readonly ticket: string | null
  readonly issuer: string
  readonly clientId: string
  /** As it has to be registered at the provider. */
  readonly redirectUri: string
  readonly steps: readonly Step[]
  readonly person: TestedPerson | null
}

export type TestResult = 'passed' | 'warned' | 'failed'

/** A test of a connection. Instants in ms. */
export interface TestRun {
  readonly id: SsoTestId
  readonly providerId: SsoProviderId
  /** `over`: nobody came back in time. */
  readonly state: 'waiting' | 'begun' | 'done' | 'over'
  /** null unless it is done. */
  readonly result: TestResult | null
  readonly actorName: string
  readonly createdAt: number
  readonly finishedAt: number | null
  readonly report: Report
}

/** Somebody who came back from the provider. */
export interface Returned {
  readonly provider: SsoProvider
  readonly attempt: TakenAttempt
  readonly parameters: Readonly<Record<string, string>>
  readonly locale: Locale
}

/** Tests of connections to SSO providers: kept 30 days. Nothing but the run itself is written. */
export interface ProviderTest {
  /** Asks the provider for its description and keys, and whether it takes the client. @throws TooManyRequests, NotFound */
  run(organizer: Organizer, provider: SsoProvider, actor: AuditActor & { readonly type: 'staff' }): Promise<TestRun>
  byId(organizerId: OrganizerId, id: SsoTestId): Promise<TestRun | null>
  /** The newest first, at most ten. */
  latest(organizerId: OrganizerId, providerId: SsoProviderId): Promise<readonly TestRun[]>
  /** The run whose login has not begun yet; null when the ticket is none, over or used. */
  waiting(organizerId: OrganizerId, ticket: string): Promise<TestRun | null>
  /** The same, once. */
  begin(organizerId: OrganizerId, ticket: string): Promise<TestRun | null>
  /** Writes down with what the browser was sent there. */
  sent(organizerId: OrganizerId, run: TestRun, lines: readonly string[]): Promise<void>
  /** Writes down why nobody could be sent there. */
  stopped(organizerId: OrganizerId, run: TestRun, code: SsoRefusal): Promise<void>
  /** Verifies what came back and writes down what would happen; null when the run is not waiting for it. */
  finish(organizer: Organizer, returned: Returned): Promise<TestRun | null>
  /** What a provider said last in a test. */
  lastClaims(
    organizerId: OrganizerId,
    providerId: SsoProviderId,
  ): Promise<{
    readonly claims: Claims
    readonly at: number
    readonly who: string
    readonly customer: string | null
  } | null>
  /** Removes what is too old; answers how many. */
  cleanUp(): Promise<number>
}
