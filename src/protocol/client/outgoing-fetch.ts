import type { Outgoing, OutgoingRequest } from '../../platform/outgoing/types.ts'
import { ProviderProblem } from './errors.ts'
import { isTooDeep } from './nesting.ts'

/** For one call, in ms. */
const TIMEOUT_MS = 8000
/** Descriptions, keys, tokens and claims are shorter. In bytes. */
const MAX_BYTES = 256 * 1024
/** Statuses whose answers have no body. */
const EMPTY: readonly number[] = [101, 204, 205, 304]

interface FetchOptions {
  readonly method?: string
  readonly headers?: Headers | Readonly<Record<string, string>>
  readonly body?: ConstructorParameters<typeof Response>[0] | null
  readonly signal?: AbortSignal | null
}

/** A fetch in the shape that `openid-client` and `jose` call. */
export type ProviderFetch = (url: string, options: FetchOptions) => Promise<Response>

/** One call as it was made, and what came of it. */
export interface ProviderCall {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: string
  readonly answer: { readonly status: number; readonly type: string; readonly body: string } | null
  readonly error: unknown
  readonly ms: number
}

interface Listening {
  /** Called after each call, whether it was answered or not. */
  readonly onCall?: ((call: ProviderCall) => void) | undefined
}

/** The guarded client in the shape that `openid-client` and `jose` call: what the guard refuses, they cannot reach. */
export function outgoingFetch(outgoing: Outgoing, { onCall }: Listening = {}): ProviderFetch {
  return async (url, { method, headers, body, signal }) => {
    const text = body === null || body === undefined ? undefined : await new Response(body).text()
    const sent = { method: methodOf(method), url, headers: new Headers(headers), body: text ?? '' }
    const since = performance.now()
    const heard = (answer: ProviderCall['answer'], error: unknown) =>
      onCall?.({ ...sent, answer, error, ms: Math.round(performance.now() - since) })
    try {
      const answer = await outgoing.fetch(url, {
        method: sent.method,
        headers: Object.fromEntries(sent.headers),
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_BYTES,
        ...(text !== undefined && { body: text }),
        ...(signal && { signal }),
      })
      const { status } = answer
      if (isTooDeep(answer.text())) throw tooDeep()
      heard({ status, type: answer.headers.get('content-type') ?? '', body: answer.text() }, null)
      const content = EMPTY.includes(status) ? null : Uint8Array.from(answer.body)
      return new Response(content, { status, headers: answer.headers })
    } catch (error) {
      heard(null, error)
      throw error
    }
  }
}

function tooDeep(): ProviderProblem {
  return new ProviderProblem('too_large', { detail: { reason: 'the answer holds too many values within values' } })
}

function methodOf(method = 'GET'): NonNullable<OutgoingRequest['method']> {
  if (method === 'GET' || method === 'POST') return method
  throw new TypeError(`an OpenID provider is not called with ${method}`)
}
