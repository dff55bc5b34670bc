import { hash } from 'node:crypto'
import type { Random } from '../../core/random.ts'

export interface SessionStateFacts {
  readonly clientId: string
  readonly redirectUri: string
  /** What changes when somebody logs in or out in this browser; the page in the frame reads the same. */
  readonly browserState: string
}

/**
 * `session_state` of Session Management 1.0, sections 3 and 4.2: SHA-256 in hexadecimal of client ID, origin of the client,
 * state of the browser and salt, with single spaces between them; then a dot and the salt.
 * @returns null for apps that have no origin, since no frame of theirs could ask
 */
export function sessionState(facts: SessionStateFacts, random: Random): string | null {
  const origin = originOf(facts.redirectUri)
  if (origin === null) return null
  const salt = Buffer.from(random.bytes(12)).toString('base64url')
  const { clientId, browserState } = facts
  return `${hash('sha256', `${clientId} ${origin} ${browserState} ${salt}`)}.${salt}`
}

function originOf(redirectUri: string): string | null {
  const origin = URL.parse(redirectUri)?.origin
  return origin && origin !== 'null' ? origin : null
}
