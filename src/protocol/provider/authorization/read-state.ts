import { STATE_MAX_LENGTH } from './parameters.ts'
import type { AuthorizationRequest } from './types.ts'

/**
 * `state` goes back exactly as it came, with errors too: RFC 6749 4.1.2. One that is repeated or too long cannot,
 * and is refused by a later step.
 */
export function readState({ params }: Pick<AuthorizationRequest, 'params'>): { state: string | null } {
  const [state, second] = params.getAll('state')
  const isEchoed = state && second === undefined && state.length <= STATE_MAX_LENGTH
  return { state: isEchoed ? state : null }
}
