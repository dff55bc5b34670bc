import { BrowserClient } from '../../support/client.ts'
import { discover } from '../client/discovery.ts'
import { authorizationQuery } from '../client/flow.ts'
import { PASSWORD } from '../people.ts'
import { ALGORITHMS, type BenchClient, type BenchSession, REDIRECT_URI, type Subject } from '../types.ts'

/**
 * Logs a person in as a browser does, through the first client's login page, and lets the other clients in, so that
 * every authorization request from then on is answered at once.
 */
export async function logIn(
  issuer: string,
  clients: Subject['clients'],
  person: {
    readonly email: string
    readonly subject: string
    /** Cookies that are for other paths than the authorization endpoint's. */
    readonly otherCookies?: RegExp
  },
): Promise<BenchSession> {
  const { origin, authorize } = await discover(issuer)
  const browser = new BrowserClient(origin)
  for (const client of ALGORITHMS.map((algorithm) => clients[algorithm])) {
    await reachClient(browser, authorize, client, person.email)
  }
  const cookie = [...browser.cookies]
    .filter(([name, value]) => value !== '' && !person.otherCookies?.test(name))
    .map(([name, value]) => `${name}=${value}`)
  return { cookie: cookie.join('; '), subject: person.subject }
}

async function reachClient(browser: BrowserClient, path: string, client: BenchClient, email: string): Promise<void> {
  const query = authorizationQuery(client.clientId, 'login', 'login')
  let answer = await browser.get(path + query, { follow: true })
  if (answer.status === 200) {
    answer = await browser.submit('', { email, password: PASSWORD }, { page: answer, follow: true })
  }
  if (!answer.location?.startsWith(`${REDIRECT_URI}?code=`)) {
    throw new Error(`${email} cannot log in: ${answer.url} answered ${answer.status}: ${answer.text.slice(0, 500)}`)
  }
}
