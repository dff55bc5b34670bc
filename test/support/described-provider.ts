import { createServer, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import { freePort } from './free-port.ts'
import { KEPT_ALIVE } from './kept-alive.ts'

/** A provider that only describes itself: discovery and keys, on a port of this machine. */
export interface DescribedProvider extends AsyncDisposable {
  readonly issuer: string
  /** Added to the description; a test changes it. */
  metadata: Record<string, unknown>
  /** Names of the published keys; a test changes them. */
  kids: readonly string[]
  /** Answers everything itself while it is set. */
  answer: ((path: string, response: ServerResponse) => void) | null
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[]
  /** As input of an SSO provider. */
  readonly input: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string }
}

export async function startDescribedProvider(): Promise<DescribedProvider> {
  const issuer = `http://127.0.0.1:${await freePort()}`
  const { publicKey } = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig' }
  const asked: string[] = []
  const provider: DescribedProvider = {
    issuer,
    metadata: {},
    kids: ['k1'],
    answer: null,
    asked,
    input: { issuer, clientId: 'foyer', clientSecret: 'a secret of the ticket office' },
    [Symbol.asyncDispose]: stop,
  }

  const server = createServer(KEPT_ALIVE, (request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    if (provider.answer) return provider.answer(path, response)
    const body = path === '/keys' ? { keys: provider.kids.map((kid) => ({ ...jwk, kid })) } : described()
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })

  function described(): Record<string, unknown> {
    return {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      ...provider.metadata,
    }
  }

  async function stop(): Promise<void> {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }

  await new Promise<void>((resolve) => server.listen(Number(new URL(issuer).port), '127.0.0.1', resolve))
  return provider
}
