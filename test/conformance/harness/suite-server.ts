import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { KEPT_ALIVE } from '../../support/kept-alive.ts'
import { SERVER_TLS } from './http.ts'

/** A request that the provider, or a frame in the browser, sent to the relying party. */
export interface SuiteRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

interface Document {
  readonly type: string
  readonly text: string | Buffer
}

/** The relying party's side that the provider can reach: keys, request objects, logout addresses, each below its own path. */
export interface SuiteServer {
  readonly origin: string
  /** Answers GET at this path from now on; gives the address. */
  publish(path: string, document: Document): string
  /** Requests that came to this path, the oldest first. */
  received(path: string): readonly SuiteRequest[]
  close(): Promise<void>
}

export async function startSuiteServer(): Promise<SuiteServer> {
  const documents = new Map<string, Document>()
  const requests = new Map<string, SuiteRequest[]>()
  const server = createServer({ ...SERVER_TLS, ...KEPT_ALIVE }, async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', origin)
    const { method = 'GET', headers } = incoming
    const list = requests.get(url.pathname) ?? []
    list.push({ method, url, headers, body: await text(incoming) })
    requests.set(url.pathname, list)
    const document = documents.get(url.pathname)
    outgoing.writeHead(200, { 'content-type': document?.type ?? 'text/plain', 'cache-control': 'no-store' })
    outgoing.end(document?.text ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`
  return {
    origin,
    publish(path, document) {
      documents.set(path, document)
      return origin + path
    },
    received: (path) => requests.get(path) ?? [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
