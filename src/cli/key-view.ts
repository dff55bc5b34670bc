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
    signs_from: new Date(key.signsFrom).toISOString(),
    published_until: key.state === 'previous' ? instant(key.dueAt) : null,
  }
}

export function keyLines(keys: readonly SigningKey[]): string[][] {
  return keys.map((key) => [key.kid, key.alg, key.state, when(key)])
}

function when({ state, signsFrom, stateChangedAt, dueAt }: SigningKey): string {
  if (state === 'next') return `signs from ${instant(signsFrom)}`
  if (state === 'previous') return `published until ${instant(dueAt)}`
  return `since ${instant(stateChangedAt)}`
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
