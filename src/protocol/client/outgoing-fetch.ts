import type { Outgoing, OutgoingRequest } from '../../platform/outgoing/types.ts'

/** For one call, in ms. */
const TIMEOUT_MS = 8000
/** Statuses whose answers have no body. */
const EMPTY: readonly number[] = [101, 204, 205, 304]

interface FetchOptions {
  readonly method?: string
  readonly headers?: Headers | Readonly<Record<string, string>>
  readonly body?: ConstructorParameters<typeof Response>[0] | null
  readonly signal?: AbortSignal | null
}

/** The guarded client in the shape that `openid-client` and `jose` call: what the guard refuses, they cannot reach. */
export function outgoingFetch(outgoing: Outgoing) {
  return async (url: string, { method, headers, body, signal }: FetchOptions): Promise<Response> => {
    const text = body === null || body === undefined ? undefined : await new Response(body).text()
    const answer = await outgoing.fetch(url, {
      method: methodOf(method),
      headers: Object.fromEntries(new Headers(headers)),
      timeoutMs: TIMEOUT_MS,
      ...(text !== undefined && { body: text }),
      ...(signal && { signal }),
    })
    const content = EMPTY.includes(answer.status) ? null : Uint8Array.from(answer.body)
    return new Response(content, { status: answer.status, headers: answer.headers })
  }
}

function methodOf(method = 'GET'): NonNullable<OutgoingRequest['method']> {
  if (method === 'GET' || method === 'POST') return method
  throw new TypeError(`an OpenID provider is not called with ${method}`)
}
