import { setTimeout as sleep } from 'node:timers/promises'
import type { Arrival } from '../harness/browser.ts'
import {
  authorizationAddress,
  checkFapiCallback,
  codeOf,
  finish,
  mustRefuse,
  type Pushed,
  push,
  repeated,
  requestUriOf,
} from '../harness/fapi.ts'
import {
  assertionOf,
  type ClaimChanges,
  type FapiClient,
  fapiClients,
  firstClient,
  newKey,
  secondsFromNow,
} from '../harness/fapi-client.ts'
import { authorizationUrl, type Changes } from '../harness/flow.ts'
import { jsonOf } from '../harness/http.ts'
import type { Module, Run } from '../harness/run.ts'

const NAME = 'fapi2-security-profile-final'
const INVALID = ['invalid_request', 'invalid_request_object']

/** What is pushed is refused at once. */
function refusedAhead(name: string, changes: Changes, errors: readonly string[]): Module {
  return {
    name: `${NAME}-${name}`,
    async run(run: Run) {
      const { answer } = await push(run, await firstClient(run), changes)
      mustRefuse(run, answer, errors)
    },
  }
}

/** The client does not prove itself when it pushes. */
function unproven(name: string, claims: (run: Run) => ClaimChanges): Module {
  return {
    name: `${NAME}-${name}`,
    async run(run: Run) {
      const client = await firstClient(run)
      const { answer } = await push(run, client, {}, { assertion: await assertionOf(run, client, claims(run)) })
      mustRefuse(run, answer, ['invalid_client', 'invalid_request'])
    },
  }
}

/** An error page, or one of the errors at the redirect URI. */
function mustEndInError(run: Run, arrival: Arrival, errors: readonly string[]): void {
  if (arrival.kind === 'page') run.must(arrival.status >= 400, `an error page: ${arrival.status}`)
  else {
    const error = String(arrival.params.get('error'))
    run.must(!arrival.params.has('code') && errors.includes(error), `${errors.join(' or ')}: ${error}`)
  }
}

/** A pushed request, with other values beside its reference: only what was pushed counts. */
async function withOthersOutside(run: Run, pushedChanges: Changes, outside: Changes): Promise<void> {
  const client = await firstClient(run)
  const pushed = await push(run, client, pushedChanges)
  const address = authorizationAddress(run, client, requestUriOf(run, pushed), { ...repeated(pushed), ...outside })
  const arrival = await run.browser.visit(address)
  if (arrival.kind === 'page' || arrival.params.has('error')) return mustEndInError(run, arrival, ['invalid_request'])
  const code = codeOf(run, client, arrival, pushed.params)
  await finish(run, client, { ...pushed, code }, await newKey('ES256'))
}

/** The reference is no good for this client, or no more. */
async function referenceRefused(run: Run, client: FapiClient, pushed: Pushed, errors: readonly string[]) {
  const address = authorizationAddress(run, client, requestUriOf(run, pushed), repeated(pushed))
  mustEndInError(run, await run.browser.visit(address), errors)
}

