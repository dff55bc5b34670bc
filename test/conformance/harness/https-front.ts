import { request as httpRequest } from 'node:http'
import { createServer } from 'node:https'
import { KEPT_ALIVE } from '../../support/kept-alive.ts'
import { SERVER_TLS } from './http.ts'

/** What stands before Foyer in production: ends TLS and says so. */
export interface HttpsFront {
  readonly origin: string
  close(): Promise<void>
}

/** Listens at `port` and passes everything on to `http://127.0.0.1:<target>`. */
export async function startHttpsFront(port: number, target: number): Promise<HttpsFront> {
  const server = createServer({ ...SERVER_TLS, ...KEPT_ALIVE }, (incoming, outgoing) => {
    const headers = { ...incoming.headers, 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' }
    const passed = httpRequest(
      { host: '127.0.0.1', port: target, method: incoming.method, path: incoming.url, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    passed.on('error', () => outgoing.destroy())
    incoming.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(port, resolve))
  return {
    origin: `https://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
