import { setTimeout as sleep } from 'node:timers/promises'
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey, type LocalJWKSet } from 'jose'
import { type Clock, MINUTE, SECOND } from '../../core/clock.ts'

/** How long keys are used before they are asked for again. */
const FRESH_MS = 10 * MINUTE
/** How long tokens with keys that are not known wait for each other before we ask again. */
const COOLDOWN_MS = SECOND
/** More keys than this are not tried for a token that names none. */
const MAX_TRIED = 8

/** The signing keys of a provider: fetched at the first use, kept, and fetched again when a signature needs another one. */
export interface ProviderKeys {
  /**
   * Runs a verification with the key that fits. Where several fit, they are tried; where none does, or the signature is not good,
   * the keys are fetched again, once a second for all who wait for that, and it is tried once more.
   * @throws what `verify` throws, and what the fetch throws
   */
  use<T>(verify: (key: JWTVerifyGetKey) => Promise<T>): Promise<T>
  /** Fetches them now. @throws ProviderProblem */
  reload(): Promise<void>
  /** Those that are known, fit to be stored; null before the first fetch. */
  known(): JSONWebKeySet | null
}

interface Source {
  readonly clock: Clock
  /** @throws ProviderProblem */
  readonly fetchKeys: () => Promise<JSONWebKeySet>
  /** Keys that were kept, and since when, in ms. */
  readonly kept?: { readonly keys: JSONWebKeySet; readonly at: number } | undefined
}

export function createProviderKeys({ clock, fetchKeys, kept }: Source): ProviderKeys {
  let current: { readonly set: LocalJWKSet; readonly at: number } | null = null
  if (kept) current = { set: createLocalJWKSet(kept.keys), at: kept.at }
  let askedAgainAt = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | null = null
  let askingAgain: Promise<void> | null = null

  function reload(): Promise<void> {
    asking ??= fetchKeys()
      .then((keys) => {
        current = { set: createLocalJWKSet(keys), at: clock.now() }
      })
      .finally(() => {
        asking = null
      })
    return asking
  }

  async function usable(): Promise<LocalJWKSet> {
    const former = current
    if (former !== null && clock.now() - former.at < FRESH_MS) return former.set
    await reload().catch((error: unknown) => {
      if (former === null) throw error
    })
    return (current ?? former)?.set ?? Promise.reject(new errors.JWKSInvalid())
  }

  /** Asks again, once for all who need it within the same second. */
  function askAgain(): Promise<void> {
    askingAgain ??= sleep(Math.min(Math.max(0, askedAgainAt + COOLDOWN_MS - clock.now()), COOLDOWN_MS))
      .then(() => {
        askedAgainAt = clock.now()
        return reload()
      })
      .finally(() => {
        askingAgain = null
      })
    return askingAgain
  }

  /** Other keys than these, if there are any. */
  async function others(than: LocalJWKSet): Promise<LocalJWKSet | null> {
    if (asking) await asking
    if (current?.set === than) await askAgain()
    const set = current?.set ?? than
    return JSON.stringify(set.jwks()) === JSON.stringify(than.jwks()) ? null : set
  }

  return {
    reload,
    known: () => current?.set.jwks() ?? null,
    async use(verify) {
      const keys = await usable()
      try {
        return await withEach(verify, keys)
      } catch (error) {
        const more = isOfKey(error) ? await others(keys) : null
        if (more === null) throw error
        return withEach(verify, more)
      }
    },
  }
}

/** Tries each of several keys that fit. */
async function withEach<T>(verify: (key: JWTVerifyGetKey) => Promise<T>, keys: LocalJWKSet): Promise<T> {
  try {
    return await verify(keys)
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    let tried = 0
    for await (const key of error) {
      tried += 1
      if (tried > MAX_TRIED) break
      try {
        return await verify(async () => key)
      } catch (failed) {
        if (!(failed instanceof errors.JWSSignatureVerificationFailed)) throw failed
      }
    }
    throw new errors.JWSSignatureVerificationFailed()
  }
}

function isOfKey(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed
}
