import { setTimeout as sleep } from 'node:timers/promises'
import type { JWTPayload } from 'jose'
import { asClient, type Client, newClient } from '../harness/clients.ts'
import { checkEntropy, checkTokenBody, logIn, type Tokens } from '../harness/flow.ts'
import { jsonOf, send } from '../harness/http.ts'
import type { Module, Run } from '../harness/run.ts'

async function reuse(run: Run, afterMs: number, isRequired: boolean): Promise<void> {
  const client = await newClient(run)
  const { code, back } = await logIn(run, client)
  await sleep(afterMs)
  const fields = { grant_type: 'authorization_code', code: code ?? '', redirect_uri: client.redirectUri }
  const answer = await asClient(run, client, fields)
  const isRefused = answer.status === 400 && jsonOf(answer)?.error === 'invalid_grant'
  if (isRequired) run.must(isRefused, `a code counts once: ${answer.status} ${answer.text}`)
  else run.should(isRefused, `a code counts once: ${answer.status} ${answer.text}`)
  const headers = { authorization: `Bearer ${back?.accessToken}` }
  const { status } = await send(String(run.metadata.userinfo_endpoint), { headers })
  run.should(status === 401, 'the token that the code gave has ended')
}

async function refresh(run: Run, client: Client, tokens: Tokens): Promise<Tokens> {
  const fields = { grant_type: 'refresh_token', refresh_token: tokens.refreshToken ?? '' }
  const answer = await asClient(run, client, fields)
  const body = jsonOf(answer)
  run.must(answer.status === 200 && body, `refreshing answers 200: ${answer.status} ${answer.text}`)
  run.must(/no-store/.test(answer.headers.get('cache-control') ?? ''), 'token answers have Cache-Control: no-store')
  return checkTokenBody(run, client, body, null)
}

function checkSameLogin(run: Run, before: JWTPayload | null, after: JWTPayload | null): void {
  run.must(before && after, 'there are two ID tokens')
  for (const claim of ['iss', 'sub', 'auth_time', 'azp'] as const) {
    run.must(before[claim] === after[claim], `${claim} stays the same`)
  }
  run.must(JSON.stringify(before.aud) === JSON.stringify(after.aud), 'aud stays the same')
  run.must(Number(after.iat) > Number(before.iat), 'iat is later')
}

/** Logs in so that a refresh token comes. */
export async function offlineLogin(run: Run, client: Client): Promise<Tokens> {
  const { back } = await logIn(run, client, { scope: 'openid offline_access', prompt: 'consent' })
  if (!back?.refreshToken) run.skip('no refresh token is issued')
  checkEntropy(run, back.refreshToken, 'refresh token')
  return back
}

export const codeModules: readonly Module[] = [
  { name: 'oidcc-codereuse', run: (run) => reuse(run, 0, false) },
  { name: 'oidcc-codereuse-30seconds', run: (run) => reuse(run, 30_000, true) },
  {
    name: 'oidcc-refresh-token',
    async run(run: Run) {
      const client = await newClient(run)
      const first = await offlineLogin(run, client)
      run.should(
        (run.metadata.grant_types_supported as string[]).includes('refresh_token'),
        'grant_types_supported lists refresh_token',
      )
      await sleep(1100)
      const second = await refresh(run, client, first)
      checkSameLogin(run, first.idToken, second.idToken)
      const other = await newClient(run, { isSecond: true })
      const stranger = await offlineLogin(run, other)
      const fields = { grant_type: 'refresh_token', refresh_token: stranger.refreshToken ?? '' }
      const answer = await asClient(run, client, fields)
      const isRefused = answer.status === 400 && jsonOf(answer)?.error === 'invalid_grant'
      run.must(isRefused, `a refresh token of another client is refused: ${answer.status} ${answer.text}`)
    },
  },
]
