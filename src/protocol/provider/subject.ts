import type { ProviderHost } from './provider-host.ts'
import type { Awaitable, ProviderClient } from './types.ts'

/**
 * The `sub` that this client sees: the public one at once, or one that only the clients of its sector share.
 * OpenID Connect Core 8.
 * @param subject the public one, as a session has it
 */
export function subjectFor(
  host: Pick<ProviderHost, 'pairwiseSubject'>,
  { subjectType, sectorIdentifier }: ProviderClient,
  subject: string,
): Awaitable<string> {
  if (subjectType === 'public') return subject
  if (!sectorIdentifier) throw new Error('a client with pairwise subjects has no sector')
  return host.pairwiseSubject(sectorIdentifier, subject)
}
