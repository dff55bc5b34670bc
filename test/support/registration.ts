import type { Organizer } from '../../src/features/organizers/index.ts'
import type { TestServer } from './server.ts'

export const REGISTERED_CALLBACK = 'https://app.example/callback'

export interface RegistrationAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The JSON object, empty when there is none. */
  readonly body: Record<string, unknown>
}

/** An initial access token. */
export async function initialToken(foyer: TestServer, organizer: Organizer, uses = 1, days = 1): Promise<string> {
  const { tokens } = foyer.features.clientRegistration
  return (await tokens.create(organizer.id, { name: 'Test', uses, days }, { type: 'system' })).secret
}

/** @param url absolute, or below the server @param body what is sent as JSON; a text as it is */
export async function callRegistration(
  foyer: TestServer,
  method: string,
  url: string,
  token: string | null,
  body?: object | string,
): Promise<RegistrationAnswer> {
  const answer = await fetch(new URL(url, foyer.url), {
    method,
    headers: { ...(token !== null && { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, body: text === '' ? {} : JSON.parse(text) }
}

/** Registers an app at `acme`, or at the organizer with this short form. */
export function register(
  foyer: TestServer,
  token: string | null,
  metadata: object | string = {},
  slug = 'acme',
): Promise<RegistrationAnswer> {
  const body = typeof metadata === 'string' ? metadata : { redirect_uris: [REGISTERED_CALLBACK], ...metadata }
  return callRegistration(foyer, 'POST', `/${slug}/oauth2/v1/register`, token, body)
}

/** Calls the address at which a registered app manages itself, with its token. */
export function manage(
  foyer: TestServer,
  registered: RegistrationAnswer,
  method: string,
  body?: object | string,
): Promise<RegistrationAnswer> {
  const { registration_client_uri, registration_access_token } = registered.body
  return callRegistration(foyer, method, String(registration_client_uri), String(registration_access_token), body)
}
