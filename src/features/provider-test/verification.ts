import { NAME_SCHEMES } from '../../core/person-names.ts'
import type { Platform } from '../../platform/platform.ts'
import { textClaim } from '../../protocol/client/claims.ts'
import type { Connection } from '../../protocol/client/connection.ts'
import { ProviderProblem } from '../../protocol/client/errors.ts'
import { finishLogin } from '../../protocol/client/finish-login.ts'
import type { TraceStep, VerifiedPerson } from '../../protocol/client/types.ts'
import type { ArrivingPerson, CustomerIdentities } from '../customer-identities/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { keptClaims } from '../sso-logins/index.ts'
import type { SsoProvider } from '../sso-providers/index.ts'
import type { ProviderTestDeps } from './deps.ts'
import { loginSteps } from './steps/after-login.ts'
import { personSteps } from './steps/person.ts'
import { stepOf } from './steps/step.ts'
import type { ForecastRule, Returned, Step, TestedPerson } from './types.ts'

interface Verified {
  readonly steps: readonly Step[]
  readonly person: TestedPerson | null
}

/** Takes up an answer as a login does, listens to every call and check, and looks what would become of the person. */
export function createVerification(
  { clock }: Pick<Platform, 'clock'>,
  { providers, identities, claimRules }: Pick<ProviderTestDeps, 'providers' | 'identities' | 'claimRules'>,
) {
  /** @throws what is no problem of the provider */
  async function redeem(connection: Connection, { attempt, parameters }: Returned, traces: TraceStep[]) {
    const { state = '' } = parameters
    const { remembered } = attempt
    const trace = (step: TraceStep) => void traces.push(step)
    try {
      const person = await finishLogin(connection, { parameters, remembered, state, now: clock.now(), trace })
      return { person, problem: null }
    } catch (error) {
      if (error instanceof ProviderProblem) return { person: null, problem: error }
      throw error
    }
  }

  async function forecast(provider: SsoProvider, claims: VerifiedPerson['claims']): Promise<readonly ForecastRule[]> {
    const rules = (await claimRules.of(provider.organizerId, provider.id)).filter(({ isActive }) => isActive)
    return claimRules
      .forecast(rules, claims)
      .map(({ rule: { claim, operator, value, effect }, holds }) => ({ claim, operator, value, effect, holds }))
  }

  async function outlook(organizer: Organizer, { provider, locale }: Returned, verified: VerifiedPerson) {
    const person = arriving(provider, verified, locale)
    const mapped = identities.map(organizer, person)
    const arrival = await identities.arrive(organizer, person, { isDry: true, asIfActive: true })
    const rules = await forecast(provider, person.claims)
    const { parts } = NAME_SCHEMES[organizer.settings.name_scheme]
    const steps = personSteps({ provider, mapped, arrival, rules, parts })
    return { steps, person: testedOf(person, mapped, arrival, rules) }
  }

  return async function verify(organizer: Organizer, returned: Returned, left: Step | undefined): Promise<Verified> {
    const { provider, attempt, parameters } = returned
    const traces: TraceStep[] = []
    let connection: Connection
    try {
      connection = await providers.connection(provider)
    } catch (error) {
      if (!(error instanceof ProviderProblem)) throw error
      return { steps: [stepOf('login', { result: 'fail', code: error.code })], person: null }
    }
    const awayMs = clock.now() - attempt.startedAt
    const { person, problem } = await redeem(connection, returned, traces)
    const steps = loginSteps({ connection, traces, problem, parameters, awayMs, left })
    if (person === null) return { steps, person: null }
    const after = await outlook(organizer, returned, person)
    return { steps: [...steps, ...after.steps], person: after.person }
  }
}

function arriving(
  provider: SsoProvider,
  { issuer, subject, claims }: VerifiedPerson,
  locale: ArrivingPerson['locale'],
): ArrivingPerson {
  const { subject: claim } = provider.settings.claims
  return { provider, issuer, subject: claim === 'sub' ? subject : (textClaim(claims, claim) ?? ''), claims, locale }
}

function testedOf(
  { subject, claims }: ArrivingPerson,
  { email, isEmailVerified, nameParts, phone, locale }: ReturnType<CustomerIdentities['map']>,
  arrival: Awaited<ReturnType<CustomerIdentities['arrive']>>,
  rules: readonly ForecastRule[],
): TestedPerson {
  return {
    subject: subject.slice(0, 500),
    claims: keptClaims(claims),
    mapped: { email, isEmailVerified, nameParts, phone, locale },
    arrival: arrival.kind,
    customer: 'customer' in arrival && arrival.customer.identifier !== '' ? arrival.customer.identifier : null,
    rules,
  }
}
