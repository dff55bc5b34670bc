import type { FastifyRequest } from 'fastify'
import type { CustomerId, CustomerSessionId, OrganizerId, SsoClientId } from '../../core/ids.ts'
import type { LoggedEntry } from '../../platform/outbox/types.ts'
import type { LogoutWish, ReturnTarget } from '../../protocol/provider/logout/types.ts'
import type { ClientKey } from '../../protocol/provider/types.ts'
import type { AfterLogout, LoggedOutSession } from '../sign-in/index.ts'

/** A login that just ended. */
export interface EndedLogin {
  readonly id: CustomerSessionId
  readonly customerId: CustomerId
}

/** The same in the browser that logged out, with what its provider needs to know. */
export interface LeavingLogin extends EndedLogin {
  readonly upstream: LoggedOutSession['upstream']
}

/** Where a browser goes on to after the apps were told: to an app that asked for the logout, or to a page of ours. */
export type GoesOn =
  | { readonly client: ClientKey; readonly to: ReturnTarget }
  /** A path of this site. */
  | { readonly path: string }

/** Where a browser logs out at the provider that vouched for it, and comes back to `goesOn`: a path of this site; null for nowhere. */
export type UpstreamFarewell = (
  request: FastifyRequest,
  upstream: NonNullable<LoggedOutSession['upstream']>,
  goesOn: GoesOn,
) => Promise<string | null>

/** A logout request with what the pages say about it. */
export interface KeptWish extends LogoutWish {
  readonly uiLocales: string | null
  /** `client_id` and `post_logout_redirect_uri` as they were sent, for messages. */
  readonly sent: { readonly clientId: string | null; readonly uri: string | null }
}

/** What is kept in an address or a form between two requests, sealed. Good for one organizer and a short time. */
export interface Sealed {
  /** A logout request, until the person has answered. */
  readonly wish: KeptWish
  /** A logout that is done, as far as the apps in the browser have to be told of it. */
  readonly farewell: EndedLogin & { readonly goesOn: GoesOn }
  /** Where a browser goes on to that is at its provider meanwhile. */
  readonly onward: GoesOn
}

/** An app that a logout reaches, for the pages. */
export interface ReachedApp {
  readonly name: string
  /** Address of its logo, or null. */
  readonly logo: string | null
  /** What a frame opens; null for apps that are told by the server. */
  readonly frame: string | null
}

/** The organizer for whom something is sealed. */
type Tenant = { readonly id: OrganizerId }

/** Logouts that reach the apps. */
export interface SingleLogout {
  /** Apps of a session that are told of its end: by a frame or by a call. */
  reached(request: FastifyRequest, login: EndedLogin): Promise<readonly ReachedApp[]>
  seal<Kind extends keyof Sealed>(organizer: Tenant, kind: Kind, value: Sealed[Kind]): string
  /** null for what was changed, is another organizer's, or too old. */
  open<Kind extends keyof Sealed>(organizer: Tenant, kind: Kind, sealed: string): Sealed[Kind] | null
  /** The page with frames, when an app wants one after this logout; null when the browser can go on. A path of the site. */
  detour(request: FastifyRequest, login: LeavingLogin, goesOn: GoesOn): Promise<string | null>
  /** The same after a logout in the shop. @param goesTo a path of the site */
  readonly afterLogout: AfterLogout
  /** Where a browser goes on to, as an address. Whether an app may be returned to is asked again at each use. */
  addressOf(request: FastifyRequest, goesOn: GoesOn): Promise<string>
  useUpstream(farewell: UpstreamFarewell): void
  /** Logout messages that were sent or tried lately, the latest first. */
  deliveries(organizerId: OrganizerId, client: SsoClientId, limit: number): Promise<readonly LoggedEntry[]>
}
