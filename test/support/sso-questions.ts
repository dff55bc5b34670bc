import { hashSecret } from '../../src/core/random.ts'
import type { Arrival } from '../../src/features/customer-identities/index.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import type { SsoProvider } from '../../src/features/sso-providers/index.ts'
import type { Claims } from '../../src/protocol/client/claims.ts'
import type { BrowserClient } from './client.ts'
import type { TestServer } from './server.ts'
import { makeProvider, personOf } from './sso-people.ts'

type Asked = Extract<Arrival, { kind: 'prove' | 'confirm_email' }>

export interface AskedIn {
  readonly browser: BrowserClient
  /** The page with the question. */
  readonly path: string
  readonly name: string
  readonly secret: string
}

/** An organizer with a provider that does not confirm addresses to be its people's unless it says so. */
export async function questionScene(foyer: TestServer, slug: string, values: Record<string, string> = {}) {
  const organizer = await foyer.organizer(slug, values)
  const provider = await makeProvider(foyer, organizer, {
    settings: { emailPolicy: 'verify', isAuthoritative: false, authMethod: 'none' },
  })
  return { organizer, provider }
}

/** Somebody comes back from the provider, as far as their question: without a provider that would have to be asked. */
export async function comeBackAs(
  foyer: TestServer,
  organizer: Organizer,
  provider: SsoProvider,
  subject: string,
  claims: Claims,
  { browser = foyer.client(), next = null }: { browser?: BrowserClient; next?: string | null } = {},
): Promise<AskedIn> {
  const person = personOf(provider, subject, claims)
  const arrival = await foyer.features.customerIdentities.arrive(organizer, person)
  if (arrival.kind !== 'prove' && arrival.kind !== 'confirm_email') throw new Error(`no question: ${arrival.kind}`)
  return ask(foyer, organizer, browser, { person, next }, arrival)
}

async function ask(
  foyer: TestServer,
  organizer: Organizer,
  browser: BrowserClient,
  { person, next }: { person: ReturnType<typeof personOf>; next: string | null },
  arrival: Asked,
): Promise<AskedIn> {
  const session = { idToken: 'a.b.c', sid: null, authAt: null, amr: [] }
  const { key, question } = await foyer.features.ssoLogin.questions.ask(
    organizer.id,
    { person, session, next },
    arrival,
  )
  giveCookie(browser, organizer, key, question.askedAt)
  const page = question.kind === 'prove' ? 'link' : 'confirm'
  return { browser, path: `/${organizer.slug}/account/login/${page}?question=${key.name}`, ...key }
}

/** The cookie by which a browser answers a question. */
export function giveCookie(
  browser: BrowserClient,
  { slug }: Pick<Organizer, 'slug'>,
  { name, secret }: { name: string; secret: string },
  askedAt = 0,
): void {
  browser.cookies.set(`foyer-sso-${slug}-${hashSecret(name).slice(0, 10)}`, `${askedAt.toString(36)}.${secret}`)
}
