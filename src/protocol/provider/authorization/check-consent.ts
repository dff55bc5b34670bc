import { askedClaims } from '../claims.ts'
import type { Prompt } from '../supported.ts'
import type { Consent, ProviderClient, Scope } from '../types.ts'
import { withoutScope } from './check-scope.ts'
import type { Answering } from './check-session.ts'
import { refusal } from './refusal.ts'
import type { AuthorizationOutcome, AuthorizationRequest } from './types.ts'

export type ConsentQuestion = Extract<AuthorizationOutcome, { kind: 'consent' }>

export interface ConsentFacts extends Pick<AuthorizationRequest, 'host' | 'decision'>, Pick<Answering, 'session'> {
  readonly client: ProviderClient
  readonly prompts: readonly Prompt[]
  readonly scope: string
  readonly singleClaims: readonly string[]
}

export interface Consented {
  /** What the person has to be asked first, or null. */
  readonly question: ConsentQuestion | null
  /** Given when less is granted than was asked for. */
  readonly scope?: string
}

const AGREED: Consented = { question: null }

/**
 * The person agrees before the client learns something: each time, once for each scope and claim, or never for apps that the
 * organizer trusts, as the client is registered, and always when `prompt=consent` says so. OpenID Connect Core 3.1.2.4 and 11.
 */
export function checkConsent(facts: ConsentFacts): Consented | Promise<Consented> {
  const { client, prompts, decision } = facts
  if (decision === 'denied') throw refusal('access_denied', 'The person refused', 'consent_denied')
  if (decision === 'allowed') return AGREED
  const isWished = prompts.includes('consent')
  if (!isWished && client.consent === 'never') return AGREED
  return isWished || client.consent === 'always' ? ask(facts) : askForNew(facts)
}

async function askForNew(facts: ConsentFacts): Promise<Consented> {
  const { host, session, client, scope, singleClaims, prompts } = facts
  const missing = missingIn(await host.consents.find(session.accountId, client.id), scope, singleClaims)
  if (missing.length === 0) return AGREED
  const isOfflineOnly = missing.length === 1 && missing[0] === 'offline_access'
  if (isOfflineOnly && prompts.includes('none')) return { question: null, scope: withoutScope(scope, 'offline_access') }
  return ask(facts)
}

/** Scopes and claims that the consent does not hold; a claim is also held by its scope. */
function missingIn(consent: Consent | null, scope: string, claims: readonly string[]): string[] {
  const { scopes = [], claims: single = [] } = consent ?? {}
  const covered = askedClaims(Object.fromEntries(claims.map((name) => [name, null])), scopes)
  return [
    ...scope.split(' ').filter((word) => !(scopes as readonly string[]).includes(word)),
    ...claims.filter((name) => !single.includes(name) && !covered.includes(name)),
  ]
}

function ask({ client, prompts, scope, singleClaims }: ConsentFacts): Consented {
  if (prompts.includes('none')) {
    const description = 'The person has to agree first, and prompt=none forbids to ask'
    throw refusal('consent_required', description, 'consent_required', { sent: 'prompt=none' })
  }
  return { question: { kind: 'consent', client, scopes: scope.split(' ') as Scope[], claims: singleClaims } }
}
