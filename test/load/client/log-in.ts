import type { Answer, Connection } from './connection.ts'

/** What became of a login: a session, or how many seconds to wait before the next try. */
export type LoginOutcome = { readonly kind: 'logged_in' } | { readonly kind: 'refused'; readonly retryAfterS: number }

export interface Login {
  readonly email: string
  readonly password: string
  /** Where the proxy says that the browser is. */
  readonly address: string
}

const HIDDEN_FIELD = /name="_csrf" value="([^"]+)"/

/**
 * Logs in as a new browser: loads the page, sends its form back with its token and cookie.
 *
 * @param path of the login page
 * @throws Error for every answer but a login, or a 503 that says when to come back
 */
export async function logIn(
  connection: Connection,
  path: string,
  { email, password, address }: Login,
): Promise<LoginOutcome> {
  const headers = ['accept', 'text/html', 'x-forwarded-for', address]
  const page = await connection.send({ method: 'GET', path, headers })
  const token = HIDDEN_FIELD.exec(page.body)?.[1]
  if (page.status !== 200 || token === undefined) return refuse('the login page', page)

  const type = ['content-type', 'application/x-www-form-urlencoded']
  const body = new URLSearchParams({ _csrf: token, email, password }).toString()
  const sent = [...headers, 'cookie', cookiesOf(page), ...type]
  const answer = await connection.send({ method: 'POST', path, headers: sent, body })
  if (answer.status === 303 && /customer/.test(cookiesOf(answer))) return { kind: 'logged_in' }
  const retryAfterS = Number(answer.headers['retry-after'])
  if (answer.status === 503 && retryAfterS > 0) return { kind: 'refused', retryAfterS }
  return refuse(`the login of ${email}`, answer)
}

function cookiesOf({ headers }: Answer): string {
  return [headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
}

function refuse(step: string, { status, body }: Answer): never {
  throw new Error(`${step} was answered with ${status}: ${body.slice(0, 300)}`)
}
