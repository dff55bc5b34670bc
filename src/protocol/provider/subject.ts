import type { ProviderHost } from './provider-host.ts'
import type { Awaitable, KnownPerson, ProviderClient } from './types.ts'

/**
 * The `sub` that this client sees: the public one at once, or one that only the clients of its sector share.
 * OpenID Connect Core 8.
 * @param person as a session has them: by the public `sub`, and by others that single clients have known them by
 */
export function subjectFor(
  host: Pick<ProviderHost, 'pairwiseSubject'>,
  { id, subjectType, sectorIdentifier }: Pick<ProviderClient, 'id' | 'subjectType' | 'sectorIdentifier'>,
  person: KnownPerson,
): Awaitable<string> {
  const subject = person.otherSubjects?.get(id) ?? person.subject
  if (subjectType === 'public') return subject
  if (!sectorIdentifier) throw new Error('a client with pairwise subjects has no sector')
  return host.pairwiseSubject(sectorIdentifier, subject)
}
