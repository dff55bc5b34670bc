import { hash } from 'node:crypto'

interface Question {
  /** The customer who was logged in. */
  readonly person: string
  readonly client: { readonly clientId: string }
  readonly scopes: readonly string[]
  readonly claims: readonly string[]
}

/**
 * Names what a consent page showed: who, which app, how much. An answer counts only when it still names the present question.
 * SHA-256, base64url.
 */
export function shownMark({ person, client, scopes, claims }: Question): string {
  return hash('sha256', JSON.stringify([person, client.clientId, [...scopes].sort(), [...claims].sort()]), 'base64url')
}
