import type { InitialToken } from '../features/client-registration/index.ts'
import type { JsonObject } from './output.ts'

/** What a program learns about a registration token; never the token itself. */
export function tokenJson(token: InitialToken): JsonObject {
  return {
    id: token.id,
    name: token.name,
    uses_left: token.usesLeft,
    expires_at: new Date(token.expiresAt).toISOString(),
    created_at: new Date(token.createdAt).toISOString(),
  }
}

export function tokenLines(tokens: readonly InitialToken[]): string[][] {
  return tokens.map(({ id, name, usesLeft, expiresAt }) => [
    id,
    `${usesLeft} left`,
    `until ${new Date(expiresAt).toISOString()}`,
    name,
  ])
}
