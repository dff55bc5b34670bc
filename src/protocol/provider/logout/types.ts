import type { ProviderHost } from '../provider-host.ts'
import type { ClientKey, KnownPerson, ProviderClient, SessionKey } from '../types.ts'

export interface LogoutRequest {
  readonly host: Pick<ProviderHost, 'issuer' | 'clients' | 'keys'>
  /** The query of a GET or the form body of a POST, never both mixed. */
  readonly params: URLSearchParams
}

/**
 * Why the browser is not sent back to the app although the app wants it: the hint is no ID token of this issuer; nothing says
 * which app it is; the app is unknown or switched off; the ID token was issued to another app; the address is not registered.
 */
export type LogoutProblem = 'hint_invalid' | 'client_missing' | 'client_unknown' | 'client_differs' | 'return_unknown'

/** What an app, or the person, wants. It holds no secret and can be kept, sealed, until the person has answered. */
export interface LogoutWish {
  /** The app that asks, as far as that is known. */
  readonly client: ClientKey | null
  /** Who is to be logged out, as the ID token has it. */
  readonly hint: { readonly subject: string; readonly sid: string | null } | null
  /** Where the browser goes afterwards; registered for the app. */
  readonly returnTo: ReturnTarget | null
  readonly problem: LogoutProblem | null
}

export interface ReturnTarget {
  readonly uri: string
  readonly state: string | null
}

/** Who is logged in with this browser. */
export interface LogoutSession extends KnownPerson {
  readonly sid: SessionKey
}

/** `end`: log out at once. `ask`: the person has to confirm first. `nobody`: nobody is logged in. */
export type LogoutDecision = 'end' | 'ask' | 'nobody'

/** The app of a request, with what is read before it. */
export interface LogoutClient {
  readonly client: ProviderClient | null
  readonly problem: LogoutProblem | null
}
