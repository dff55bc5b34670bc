import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRemoteJWKSet, customFetch, decodeJwt, jwtVerify, SignJWT, UnsecuredJWT } from 'jose'
import type { Arrival } from '../harness/browser.ts'
import { type Client, type ClientWishes, FAREWELL, newClient, newClientKey } from '../harness/clients.ts'
import { authorize, idTokenOf, logIn, rawIdTokenOf } from '../harness/flow.ts'
import { send } from '../harness/http.ts'
import type { Module, Run } from '../harness/run.ts'
import { checkSilentRefusal } from './sessions.ts'

const LONG_STATE = 'abcdefghijklmnopqrstuvwxyz0123456789-._~'.repeat(4).slice(0, 128)
const EVENT = 'http://schemas.openid.net/event/backchannel-logout'

function endSession(run: Run, params: Readonly<Record<string, string>>): Promise<Arrival> {
  return run.browser.visit(`${run.metadata.end_session_endpoint}?${new URLSearchParams(params)}`)
}

async function loggedIn(run: Run, wishes: ClientWishes = {}) {
  const isPlain = Object.keys(wishes).length === 0 && run.variant.clientRegistration === 'static_client'
  const client = await newClient(run, isPlain ? {} : { postLogoutRedirectUri: FAREWELL, ...wishes })
  const login = await logIn(run, client)
  return { client, hint: rawIdTokenOf(run, login), idToken: idTokenOf(run, login) }
}

/** After a logout nobody is known any more. */
async function checkLoggedOut(run: Run, client: Client): Promise<void> {
  const { callback } = await authorize(run, client, { prompt: 'none' })
  checkSilentRefusal(run, callback.params)
}

function checkFarewell(run: Run, arrival: Arrival, state: string | null): void {
  run.must(arrival.kind === 'callback', 'the browser comes back to the relying party')
  run.must(arrival.url.pathname === new URL(FAREWELL).pathname, 'it comes to the post-logout redirect URI')
  run.must(arrival.url.searchParams.get('state') === state, 'state comes back exactly as it was sent')
  const unknown = [...arrival.url.searchParams.keys()].filter((name) => name !== 'state')
  run.should(unknown.length === 0, `unknown parameters: ${unknown.join(', ')}`)
}

/** A request that must not lead to the relying party. */
function staysHere(name: string, params: (hint: string) => Promise<Record<string, string>>): Module {
  return {
    name,
    async run(run: Run) {
      const { hint } = await loggedIn(run)
      const arrival = await endSession(run, await params(hint))
      run.must(arrival.kind === 'page', 'the browser is not sent to the relying party')
    },
  }
}

/** A request that logs out and ends on a page of the provider. */
function endsHere(name: string, params: (hint: string) => Record<string, string>): Module {
  return {
    name,
    async run(run: Run) {
      const { client, hint } = await loggedIn(run)
      const arrival = await endSession(run, params(hint))
      run.must(arrival.kind === 'page' && arrival.status === 200, 'a page says that the person is logged out')
      await checkLoggedOut(run, client)
    },
  }
}

async function until<T>(find: () => T | undefined): Promise<T | undefined> {
  for (let tries = 0; tries < 600; tries++) {
    const found = find()
    if (found !== undefined) return found
    await sleep(100)
  }
  return undefined
}

