import type { Answer, BrowserClient } from './client.ts'

/** A redirect login as a plugin writes it: everything that an identity provider could say stands in the callback. */
export function redirectBackend(identifier = 'company', name = 'Company login'): string {
  return `export default {
  identifier: '${identifier}',
  verboseName: '${name}',
  hint: { en: 'You leave this site.', de: 'Sie verlassen diese Seite.' },
  async beginLogin(request) {
    if (request.query.broken) throw new Error('no discovery')
    if (request.query.closed) throw request.refuse({ en: 'Closed until Monday.', de: 'Bis Montag geschlossen.' })
    const state = await request.attempts.start({ nonce: 'n' })
    return 'https://idp.example/authorize?' + new URLSearchParams({ state, purpose: request.purpose, user: request.user?.email ?? '' })
  },
  async handleCallback(request) {
    const said = request.method === 'POST' ? request.form : request.query
    const attempt = await request.attempts.take(said.state)
    if (attempt === null || attempt.data.nonce !== 'n') return null
    if (said.refuse) throw request.refuse({ en: said.refuse, de: 'Abgelehnt' })
    if (said.broken) throw new Error('the token endpoint is gone')
    if (said.slow) return new Promise(() => {})
    if (said.id) return { id: said.id, authBackend: '${identifier}', isActive: true }
    if (!said.person) return null
    const user = await request.users.getOrCreateForBackend({ identifier: said.person, email: said.email ?? said.person + '@company.example' })
    return { user, session: { id: 'sid-' + said.person, data: { token: 'token of ' + said.person } } }
  },
  async handleBackchannel(request) {
    if (request.form.broken) throw new Error('broken')
    const ended = await request.sessions.endUpstream(request.form.sid ?? '')
    return { status: 200, type: 'application/json', body: JSON.stringify({ ended, cookies: Object.keys(request.cookies) }) }
  },
  metadata: (request) => ({ status: 200, type: 'application/samlmetadata+xml', body: '<md at="' + request.callbackUrl + '"/>' }),
  logoutUrl: (request, data) => 'https://idp.example/logout?' + new URLSearchParams({ hint: data.token }),
}`
}

/** Clicks on the way to the provider. Answers the state that it was given. */
export async function setOut(client: BrowserClient, query = '', backend = 'company'): Promise<string> {
  const answer = await client.get(`/control/auth/${backend}/start${query}`)
  const state = URL.parse(answer.location ?? '')?.searchParams.get('state')
  if (!state) throw new Error(`no state: ${answer.status} ${answer.location}`)
  return state
}

/** Comes back from the provider. */
export function comeBack(client: BrowserClient, said: Record<string, string>, backend = 'company'): Promise<Answer> {
  return client.get(`/control/auth/${backend}/callback?${new URLSearchParams(said)}`)
}
