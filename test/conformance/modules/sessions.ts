import { setTimeout as sleep } from 'node:timers/promises'
import { newClient } from '../harness/clients.ts'
import { authorize, idTokenOf, logIn, rawIdTokenOf } from '../harness/flow.ts'
import type { Module, Run } from '../harness/run.ts'

const NEEDS_INTERACTION = ['login_required', 'interaction_required', 'account_selection_required', 'consent_required']
const ALLOWED_PARAMETERS = ['error', 'error_description', 'error_uri', 'state', 'session_state', 'iss']
const LONG_STATE = `${'abcdefghijklmnopqrstuvwxyz'.repeat(4)}0123456789-._~ABCDEFGHIJ`.padEnd(128, 'z').slice(0, 128)

function showsLogin(run: Run): boolean {
  return run.browser.shown.includes('login')
}

/** A refused `prompt=none`: an error of the right kind, the state, and nothing that nobody knows. */
export function checkSilentRefusal(run: Run, params: URLSearchParams): void {
  const error = params.get('error') ?? ''
  run.must(NEEDS_INTERACTION.includes(error), `the error says that the person is needed: ${error}`)
  const unknown = [...params.keys()].filter((name) => !ALLOWED_PARAMETERS.includes(name))
  run.should(unknown.length === 0, `unknown parameters: ${unknown.join(', ')}`)
}

export const sessionModules: readonly Module[] = [
  {
    name: 'oidcc-prompt-login',
    async run(run: Run) {
      const client = await newClient(run)
      const first = idTokenOf(run, await logIn(run, client))
      await sleep(1100)
      const second = idTokenOf(run, await logIn(run, client, { prompt: 'login' }))
      run.must(showsLogin(run), 'the login page is shown again')
      const [before, after] = [first.auth_time, second.auth_time]
      if (before !== undefined || after !== undefined) run.must(Number(after) > Number(before), 'auth_time is later')
      run.must(first.sub === second.sub, 'it is the same person')
    },
  },
  {
    name: 'oidcc-prompt-none-not-logged-in',
    async run(run: Run) {
      const { callback } = await authorize(run, await newClient(run), { prompt: 'none', state: LONG_STATE })
      run.must(
        run.browser.shown.every((kind) => kind === 'form_post'),
        'no page is shown',
      )
      checkSilentRefusal(run, callback.params)
    },
  },
  {
    name: 'oidcc-prompt-none-logged-in',
    async run(run: Run) {
      const client = await newClient(run)
      const first = idTokenOf(run, await logIn(run, client))
      const second = idTokenOf(run, await logIn(run, client, { prompt: 'none' }))
      run.must(
        run.browser.shown.every((kind) => kind === 'form_post'),
        'no page is shown',
      )
      run.must(first.sub === second.sub, 'it is the same person')
      run.must(first.auth_time === second.auth_time, 'it is the same login')
    },
  },
  {
    name: 'oidcc-max-age-1',
    async run(run: Run) {
      const client = await newClient(run)
      const first = idTokenOf(run, await logIn(run, client))
      await sleep(2100)
      const second = idTokenOf(run, await logIn(run, client, { max_age: '1' }))
      run.must(showsLogin(run), 'the login page is shown again')
      run.must(second.auth_time !== undefined, 'auth_time is there')
      run.must(Number(second.auth_time) > Number(first.auth_time ?? 0), 'auth_time is later')
    },
  },
  {
    name: 'oidcc-max-age-10000',
    async run(run: Run) {
      const client = await newClient(run)
      const first = idTokenOf(run, await logIn(run, client, { max_age: '15000' }))
      const second = idTokenOf(run, await logIn(run, client, { max_age: '10000' }))
      run.must(!showsLogin(run), 'no login page is shown')
      run.must(first.auth_time !== undefined && first.auth_time === second.auth_time, 'auth_time is there and the same')
    },
  },
  {
    name: 'oidcc-id-token-hint',
    async run(run: Run) {
      const client = await newClient(run)
      const login = await logIn(run, client)
      const hint = rawIdTokenOf(run, login)
      const again = idTokenOf(run, await logIn(run, client, { prompt: 'none', id_token_hint: hint }))
      run.must(again.sub === idTokenOf(run, login).sub, 'it is the person of the hint')
    },
  },
]