export const fapiRequestModules: readonly Module[] = [
  {
    name: `${NAME}-ensure-different-nonce-inside-and-outside-request-object`,
    run: (run) => withOthersOutside(run, {}, { nonce: 'another-nonce' }),
  },
  {
    name: `${NAME}-ensure-different-state-inside-and-outside-request-object`,
    run: (run) => withOthersOutside(run, {}, { state: 'another-state' }),
  },
  {
    name: `${NAME}-state-only-outside-request-object-not-used`,
    run: (run) => withOthersOutside(run, { state: null }, { state: 'state-outside' }),
  },
  refusedAhead('ensure-request-object-without-redirect-uri-fails', { redirect_uri: null }, INVALID),
  refusedAhead('ensure-redirect-uri-in-authorization-request', { redirect_uri: null }, INVALID),
  {
    name: `${NAME}-plain-fapi-tolerate-unregistered-redirect-uri`,
    async run(run: Run) {
      const client = await firstClient(run)
      const pushed = await push(run, client, { redirect_uri: `${client.redirectUri}/unregistered` })
      if (pushed.answer.status !== 201) return mustRefuse(run, pushed.answer, [...INVALID, 'invalid_redirect_uri'])
      const arrival = await run.browser.visit(authorizationAddress(run, client, requestUriOf(run, pushed)))
      if (arrival.kind === 'callback') checkFapiCallback(run, client, arrival, pushed.params)
    },
  },
  {
    name: `${NAME}-ensure-unsigned-authorization-request-without-using-par-fails`,
    async run(run: Run) {
      const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
      const pkce = { code_challenge: challenge, code_challenge_method: 'S256' }
      const { url } = authorizationUrl(run, await firstClient(run), pkce)
      mustEndInError(run, await run.browser.visit(url), ['invalid_request'])
    },
  },
  refusedAhead('ensure-response-type-code-idtoken-fails', { response_type: 'code id_token' }, [
    ...['unsupported_response_type', 'invalid_request', 'unauthorized_client'],
  ]),
  refusedAhead('ensure-response-type-token-fails', { response_type: 'token' }, [
    ...['unsupported_response_type', 'invalid_request', 'unauthorized_client'],
  ]),
  {
    name: `${NAME}-par-attempt-reuse-request_uri`,
    async run(run: Run) {
      const client = await firstClient(run)
      const pushed = await push(run, client)
      const address = authorizationAddress(run, client, requestUriOf(run, pushed), repeated(pushed))
      const code = codeOf(run, client, await run.browser.visit(address), pushed.params)
      await finish(run, client, { ...pushed, code }, await newKey('ES256'))
      const again = await run.browser.visit(address)
      run.should(again.kind === 'page' || again.params.has('error'), 'a reference counts once')
      mustEndInError(run, again, ['invalid_request_uri'])
    },
  },
  {
    name: `${NAME}-par-attempt-to-use-expired-request_uri`,
    async run(run: Run) {
      const client = await firstClient(run)
      const pushed = await push(run, client)
      await sleep(Number(jsonOf(pushed.answer)?.expires_in) * 1000 + 1000)
      await referenceRefused(run, client, pushed, ['invalid_request_uri'])
    },
  },
  {
    name: `${NAME}-par-attempt-to-use-request_uri-for-different-client`,
    async run(run: Run) {
      const [first, second] = await fapiClients(run)
      const pushed = await push(run, first)
      await referenceRefused(run, second, pushed, [...INVALID, 'invalid_request_uri'])
    },
  },
  refusedAhead(
    'par-authorization-request-containing-request_uri-form-param',
    { request_uri: 'urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c' },
    [...INVALID, 'request_uri_not_supported'],
  ),
  {
    name: `${NAME}-par-attempt-invalid-http-method`,
    async run(run: Run) {
      const { answer } = await push(run, await firstClient(run), {}, { method: 'PUT' })
      run.must(answer.status >= 400, `another method than POST is refused: ${answer.status}`)
    },
  },
  refusedAhead('par-ensure-pkce-required', { code_challenge: null, code_challenge_method: null }, ['invalid_request']),
  refusedAhead('par-plain-pkce-rejected', { code_challenge_method: 'plain' }, ['invalid_request']),
  {
    name: `${NAME}-par-ensure-jwt-client-assertions-nbf-8-seconds-in-the-future-is-accepted`,
    async run(run: Run) {
      const client = await firstClient(run)
      const claims = { iat: secondsFromNow(8), nbf: secondsFromNow(8) }
      const pushed = await push(run, client, {}, { assertion: await assertionOf(run, client, claims) })
      const address = authorizationAddress(run, client, requestUriOf(run, pushed), repeated(pushed))
      const code = codeOf(run, client, await run.browser.visit(address), pushed.params)
      await finish(run, client, { ...pushed, code }, await newKey('ES256'))
    },
  },
  unproven('par-ensure-jwt-client-assertions-nbf-over-60-seconds-in-the-future-fails', () => ({
    iat: secondsFromNow(62),
    nbf: secondsFromNow(62),
    exp: secondsFromNow(122),
  })),
  unproven('par-test-array-as-audience-fails', ({ metadata }) => ({
    aud: [metadata.issuer, 'https://other.example.com/'],
  })),
  unproven('par-test-par-endpoint-url-as-audience-fails', ({ metadata }) => ({
    aud: metadata.pushed_authorization_request_endpoint,
  })),
  unproven('par-test-token-endpoint-url-as-audience-fails', ({ metadata }) => ({ aud: metadata.token_endpoint })),
]
