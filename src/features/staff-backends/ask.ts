import type { Log } from '../../platform/observe/log.ts'
import type { LoadedBackend } from './loaded-backend.ts'

type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }

/** How long the login page waits for a backend, in ms. */
const PAGE_LIMIT_MS = 3000
/** How long a form may take: a directory has to be reached. In ms. */
const FORM_LIMIT_MS = 20_000

/**
 * Asks a backend in isolation: what it throws, and a late answer, becomes a failed answer and a line in the log that names
 * the backend. Nothing it does breaks the page or another backend.
 */
export async function ask<T>(
  backend: LoadedBackend,
  what: string,
  run: (backend: LoadedBackend) => T | Promise<T>,
  options: { log: Log; isForm?: boolean },
): Promise<Answer<T>> {
  const limitMs = options.isForm ? FORM_LIMIT_MS : PAGE_LIMIT_MS
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs)
  try {
    return { ok: true, value: await Promise.race([(async () => run(backend))(), late]) }
  } catch (error) {
    options.log.warn({ backend: backend.identifier, call: what, err: error }, 'a staff backend failed')
    return { ok: false, error }
  } finally {
    clearTimeout(timer)
  }
}
