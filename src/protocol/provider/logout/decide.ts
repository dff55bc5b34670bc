import type { ProviderHost } from '../provider-host.ts'
import { subjectFor } from '../subject.ts'
import type { LogoutDecision, LogoutSession, LogoutWish } from './types.ts'

interface DecisionFacts {
  readonly host: Pick<ProviderHost, 'clients' | 'pairwiseSubject'>
  readonly wish: LogoutWish
  readonly session: LogoutSession | null
}

/**
 * Nobody is logged out without a question unless the app proves with an ID token that it knows this very person or login: any
 * site can send a browser here. A request with a fault is never done at once either. RP-Initiated Logout 1.0, 2 and 6.
 */
export async function decideLogout({ host, wish, session }: DecisionFacts): Promise<LogoutDecision> {
  if (!session) return 'nobody'
  const { hint, problem } = wish
  if (problem !== null || hint === null) return 'ask'
  if (hint.sid === session.sid) return 'end'
  return hint.subject === (await subjectAt(host, wish, session)) ? 'end' : 'ask'
}

/** The person who is logged in, in the name that the app knows. */
async function subjectAt(host: DecisionFacts['host'], { client: key }: LogoutWish, session: LogoutSession) {
  const client = key && (await host.clients.findByKey(key))
  return client ? subjectFor(host, client, session) : null
}
