import { subjectFor } from '../subject.ts'
import type { ProviderClient } from '../types.ts'
import type { AuthorizationRequest } from './types.ts'

export interface SubjectFacts extends Pick<AuthorizationRequest, 'host' | 'session'> {
  readonly client: ProviderClient
}

/** Who is logged in, in the name that this client knows: null when nobody is. OpenID Connect Core 8. */
export function findSubject({
  host,
  client,
  session,
}: SubjectFacts): { subject: string | null } | Promise<{ subject: string | null }> {
  if (!session) return { subject: null }
  const subject = subjectFor(host, client, session)
  return typeof subject === 'string' ? { subject } : subject.then((found) => ({ subject: found }))
}
