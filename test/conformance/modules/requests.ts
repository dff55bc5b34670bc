import { randomUUID } from 'node:crypto'
import { SignJWT, UnsecuredJWT } from 'jose'
import { CALLBACK, type Client, newClient, newClientKey, register, registrationOf } from '../harness/clients.ts'
import { authorizationUrl, logIn } from '../harness/flow.ts'
import { jsonOf } from '../harness/http.ts'
import type { Module, Run } from '../harness/run.ts'

/** The request ends on a page: the browser is not sent anywhere. */
async function expectPage(run: Run, url: string): Promise<void> {
  const arrival = await run.browser.visit(url)
  run.must(arrival.kind === 'page' && arrival.status >= 400, 'an error page, and no way back to the relying party')
}

function skipUnlessUnsignedObjects(run: Run): void {
  const algs = run.metadata.request_object_signing_alg_values_supported as string[] | undefined
  if (algs && !algs.includes('none')) run.skip('unsigned request objects are not offered')
}

async function unsignedObject(run: Run, client: Client, changes: Record<string, string> = {}): Promise<string> {
  const { params } = authorizationUrl(run, client)
  return new UnsecuredJWT({ ...Object.fromEntries(params), ...changes }).encode()
}

/** An error that says that this kind of request is not supported. */
async function expectUnsupported(run: Run, url: string, error: string): Promise<void> {
  const arrival = await run.browser.visit(url)
  if (arrival.kind === 'page') return run.must(arrival.status >= 400, 'an error page')
  run.must(arrival.params.get('error') === error, `the error is ${error}: ${arrival.params.get('error')}`)
}

export const requestModules: readonly Module[] = [
  {
    name: 'oidcc-ensure-registered-redirect-uri',
    async run(run: Run) {
      const client = await newClient(run)
      await expectPage(
        run,
        authorizationUrl(run, client, { redirect_uri: `${client.redirectUri}/${randomUUID()}` }).url,
      )
    },
  },
  {
    name: 'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported',
    async run(run: Run) {
      skipUnlessUnsignedObjects(run)
      const client = await newClient(run)
      const request = await unsignedObject(run, client)
      await expectUnsupported(run, authorizationUrl(run, client, { request }).url, 'request_not_supported')
    },
  },
  {
    name: 'oidcc-ensure-request-object-with-redirect-uri',
    async run(run: Run) {
      skipUnlessUnsignedObjects(run)
      const client = await newClient(run)
      const request = await unsignedObject(run, client, { redirect_uri: client.redirectUri })
      const wrong = `${client.redirectUri}/${randomUUID()}`
      await expectPage(run, authorizationUrl(run, client, { request, redirect_uri: wrong }).url)
    },
  },
  {
    name: 'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported',
    async run(run: Run) {
      skipUnlessUnsignedObjects(run)
      const uri = `${run.suite.origin}/test/a/${run.alias}/request`
      const client = await newClient(run, { metadata: { request_uris: [uri] } })
      run.suite.publish(new URL(uri).pathname, { type: 'application/jwt', text: await unsignedObject(run, client) })
      await expectUnsupported(run, authorizationUrl(run, client, { request_uri: uri }).url, 'request_uri_not_supported')
    },
  },
  {
    name: 'oidcc-request-uri-unsigned',
    async run(run: Run) {
      skipUnlessUnsignedObjects(run)
      run.must(false, 'unsigned request objects are offered')
    },
  },
  {
    name: 'oidcc-request-uri-signed-rs256',
    async run(run: Run) {
      const key = newClientKey()
      const uri = `${run.suite.origin}/test/a/${run.alias}/request`
      const metadata = { request_uris: [uri], request_object_signing_alg: 'RS256', jwks: { keys: [key.publicJwk] } }
      const client = await newClient(run, { metadata, key })
      const { params } = authorizationUrl(run, client)
      const object = new SignJWT(Object.fromEntries(params))
        .setProtectedHeader({ alg: 'RS256', kid: key.kid })
        .setIssuer(client.clientId)
        .setAudience(String(run.metadata.issuer))
      run.suite.publish(new URL(uri).pathname, { type: 'application/jwt', text: await object.sign(key.privateKey) })
      const changes = { request_uri: uri, state: params.get('state'), nonce: params.get('nonce') }
      await logIn(run, client, changes)
      run.must(run.suite.received(new URL(uri).pathname).length > 0, 'the request object was fetched')
    },
  },
  {
    name: 'oidcc-ensure-redirect-uri-in-authorization-request',
    async run(run: Run) {
      const redirectUris = [CALLBACK, `${CALLBACK}/second`]
      const client = await newClient(run, { redirectUris })
      await expectPage(run, authorizationUrl(run, client, { redirect_uri: null }).url)
    },
  },
  {
    name: 'oidcc-redirect-uri-query-OK',
    async run(run: Run) {
      const client = await newClient(run, { redirectUris: [`${CALLBACK}?foo=bar`] })
      const { callback } = await logIn(run, client)
      run.must(callback.url.searchParams.get('foo') === 'bar', 'the query of the redirect URI is kept')
    },
  },
  {
    name: 'oidcc-redirect-uri-query-mismatch',
    async run(run: Run) {
      const client = await newClient(run, { redirectUris: [`${CALLBACK}?foo=bar`] })
      await expectPage(run, authorizationUrl(run, client, { redirect_uri: `${CALLBACK}?foo=baz` }).url)
    },
  },
  {
    name: 'oidcc-redirect-uri-query-added',
    async run(run: Run) {
      const client = await newClient(run)
      await expectPage(run, authorizationUrl(run, client, { redirect_uri: `${CALLBACK}?foo=bar` }).url)
    },
  },
  {
    name: 'oidcc-redirect-uri-regfrag',
    async run(run: Run) {
      const metadata = registrationOf(run, { redirectUris: [`${CALLBACK}#foobar`] })
      const answer = await register(run, metadata)
      const error = String(jsonOf(answer)?.error)
      run.must(answer.status === 400, `a fragment cannot be registered: ${answer.status}`)
      run.must(['invalid_redirect_uri', 'invalid_client_metadata'].includes(error), `the error says why: ${error}`)
    },
  },
]
