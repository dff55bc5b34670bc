import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { KEPT_ALIVE } from '../../support/kept-alive.ts'

export interface MockRequest {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly form: URLSearchParams
}

export interface MockAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export type MockHandler = (request: MockRequest, endpoint: string) => Promise<MockAnswer>

/** Many providers behind one address, each below `/test/a/<alias>/` as in the suite. */
export interface MockServer {
  /** @returns the issuer, with the slash at its end */
  serve(alias: string, handler: MockHandler): string
  close(): Promise<void>
}

export async function startMockServer(): Promise<MockServer> {
  const handlers = new Map<string, MockHandler>()
  const server = createServer(KEPT_ALIVE, (request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin)
    const [, alias = '', endpoint = ''] = /^\/test\/a\/([^/]+)\/(.*)$/.exec(url.pathname) ?? []
    const { method = 'GET', headers } = request
    const form = new URLSearchParams(await text(request))
    const handle = handlers.get(alias)
    const found: MockAnswer = handle ? await handle({ method, url, headers, form }, endpoint) : { status: 404 }
    response.writeHead(found.status ?? 200, { 'cache-control': 'no-store', ...found.headers }).end(found.body ?? '')
  }

  return {
    serve(alias, handler) {
      handlers.set(alias, handler)
      return `${origin}/test/a/${alias}/`
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function asJson(body: unknown, status = 200): MockAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

export function asPage(body: string): MockAnswer {
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body }
}

export function redirectTo(address: string): MockAnswer {
  return { status: 302, headers: { location: address } }
}
