import { setTimeout as sleep } from 'node:timers/promises'
import type { JWTPayload } from 'jose'
import {
  askResource,
  authorizePushed,
  type BoundTokens,
  call,
  checkTokens,
  finish,
  mustRefuse,
  resourceOf,
  useResource,
} from '../harness/fapi.ts'
import { type FapiClient, fapiClients, newKey, proofOf, type SigningKey } from '../harness/fapi-client.ts'
import { checkEntropy } from '../harness/flow.ts'
import type { Module, Run } from '../harness/run.ts'

const SCOPE = 'openid email offline_access'

/** Logs in so that a refresh token comes. */
async function offline(run: Run, client: FapiClient): Promise<BoundTokens & { refreshToken: string }> {
  const granted = await authorizePushed(run, client, { scope: SCOPE, prompt: 'consent' })
  const { tokens } = await finish(run, client, granted, await newKey('ES256'))
  const { refreshToken } = tokens
  if (refreshToken === null) run.skip('no refresh token is issued')
  checkEntropy(run, refreshToken, 'refresh token')
  return { ...tokens, refreshToken }
}

const fieldsOf = (refreshToken: string) => ({ grant_type: 'refresh_token', refresh_token: refreshToken })

/** With a new key, which a client that proves itself may have. RFC 9449 5. */
async function refresh(run: Run, client: FapiClient, refreshToken: string, more: Record<string, string> = {}) {
  const key = await newKey('ES256')
  const fields = { ...fieldsOf(refreshToken), ...more }
  const answer = await call(run, client, 'token_endpoint', fields, { key })
  const tokens = await checkTokens(run, client, answer, null)
  await useResource(run, tokens.accessToken, key)
  return { ...tokens, key }
}

function mustBeSameLogin(run: Run, before: JWTPayload, after: JWTPayload): void {
  for (const claim of ['iss', 'sub', 'aud', 'auth_time', 'azp'] as const) {
    run.must(JSON.stringify(before[claim]) === JSON.stringify(after[claim]), `${claim} stays the same`)
  }
  run.must(Number(after.iat) > Number(before.iat), 'iat is later')
}

async function askWith(run: Run, accessToken: string, key: SigningKey) {
  return askResource(run, accessToken, await proofOf(key, { method: 'GET', url: resourceOf(run), accessToken }))
}

/** What was lost on the way can be asked for again: FAPI 2.0 Security Profile 5.3.2.1. */
async function useTwice(run: Run, client: FapiClient, first: BoundTokens & { refreshToken: string }, scope?: string) {
  await sleep(1100)
  const more = scope === undefined ? {} : { scope }
  const second = await refresh(run, client, first.refreshToken, more)
  mustBeSameLogin(run, first.idToken, second.idToken)
  run.must(second.accessToken !== first.accessToken, 'the access token is a new one')
  const isRotated = second.refreshToken !== null && second.refreshToken !== first.refreshToken
  run.must(!isRotated, 'refresh tokens are not rotated (FAPI 2.0 Security Profile 5.3.2.1)')
  const third = await refresh(run, client, first.refreshToken, more)
  const { status } = await askWith(run, third.accessToken, second.key)
  run.must(status === 401, `each access token is bound to the key of its own request: ${status}`)
  return second
}

async function mustNeedBoth(run: Run, client: FapiClient, refreshToken: string): Promise<void> {
  const ask = (key: SigningKey | null, assertion?: null) =>
    call(run, client, 'token_endpoint', fieldsOf(refreshToken), { key, ...(assertion === null && { assertion }) })
  mustRefuse(run, await ask(await newKey('ES256'), null), ['invalid_client', 'invalid_grant', 'invalid_request'])
  mustRefuse(run, await ask(null), ['invalid_request', 'invalid_grant', 'invalid_dpop_proof'])
}

export const fapiRefreshModules: readonly Module[] = [
  {
    name: 'fapi2-security-profile-final-refresh-token',
    async run(run: Run) {
      const grants = run.metadata.grant_types_supported as string[]
      run.should(grants.includes('refresh_token'), 'grant_types_supported lists refresh_token')
      const [one, two] = await fapiClients(run)
      const first = await offline(run, one)
      const { key } = await useTwice(run, one, first, SCOPE)
      await mustNeedBoth(run, one, first.refreshToken)

      const stranger = await offline(run, two)
      const { accessToken } = await useTwice(run, two, stranger)
      const { status } = await askWith(run, accessToken, key)
      run.must(status >= 400 && status < 500, 'the key of one client is no good for the token of the other')
      const options = { key: await newKey('ES256') }
      const answer = await call(run, one, 'token_endpoint', fieldsOf(stranger.refreshToken), options)
      mustRefuse(run, answer, ['invalid_grant'])
    },
  },
]
