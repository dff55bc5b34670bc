import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { expect, it } from 'vitest'
import { createFakeOutgoing } from '../../src/platform/outgoing/testing.ts'
import { describeOnBoth } from '../support/databases.ts'
import {
  authorizePath,
  codeFor,
  loggedIn,
  newClient,
  newCustomer,
  postForm,
  REDIRECT_URI,
  responseOf,
} from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'

const JWKS_URI = 'https://app.example/jwks'
const REQUEST_URI = 'https://app.example/request.jwt'
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** A key pair, and the key set of an app that has just this one. */
async function newKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const keySet = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256' }] })
  const sign = (claims: Record<string, unknown>) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey)
  return { keySet, sign }
}

type Key = Awaited<ReturnType<typeof newKey>>

describeOnBoth('documents behind the addresses of apps', (kind) => {
  it('are read for the keys of an app, again when it has new ones, and not for whoever guesses', async () => {
    let now = Date.now()
    const outgoing = createFakeOutgoing()
    await using foyer = await startFoyer(kind, { platform: { outgoing, clock: { now: () => now } } })
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme, { authMethod: 'private_key_jwt', options: { jwksUri: JWKS_URI } })
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const first = await newKey('first')
    outgoing.on(JWKS_URI, first.keySet)

    const redeemWith = async ({ sign }: Key) => {
      const code = await codeFor(browser, acme, app)
      const seconds = Math.floor(now / 1000)
      const client_assertion = await sign({
        iss: app.clientId,
        sub: app.clientId,
        aud: `${foyer.url}/acme`,
        jti: crypto.randomUUID(),
        iat: seconds,
        exp: seconds + 60,
      })
      return postForm(foyer, '/acme/oauth2/v1/token', {
        grant_type: 'authorization_code',
        code,
        redirect_uri: REDIRECT_URI,
        client_assertion_type: ASSERTION,
        client_assertion,
      })
    }

    for (let i = 0; i < 3; i++) expect((await redeemWith(first)).status).toBe(200)
    expect(outgoing.sent).toHaveLength(1)

    const second = await newKey('second')
    expect((await redeemWith(second)).body.error).toBe('invalid_client')
    expect(outgoing.sent).toHaveLength(1)
    outgoing.on(JWKS_URI, second.keySet)
    now += 60_000
    expect((await redeemWith(second)).status).toBe(200)
    expect((await redeemWith(first)).body.error).toBe('invalid_client')
    expect(outgoing.sent).toHaveLength(2)
  })

  it('are read for request objects at registered addresses, and for no others', async () => {
    const outgoing = createFakeOutgoing()
    await using foyer = await startFoyer(kind, { platform: { outgoing } })
    const acme = await foyer.organizer('acme')
    const key = await newKey('only')
    const app = await newClient(foyer, acme, {
      options: { jwks: JSON.parse(key.keySet), requestUris: [REQUEST_URI] },
    })
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const claims = {
      iss: app.clientId,
      aud: `${foyer.url}/acme`,
      client_id: app.clientId,
      response_type: 'code',
      redirect_uri: REDIRECT_URI,
      scope: 'openid',
      state: 'inside',
      exp: Math.floor(Date.now() / 1000) + 60,
    }
    outgoing.on(REQUEST_URI, await key.sign(claims))
    const good = responseOf(await browser.get(authorizePath(acme, app, { request_uri: REQUEST_URI })))
    expect(good).toMatchObject({ state: 'inside', code: expect.any(String) })
    expect(outgoing.sent.map(({ url }) => url)).toEqual([REQUEST_URI])

    const elsewhere = await browser.get(authorizePath(acme, app, { request_uri: 'https://evil.example/request.jwt' }))
    expect(elsewhere.text + elsewhere.location).toMatch(/invalid_request_uri|request_uri/)
    outgoing.on(REQUEST_URI, { status: 404 })
    const gone = await browser.get(authorizePath(acme, app, { request_uri: REQUEST_URI }))
    expect(gone.text + gone.location).toContain('invalid_request_uri')
    expect(outgoing.sent.map(({ url }) => url)).toEqual([REQUEST_URI, REQUEST_URI])
  })
})
