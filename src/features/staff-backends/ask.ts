import { FoyerError } from '../../core/errors.ts'
import type { Log } from '../../platform/observe/log.ts'
import { isResting, noteAnswer, noteFailure } from './circuit.ts'
import type { LoadedBackend } from './loaded-backend.ts'

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }

export interface AskOptions {
  readonly log: Log
  /**
   * `page`: a page is drawn from the answer and waits 3 s at most; after three failures in a row the call is left out for 30 s.
   * `person`: somebody logs in and waits for this one answer, 20 s at most; the call is always made.
   */
  readonly patience?: 'page' | 'person'
  /** In ms; for tests. */
  readonly now?: () => number
}

/** The backend was not asked, because it failed several times in a row a moment ago. */
export class BackendResting extends Error {}

const LIMITS_MS = { page: 3000, person: 20_000 } as const

/**
 * Asks a backend in isolation: what it throws, and a late answer, becomes a failed answer and a line in the log that names
 * the backend. Nothing it does breaks the page or another backend.
 * @param what the call, by the name of the contract
 */
export async function ask<T>(
  backend: LoadedBackend,
  what: string,
  run: (backend: LoadedBackend) => T | Promise<T>,
  { log, patience = 'page', now = Date.now }: AskOptions,
): Promise<Answer<T>> {
  if (patience === 'page' && isResting(backend, what, now())) return { ok: false, error: new BackendResting() }
  const limitMs = LIMITS_MS[patience]
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs)
  try {
    const value = await Promise.race([(async () => run(backend))(), late])
    noteAnswer(backend, what)
    return { ok: true, value }
  } catch (error) {
    report(error)
    return { ok: false, error }
  } finally {
    clearTimeout(timer)
  }

  /** A refusal is an answer, too; everything else counts as a failure. */
  function report(error: unknown): void {
    if (error instanceof FoyerError) {
      noteAnswer(backend, what)
      log.info({ backend: backend.identifier, call: what, reason: error.message }, 'a staff backend refused')
      return
    }
    noteFailure(backend, what, now())
    log.warn({ backend: backend.identifier, call: what, err: error }, 'a staff backend failed')
  }
}
