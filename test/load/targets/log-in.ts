import { BrowserClient } from '../../support/client.ts'
import { discover } from '../client/discovery.ts'
import { authorizationQuery } from '../client/flow.ts'
import { PASSWORD } from '../people.ts'
import type { Child } from '../processes.ts'
import { ALGORITHMS, type BenchSession, REDIRECT_URI, type Subject } from '../types.ts'

export interface Account {
  readonly email: string
  readonly subject: string
}

/**
 * Logs people in as their browsers do, through the login page, and lets every client in once, so that each authorization
 * request from then on is answered at once. Stops the server when that fails.
 *
 * @param otherCookies cookies that a browser would not send to the authorization endpoint, because of their paths
 */
export async function logIn(
  server: Child,
  { issuer, clients, scope }: Pick<Subject, 'issuer' | 'clients' | 'scope'>,
  accounts: readonly Account[],
  otherCookies?: RegExp,
): Promise<BenchSession[]> {
  try {
    const { origin, authorize } = await discover(issuer)
    const sessions: BenchSession[] = []
    for (const { email, subject } of accounts) {
      const browser = new BrowserClient(origin)
      for (const algorithm of ALGORITHMS) {
        const path = authorize + authorizationQuery(clients[algorithm].clientId, scope, 'login', 'login')
        await reachClient(browser, path, email)
      }
      const cookies = [...browser.cookies].filter(([name, value]) => value !== '' && !otherCookies?.test(name))
      sessions.push({ cookie: cookies.map(([name, value]) => `${name}=${value}`).join('; '), subject })
    }
    return sessions
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function reachClient(browser: BrowserClient, path: string, email: string): Promise<void> {
  let answer = await browser.get(path, { follow: true })
  if (answer.status === 200) {
    answer = await browser.submit('', { email, password: PASSWORD }, { page: answer, follow: true })
  }
  if (!answer.location?.startsWith(`${REDIRECT_URI}?code=`)) {
    throw new Error(`${email} cannot log in: ${answer.url} answered ${answer.status}: ${answer.text.slice(0, 500)}`)
  }
}
