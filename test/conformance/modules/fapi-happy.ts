import { randomBytes } from 'node:crypto'
import {
  askResource,
  authorizationAddress,
  authorizePushed,
  checkFapiCallback,
  codeOf,
  fapiLogin,
  finish,
  push,
  repeated,
  requestUriOf,
  resourceOf,
  useResource,
} from '../harness/fapi.ts'
import { CALLBACK_WITH_QUERY, fapiClients, firstClient, newKey, proofOf, thumbprintOf } from '../harness/fapi-client.ts'
import type { Changes } from '../harness/flow.ts'
import { jsonOf, send } from '../harness/http.ts'
import type { Module, Run } from '../harness/run.ts'

const NAME = 'fapi2-security-profile-final'

/** A login of the first client whose request differs in nothing that forbids it. */
function succeeds(name: string, changes: () => Changes): Module {
  return {
    name: `${NAME}-${name}`,
    async run(run: Run) {
      await fapiLogin(run, await firstClient(run), changes())
    },
  }
}

const letters = (length: number) => randomBytes(length).toString('base64url').slice(0, length)

export const fapiHappyModules: readonly Module[] = [
  {
    name: `${NAME}-discovery-end-point-verification`,
    async run(run: Run) {
      const lists = (name: string, words: readonly string[]) => {
        const values = run.metadata[name]
        const isListed = Array.isArray(values) && words.some((word) => values.includes(word))
        run.must(isListed, `${name} has ${words.join(' or ')}`)
      }
      const algs = ['PS256', 'ES256', 'EdDSA', 'Ed25519']
      run.must(run.metadata.issuer === run.foyer.issuer, 'issuer is where the document was found')
      run.must(run.metadata.authorization_response_iss_parameter_supported === true, 'iss is announced (RFC 9207)')
      run.must(typeof run.metadata.require_pushed_authorization_requests === 'boolean', 'whether all must push is said')
      for (const name of ['pushed_authorization_request', 'authorization', 'token', 'userinfo', 'registration']) {
        run.must(/^https:/.test(String(run.metadata[`${name}_endpoint`])), `${name}_endpoint is https`)
      }
      run.must(/^https:/.test(String(run.metadata.jwks_uri)), 'jwks_uri is https')
      lists('response_types_supported', ['code'])
      lists('scopes_supported', ['openid'])
      lists('subject_types_supported', ['public', 'pairwise'])
      lists('code_challenge_methods_supported', ['S256'])
      lists('token_endpoint_auth_methods_supported', ['private_key_jwt'])
      for (const use of ['dpop', 'id_token', 'userinfo', 'token_endpoint_auth']) {
        lists(`${use}_signing_alg_values_supported`, algs)
      }
    },
  },
  {
    name: `${NAME}-happy-flow`,
    async run(run: Run) {
      const [first, second] = await fapiClients(run)
      const { tokens, key } = await fapiLogin(run, first)
      const inQuery = new URL(resourceOf(run))
      inQuery.searchParams.set('access_token', tokens.accessToken)
      const refused = await send(inQuery.href)
      run.must([400, 401].includes(refused.status), 'an access token in the query is refused')
      for (const accept of ['application/json; charset=utf-8', '*/*']) {
        const proof = await proofOf(key, { method: 'GET', url: resourceOf(run), accessToken: tokens.accessToken })
        const headers = { accept, 'x-fapi-customer-ip-address': '2001:db8::1893:25c8:1946' }
        const { status } = await askResource(run, tokens.accessToken, proof, { headers })
        run.must(status === 200, `Accept: ${accept} is good`)
      }
      const unasked = ['name', 'email', 'phone_number', 'address'].filter((claim) => claim in tokens.idToken)
      run.should(unasked.length === 0, `the ID token has claims that were not asked for: ${unasked}`)

      const other = await newKey('ES256')
      const changes = { nonce: letters(43), state: letters(128), dpop_jkt: await thumbprintOf(other) }
      const granted = await authorizePushed(run, second, changes)
      run.must(granted.params.get('redirect_uri') === CALLBACK_WITH_QUERY, 'the second redirect URI has a query')
      const stranger = await finish(run, second, granted, other)
      const { accessToken } = stranger.tokens
      const proof = await proofOf(key, { method: 'GET', url: resourceOf(run), accessToken })
      const { status } = await askResource(run, accessToken, proof)
      run.must(status >= 400 && status < 500, 'the key of one client is no good for the token of the other')
    },
  },
  {
    name: `${NAME}-user-rejects-authentication`,
    async run(run: Run) {
      run.browser.consent = 'deny'
      for (const client of await fapiClients(run, 'always')) {
        const pushed = await push(run, client, { state: letters(128) })
        const address = authorizationAddress(run, client, requestUriOf(run, pushed), repeated(pushed))
        const arrival = await run.browser.visit(address)
        run.must(arrival.kind === 'callback', 'the person is sent back')
        checkFapiCallback(run, client, arrival, pushed.params)
        run.must(arrival.params.get('error') === 'access_denied', `access_denied: ${arrival.params.get('error')}`)
        run.must(!arrival.params.has('code'), 'no code comes with it')
        const known = ['error', 'error_description', 'error_uri', 'state', 'iss', 'dummy1', 'dummy2']
        const others = [...arrival.params.keys()].filter((name) => !known.includes(name))
        run.should(others.length === 0, `nothing else comes with an error: ${others}`)
      }
    },
  },
  succeeds('ensure-authorization-request-without-state-success', () => ({ state: null })),
  succeeds('ensure-authorization-request-without-nonce-success', () => ({ nonce: null })),
  succeeds('ensure-authorization-request-with-64-char-nonce-success', () => ({ nonce: letters(64) })),
  succeeds('ensure-authorization-request-with-long-nonce', () => ({ nonce: letters(384) })),
  succeeds('ensure-authorization-request-with-long-state', () => ({ state: letters(1000) })),
  succeeds('ensure-other-scope-order-succeeds', () => ({ scope: 'email openid' })),
  {
    name: `${NAME}-test-claims-parameter-identity-claims`,
    async run(run: Run) {
      if (run.metadata.claims_parameter_supported !== true) run.skip('the claims parameter is not supported')
      const supported = (run.metadata.claims_supported as string[]).filter((name) => STANDARD_CLAIMS.includes(name))
      const wishes = [null, {}, { essential: true }, { [letters(10)]: letters(10) }, { essential: false }]
      const asked = Object.fromEntries(supported.map((name, index) => [name, wishes[index % wishes.length]]))
      const claims = JSON.stringify({ id_token: asked, userinfo: asked, [letters(10)]: { [letters(10)]: null } })
      const login = await fapiLogin(run, await firstClient(run), { claims })
      const missing = supported.filter((name) => !(name in login.claims) && !(name in login.tokens.idToken))
      run.should(missing.length === 0, `every claim that is listed as supported comes; these do not: ${missing}`)
      const strange = Object.keys(login.tokens.idToken).filter((name) => !ID_TOKEN_CLAIMS.includes(name))
      run.should(strange.length === 0, `the ID token has only known claims, not ${strange}`)
    },
  },
  {
    name: `${NAME}-access-token-type-header-case-sensitivity`,
    async run(run: Run) {
      const { tokens, key } = await fapiLogin(run, await firstClient(run))
      const proof = await proofOf(key, { method: 'GET', url: resourceOf(run), accessToken: tokens.accessToken })
      const answer = await askResource(run, tokens.accessToken, proof, { scheme: 'dpOp' })
      run.must(answer.status === 200 && jsonOf(answer)?.sub === tokens.idToken.sub, 'a scheme has no case (RFC 9110)')
    },
  },
  {
    name: `${NAME}-par-without-duplicate-parameters`,
    async run(run: Run) {
      const client = await firstClient(run)
      const pushed = await push(run, client)
      const arrival = await run.browser.visit(authorizationAddress(run, client, requestUriOf(run, pushed)))
      const code = codeOf(run, client, arrival, pushed.params)
      await finish(run, client, { ...pushed, code }, await newKey('ES256'))
    },
  },
  {
    name: `${NAME}-par-ensure-reused-request-uri-prior-to-auth-completion-succeeds`,
    async run(run: Run) {
      const client = await firstClient(run)
      const pushed = await push(run, client)
      const address = authorizationAddress(run, client, requestUriOf(run, pushed), repeated(pushed))
      run.browser.logsIn = false
      await run.browser.visit(address)
      run.must(run.browser.shown.includes('login'), 'the login page is shown')
      run.browser.logsIn = true
      const code = codeOf(run, client, await run.browser.visit(address), pushed.params)
      const { tokens, key } = await finish(run, client, { ...pushed, code }, await newKey('ES256'))
      await useResource(run, tokens.accessToken, key)
    },
  },
]

const STANDARD_CLAIMS = [
  ...['sub', 'name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile'],
  ...['picture', 'website', 'email', 'email_verified', 'gender', 'birthdate', 'zoneinfo', 'locale'],
  ...['phone_number', 'phone_number_verified', 'address', 'updated_at'],
]
const ID_TOKEN_CLAIMS = [
  ...STANDARD_CLAIMS,
  ...[
    'iss',
    'aud',
    'exp',
    'iat',
    'nonce',
    'auth_time',
    'acr',
    'amr',
    'azp',
    'at_hash',
    'c_hash',
    's_hash',
    'sid',
    'jti',
  ],
]
