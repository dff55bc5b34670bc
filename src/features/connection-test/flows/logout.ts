import { ENDPOINTS } from '../../../protocol/provider/endpoints.ts'
import { decideLogout } from '../../../protocol/provider/logout/decide.ts'
import { readLogoutRequest } from '../../../protocol/provider/logout/index.ts'
import type { TestApp } from '../host/test-app.ts'
import { shownFields } from '../shown.ts'
import { runStep } from '../step.ts'
import type { Step, StepGroup } from '../types.ts'

/** The app logs the person out and gets them back. RP-Initiated Logout 1.0. @param idToken of a flow before */
export async function runLogout(app: TestApp, idToken: string): Promise<StepGroup | null> {
  const uris = app.client.postLogoutRedirectUris
  if (uris.length === 0) return null
  const steps: Step[] = []
  for (const uri of uris.slice(0, 5)) steps.push(await leaveTo(app, idToken, uri))
  steps.push(await leaveElsewhere(app, idToken, `${uris[0]}connection-test-wrong`))
  return { title: { key: 'connectionTest:group.logout' }, steps }
}

async function leaveTo(app: TestApp, idToken: string, uri: string): Promise<Step> {
  const { step } = await runStep('logout', { uri }, async (notes) => {
    const fields = { id_token_hint: idToken, post_logout_redirect_uri: uri, state: 'connection-test' }
    notes.sent(`GET ${app.host.issuer}${ENDPOINTS.endSession}`, ...shownFields(Object.entries(fields)))
    const wish = await readLogoutRequest({ host: app.host, params: new URLSearchParams(fields) })
    const decision = await decideLogout({ host: app.host, wish, session: app.session })
    notes.answered(`${decision}`, `303 ${wish.returnTo?.uri ?? '–'}`)
    notes.found(wish.client === app.client.id, 'logoutClient')
    notes.found(decision === 'end', 'logoutAtOnce')
    notes.found(wish.returnTo?.uri === uri && wish.returnTo.state === 'connection-test', 'logoutReturn', { uri })
  })
  return step
}

async function leaveElsewhere(app: TestApp, idToken: string, uri: string): Promise<Step> {
  const { step } = await runStep('logoutElsewhere', {}, async (notes) => {
    const fields = { id_token_hint: idToken, post_logout_redirect_uri: uri }
    const wish = await readLogoutRequest({ host: app.host, params: new URLSearchParams(fields) })
    notes.found(wish.returnTo === null && wish.problem === 'return_unknown', 'logoutNotReturned')
  })
  return step
}
