import type { SigningKey } from '../features/openid-provider/index.ts'
import type { JsonObject } from './output.ts'

/** What a program learns about a signing key; never its private part. */
export function keyJson(key: SigningKey): JsonObject {
  return {
    kid: key.kid,
    alg: key.alg,
    state: key.state,
    created_at: new Date(key.createdAt).toISOString(),
    state_changed_at: new Date(key.stateChangedAt).toISOString(),
  }
}

export function keyLines(keys: readonly SigningKey[]): string[][] {
  return keys.map((key) => [key.kid, key.alg, key.state, `since ${new Date(key.stateChangedAt).toISOString()}`])
}
