import { Agent, type Dispatcher } from 'undici'
import { SECOND } from '../../core/clock.ts'
import { createConnector } from './connector.ts'
import { OutgoingFailed, OutgoingRefused } from './errors.ts'
import { failureOf } from './failure.ts'
import { createGuard, type Resolve } from './guard.ts'
import { readBody } from './read-body.ts'
import { createResolve } from './resolve.ts'
import type { Outgoing, OutgoingAnswer, OutgoingRequest } from './types.ts'

const TIMEOUT_MS = 10 * SECOND
const CONNECT_TIMEOUT_MS = 5 * SECOND
/**
 * For the calls of one login. Servers end idle connections after five seconds and more, never in the moment in which one is used
 * again.
 */
const KEPT_ALIVE_MS = 2 * SECOND
const MAX_BYTES = 1024 * 1024
const MAX_CALLS = 200
const REDIRECTS = [301, 302, 303, 307, 308]

export interface OutgoingOptions {
  /** Hosts, `host:port`, addresses and ranges that may be private or plain http. */
  readonly allow: readonly string[]
  readonly resolve?: Resolve
}

/** Calls over HTTP/1.1 with at most four connections to a host, and at most 200 calls at a time. */
export function createOutgoing({ allow, resolve = createResolve() }: OutgoingOptions): Outgoing {
  const agent = new Agent({
    connect: createConnector(createGuard(allow, resolve), CONNECT_TIMEOUT_MS),
    connections: 4,
    pipelining: 1,
    keepAliveTimeout: KEPT_ALIVE_MS,
    keepAliveMaxTimeout: KEPT_ALIVE_MS,
    allowH2: false,
  })
  let underWay = 0

  return {
    async fetch(address, request = {}) {
      const url = addressOf(address)
      if (underWay >= MAX_CALLS) throw new OutgoingRefused('too_many_calls', url.origin)
      const timeout = AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS)
      const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout
      underWay++
      try {
        return await until(signal, () => call(agent, url, request, signal))
      } catch (error) {
        throw failureOf(error, url.origin, timeout)
      } finally {
        underWay--
      }
    },
    close: () => agent.destroy(),
  }
}

/** @throws OutgoingRefused */
function addressOf(address: string): URL {
  const url = URL.parse(address)
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw new OutgoingRefused('not_an_address')
  if (url.username !== '' || url.password !== '') throw new OutgoingRefused('credentials', url.origin)
  return url
}

async function call(
  agent: Dispatcher,
  { origin, pathname, search }: URL,
  { method = 'GET', headers, body, maxBytes = MAX_BYTES }: OutgoingRequest,
  signal: AbortSignal,
): Promise<OutgoingAnswer> {
  const answer = await agent.request({
    origin,
    path: pathname + search,
    method,
    headers: { 'user-agent': 'Foyer', ...headers, 'accept-encoding': 'identity' },
    body: body ?? null,
    signal,
  })
  const received = new Headers(pairsOf(answer.headers))
  const problem = problemOf(answer.statusCode, received, maxBytes)
  if (problem) {
    answer.body.on('error', () => {}).destroy()
    throw new OutgoingFailed(problem, origin)
  }
  const bytes = await readBody(answer.body, maxBytes, origin)
  return { status: answer.statusCode, headers: received, body: bytes, text: () => new TextDecoder().decode(bytes) }
}

function problemOf(status: number, headers: Headers, maxBytes: number) {
  if (REDIRECTS.includes(status)) return 'redirect'
  if ((headers.get('content-encoding') ?? 'identity') !== 'identity') return 'encoding'
  return Number(headers.get('content-length') ?? 0) > maxBytes ? 'too_large' : null
}

function pairsOf(headers: Readonly<Record<string, string | string[] | undefined>>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  )
}

/** Ends with the signal even while the name is looked up or the connection is made. */
async function until<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const { promise, reject } = Promise.withResolvers<never>()
  const end = () => reject(signal.reason)
  signal.addEventListener('abort', end, { once: true })
  return Promise.race([work(), promise]).finally(() => signal.removeEventListener('abort', end))
}
