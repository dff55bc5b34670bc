import { createHash, randomBytes } from 'node:crypto'
import { decodeProtectedHeader } from 'jose'
import { newClient } from '../harness/clients.ts'
import {
  accessTokenOf,
  authorizationUrl,
  authorize,
  type Changes,
  idTokenOf,
  logIn,
  rawIdTokenOf,
  redeem,
  userinfo,
} from '../harness/flow.ts'
import type { Module, Run } from '../harness/run.ts'

const CLAIMS_OF_PROFILE = ['name', 'family_name', 'email', 'phone_number', 'address', 'birthdate']

/** A login with these changes of the request has to succeed as one without them. */
function succeedsWith(name: string, changes: Changes): Module {
  return {
    name,
    async run(run: Run) {
      const client = await newClient(run)
      await logIn(run, client, changes)
    },
  }
}

async function wholeLogin(run: Run, changes: Changes): Promise<void> {
  const login = await logIn(run, await newClient(run), changes)
  const idToken = idTokenOf(run, login)
  const unasked = CLAIMS_OF_PROFILE.filter((claim) => idToken[claim] !== undefined)
  if (run.variant.responseType !== 'id_token')
    run.should(unasked.length === 0, `the ID token holds ${unasked.join(', ')}`)
  const accessToken = accessTokenOf(login)
  if (accessToken !== null) {
    const claims = await userinfo(run, accessToken)
    run.must(claims.sub === idToken.sub, 'userinfo is about the person of the ID token')
  }
}

export const happyModules: readonly Module[] = [
  { name: 'oidcc-server', run: (run) => wholeLogin(run, {}) },
  { name: 'oidcc-alternate-happy-flow', run: (run) => wholeLogin(run, { scope: 'email openid' }) },
  {
    name: 'oidcc-response-type-missing',
    async run(run: Run) {
      const { url, params } = authorizationUrl(run, await newClient(run), { response_type: null })
      const arrival = await run.browser.visit(url)
      if (arrival.kind === 'page') return run.must(arrival.status >= 400, 'an error page, or an error for the client')
      const expected = run.variant.responseMode === 'form_post' ? 'body' : 'query'
      run.must(arrival.where === expected, `the error is in the ${expected}`)
      run.must(arrival.params.get('state') === params.get('state'), 'state comes back')
      const error = arrival.params.get('error') ?? ''
      run.must(
        ['invalid_request', 'unsupported_response_type'].includes(error),
        `the error is invalid_request: ${error}`,
      )
    },
  },
  {
    name: 'oidcc-idtoken-signature',
    async run(run: Run) {
      const raw = rawIdTokenOf(run, await logIn(run, await newClient(run)))
      const { alg, kid } = decodeProtectedHeader(raw)
      run.must(alg === 'RS256' && kid !== undefined, 'ID tokens are signed with RS256 unless asked otherwise')
    },
  },
  {
    name: 'oidcc-idtoken-unsigned',
    async run(run: Run) {
      const algs = run.metadata.id_token_signing_alg_values_supported as string[]
      if (!algs.includes('none')) run.skip('unsigned ID tokens are not offered')
      run.must(false, 'unsigned ID tokens are offered')
    },
  },
  succeedsWith('oidcc-display-page', { display: 'page' }),
  succeedsWith('oidcc-display-popup', { display: 'popup' }),
  succeedsWith('oidcc-ensure-request-with-unknown-parameter-succeeds', { extra: 'foobar' }),
  succeedsWith('oidcc-login-hint', { login_hint: 'buffy@suite.test' }),
  succeedsWith('oidcc-ui-locales', { ui_locales: 'se' }),
  succeedsWith('oidcc-claims-locales', { claims_locales: 'se' }),
  {
    name: 'oidcc-ensure-request-with-acr-values-succeeds',
    async run(run: Run) {
      const values = (run.metadata.acr_values_supported as string[] | undefined) ?? ['1', '2']
      const login = await logIn(run, await newClient(run), { acr_values: values.join(' ') })
      const { acr } = idTokenOf(run, login)
      run.should(values.includes(String(acr)), `acr is one of those that were asked for: ${acr}`)
    },
  },
  {
    name: 'oidcc-ensure-post-request-succeeds',
    async run(run: Run) {
      const client = await newClient(run)
      const type = { 'content-type': 'application/x-www-form-urlencoded' }
      await logIn(run, client, {}, { method: 'POST', headers: type })
    },
  },
  {
    name: 'oidcc-server-client-secret-post',
    async run(run: Run) {
      await logIn(run, await newClient(run, { auth: 'client_secret_post' }))
    },
  },
  {
    name: 'oidcc-ensure-request-with-valid-pkce-succeeds',
    async run(run: Run) {
      const client = await newClient(run)
      const verifier = randomBytes(32).toString('base64url')
      const challenge = createHash('sha256').update(verifier).digest('base64url')
      const changes = { code_challenge: challenge, code_challenge_method: 'S256' }
      const { callback, params } = await authorize(run, client, changes)
      const code = callback.params.get('code')
      run.must(code !== null, 'a code comes')
      await redeem(run, client, code, params.get('nonce'), { code_verifier: verifier })
    },
  },
  {
    name: 'oidcc-ensure-request-without-nonce-succeeds-for-code-flow',
    async run(run: Run) {
      const login = await logIn(run, await newClient(run), { nonce: null })
      run.must(idTokenOf(run, login).nonce === undefined, 'no nonce is made up')
    },
  },
  {
    name: 'oidcc-ensure-request-without-nonce-fails',
    async run(run: Run) {
      const { url } = authorizationUrl(run, await newClient(run), { nonce: null })
      const arrival = await run.browser.visit(url)
      if (arrival.kind === 'page') return run.must(arrival.status >= 400, 'an error page, or an error for the client')
      run.must(arrival.params.get('error') === 'invalid_request', 'the error is invalid_request')
      run.must(!arrival.params.has('id_token') && !arrival.params.has('code'), 'nothing is issued')
    },
  },
]
