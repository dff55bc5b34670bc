import type { Customer } from '../../src/features/customers/index.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { SsoClientInput } from '../../src/features/sso-clients/index.ts'
import { makeCustomer } from './accounts.ts'
import type { Answer, BrowserClient } from './client.ts'
import { authorizePath, loggedIn, newClient, type TestClient } from './provider.ts'
import type { TestServer } from './server.ts'

/** An organizer whose app asks for consent, and a browser in which its customer is logged in. */
export interface ConsentScene {
  readonly acme: Organizer
  readonly app: TestClient
  readonly customer: Customer
  readonly browser: BrowserClient
  /** Where an authorization request of the app begins. */
  readonly path: (changes?: Record<string, string | null>) => string
}

export async function consentScene(foyer: TestServer, client: SsoClientInput = {}): Promise<ConsentScene> {
  const acme = await foyer.organizer('acme')
  const app = await newClient(foyer, acme, { consent: 'once', ...client })
  const customer = await makeCustomer(foyer, acme)
  const browser = await loggedIn(foyer, acme, customer)
  return { acme, app, customer, browser, path: (changes) => authorizePath(acme, app, changes) }
}

/** Presses a button of a consent page. */
export function decide(
  browser: BrowserClient,
  page: Answer,
  decision: string,
  changes: Record<string, string> = {},
): Promise<Answer> {
  return browser.submit('', { decision, ...changes }, { page, form: '/account/consent', follow: true })
}
