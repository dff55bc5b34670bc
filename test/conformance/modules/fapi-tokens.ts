import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  askResource,
  authorizePushed,
  type CallOptions,
  fapiLogin,
  mustRefuse,
  redeemCode,
  resourceOf,
} from '../harness/fapi.ts'
import {
  assertionOf,
  type FapiClient,
  fapiClients,
  firstClient,
  newKey,
  proofOf,
  secondsFromNow,
} from '../harness/fapi-client.ts'
import type { Changes } from '../harness/flow.ts'
import type { Module, Run } from '../harness/run.ts'

const NAME = 'fapi2-security-profile-final'
/** An expired code: what FAPI 2.0 allows at most, and two seconds for clocks. */
const CODE_WAIT_MS = 62_000

/** A code that is redeemed with something missing or wrong. */
function notRedeemed(
  name: string,
  errors: readonly string[],
  request: (run: Run, client: FapiClient) => Promise<{ options?: CallOptions; changes?: Changes }>,
): Module {
  return {
    name: `${NAME}-${name}`,
    async run(run: Run) {
      const client = await firstClient(run)
      const granted = await authorizePushed(run, client)
      const { options = {}, changes = {} } = await request(run, client)
      const key = await newKey('ES256')
      mustRefuse(run, await redeemCode(run, client, granted, { key, ...options }, changes), errors)
      const { status } = await redeemCode(run, client, granted, { key })
      run.must(status === 200 || errors.includes('invalid_grant'), 'who is not the client does not use up its code')
    },
  }
}

const NOT_THE_CLIENT = ['invalid_client', 'invalid_request']

export const fapiTokenModules: readonly Module[] = [
  notRedeemed('ensure-client-id-in-token-endpoint', ['invalid_client', 'invalid_grant'], async (run, { key }) => {
    const [, second] = await fapiClients(run)
    const { clientId } = second
    return { options: { assertion: await assertionOf(run, second, {}, key) }, changes: { client_id: clientId } }
  }),
  {
    name: `${NAME}-ensure-authorization-code-is-bound-to-client`,
    async run(run: Run) {
      const [first, second] = await fapiClients(run)
      const granted = await authorizePushed(run, first)
      mustRefuse(run, await redeemCode(run, second, granted, { key: await newKey('ES256') }), ['invalid_grant'])
    },
  },
  {
    name: `${NAME}-attempt-reuse-authorization-code-after-one-second`,
    async run(run: Run) {
      const client = await firstClient(run)
      const { granted, key, tokens } = await fapiLogin(run, client)
      await sleep(1000)
      mustRefuse(run, await redeemCode(run, client, granted, { key }), ['invalid_grant'])
      const { accessToken } = tokens
      const proof = await proofOf(key, { method: 'GET', url: resourceOf(run), accessToken })
      const { status } = await askResource(run, accessToken, proof)
      run.should(status >= 400 && status < 500, 'the token that the code gave has ended')
    },
  },
  {
    name: `${NAME}-ensure-token-endpoint-fails-with-expired-auth-code`,
    async run(run: Run) {
      const client = await firstClient(run)
      const granted = await authorizePushed(run, client)
      await sleep(CODE_WAIT_MS)
      mustRefuse(run, await redeemCode(run, client, granted, { key: await newKey('ES256') }), ['invalid_grant'])
    },
  },
  notRedeemed('ensure-signed-client-assertion-with-RS256-fails', ['invalid_client'], async (run, client) => ({
    options: { assertion: await assertionOf(run, client, {}, { ...client.key, alg: 'RS256' }) },
  })),
  notRedeemed('ensure-client-assertion-in-token-endpoint', NOT_THE_CLIENT, async (_run, { clientId }) => ({
    options: { assertion: null },
    changes: { client_id: clientId },
  })),
  notRedeemed('ensure-client-assertion-with-exp-is-5-minutes-in-past-fails', NOT_THE_CLIENT, async (run, client) => ({
    options: { assertion: await assertionOf(run, client, { exp: secondsFromNow(-300) }) },
  })),
  notRedeemed('ensure-client-assertion-with-wrong-aud-fails', NOT_THE_CLIENT, async (run, client) => ({
    options: { assertion: await assertionOf(run, client, { aud: 'https://other.example.com/' }) },
  })),
  notRedeemed('ensure-client-assertion-with-no-sub-fails', NOT_THE_CLIENT, async (run, client) => ({
    options: { assertion: await assertionOf(run, client, { sub: undefined }) },
  })),
  notRedeemed('ensure-pkce-code-verifier-required', ['invalid_grant'], async () => ({
    changes: { code_verifier: null },
  })),
  notRedeemed('incorrect-pkce-code-verifier-rejected', ['invalid_grant'], async () => ({
    changes: { code_verifier: randomBytes(32).toString('base64url') },
  })),
]