export const logoutModules: readonly Module[] = [
  {
    name: 'oidcc-rp-initiated-logout',
    async run(run: Run) {
      const { client, hint } = await loggedIn(run)
      const params = { id_token_hint: hint, post_logout_redirect_uri: FAREWELL, state: LONG_STATE }
      checkFarewell(run, await endSession(run, params), LONG_STATE)
      await checkLoggedOut(run, client)
    },
  },
  {
    name: 'oidcc-rp-initiated-logout-no-state',
    async run(run: Run) {
      const { client, hint } = await loggedIn(run)
      const params = { id_token_hint: hint, post_logout_redirect_uri: FAREWELL }
      checkFarewell(run, await endSession(run, params), null)
      await checkLoggedOut(run, client)
    },
  },
  staysHere('oidcc-rp-initiated-logout-bad-post-logout-redirect-uri', async (hint) => ({
    id_token_hint: hint,
    post_logout_redirect_uri: `${FAREWELL}/${randomUUID()}`,
    state: 'one',
  })),
  staysHere('oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri', async (hint) => ({
    id_token_hint: hint,
    post_logout_redirect_uri: `${FAREWELL}?foo=bar`,
    state: 'one',
  })),
  staysHere('oidcc-rp-initiated-logout-modified-id-token-hint', async (hint) => ({
    id_token_hint: new UnsecuredJWT(decodeJwt(hint)).encode(),
    post_logout_redirect_uri: FAREWELL,
    state: 'one',
  })),
  staysHere('oidcc-rp-initiated-logout-bad-id-token-hint', async (hint) => {
    const { kid, privateKey } = newClientKey()
    const forged = await new SignJWT(decodeJwt(hint)).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey)
    return { id_token_hint: forged, post_logout_redirect_uri: FAREWELL, state: 'one' }
  }),
  staysHere('oidcc-rp-initiated-logout-no-id-token-hint', async () => ({
    post_logout_redirect_uri: FAREWELL,
    state: 'one',
  })),
  endsHere('oidcc-rp-initiated-logout-no-params', () => ({})),
  endsHere('oidcc-rp-initiated-logout-only-state', () => ({ state: 'one' })),
  endsHere('oidcc-rp-initiated-logout-no-post-logout-redirect-uri', (hint) => ({ id_token_hint: hint, state: 'one' })),
  {
    name: 'oidcc-backchannel-rp-initiated-logout',
    async run(run: Run) {
      const address = `${run.suite.origin}/test/a/${run.alias}/backchannel_logout`
      const { client, hint, idToken } = await loggedIn(run, { backchannelLogoutUri: address })
      run.should(idToken.sid !== undefined, 'the ID token has a sid')
      const params = { id_token_hint: hint, post_logout_redirect_uri: FAREWELL, state: 'one' }
      checkFarewell(run, await endSession(run, params), 'one')
      const request = await until(() => run.suite.received(new URL(address).pathname)[0])
      run.must(request?.method === 'POST', 'a logout token is posted')
      const fields = new URLSearchParams(request.body)
      run.must(fields.has('logout_token'), 'logout_token is in the form')
      run.should([...fields.keys()].length === 1, 'nothing else is in the form')
      const keys = createRemoteJWKSet(new URL(String(run.metadata.jwks_uri)), {
        [customFetch]: async (url: string) => new Response((await send(url)).text),
      })
      const options = { issuer: String(run.metadata.issuer), audience: client.clientId }
      const { payload } = await jwtVerify(fields.get('logout_token') ?? '', keys, options)
      run.must(payload.iat !== undefined && payload.jti !== undefined, 'iat and jti are there')
      run.must(payload.exp !== undefined, 'exp is there')
      run.must(typeof (payload.events as Record<string, unknown>)?.[EVENT] === 'object', 'the event is there')
      run.must(payload.nonce === undefined, 'there is no nonce')
      run.must(payload.sub === undefined || payload.sub === idToken.sub, 'sub is that of the ID token')
      run.must(payload.sid === idToken.sid, 'sid is that of the ID token')
      await checkLoggedOut(run, client)
    },
  },
  {
    name: 'oidcc-frontchannel-rp-initiated-logout',
    async run(run: Run) {
      const address = `${run.suite.origin}/test/a/${run.alias}/frontchannel_logout`
      const { client, hint, idToken } = await loggedIn(run, { frontchannelLogoutUri: address })
      run.must(idToken.sid !== undefined, 'the ID token has a sid')
      const params = { id_token_hint: hint, post_logout_redirect_uri: FAREWELL, state: 'one' }
      checkFarewell(run, await endSession(run, params), 'one')
      const [frame] = run.suite.received(new URL(address).pathname)
      run.must(frame?.method === 'GET', 'a frame opens the logout address')
      run.must(frame.url.searchParams.get('iss') === run.metadata.issuer, 'iss is the issuer')
      run.must(frame.url.searchParams.get('sid') === idToken.sid, 'sid is that of the ID token')
      await checkLoggedOut(run, client)
    },
  },
]
