import { type Pushed, usedRequest } from './find-pushed-request.ts'
import type { AuthorizationRequest } from './types.ts'

/** A pushed request gives one answer: of several at the same time the others get an error page. RFC 9126 4 and 7.3. */
export function usePushedRequest(
  facts: Pick<AuthorizationRequest, 'host' | 'now'> & { pushed: Pushed | null },
): void | Promise<void> {
  if (facts.pushed) return use(facts.pushed, facts)
}

async function use({ handleHash }: Pushed, { host, now }: Pick<AuthorizationRequest, 'host' | 'now'>): Promise<void> {
  if (!(await host.pushedRequests.use(handleHash, now))) throw usedRequest()
}
