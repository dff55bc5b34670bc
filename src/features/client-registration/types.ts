import type { InitialTokenId, OrganizerId } from '../../core/ids.ts'
import type { AuditActor } from '../audit/index.ts'
import type { Organizer } from '../organizers/index.ts'

/** What an app needs to register itself. Instants in ms. */
export interface InitialToken {
  readonly id: InitialTokenId
  readonly organizerId: OrganizerId
  readonly name: string
  /** How many apps can still register with it. */
  readonly usesLeft: number
  readonly expiresAt: number
  readonly createdAt: number
}

/** As it was typed; texts become numbers at the door. */
export interface InitialTokenInput {
  readonly name: string
  /** How many apps may register with it, 1 to 1,000. */
  readonly uses: number
  /** How long, in days, 1 to 365. */
  readonly days: number
}

/** The tokens with which apps may register themselves. Changes are written to the history. */
export interface InitialTokens {
  /** The newest first, ended ones included; at most 200. */
  list(organizerId: OrganizerId): Promise<readonly InitialToken[]>
  byId(organizerId: OrganizerId, id: InitialTokenId): Promise<InitialToken | null>
  /**
   * The secret is what the app sends, and is known at this moment only.
   * @throws InvalidInput
   */
  create(
    organizerId: OrganizerId,
    input: InitialTokenInput,
    actor: AuditActor,
  ): Promise<{ readonly token: InitialToken; readonly secret: string }>
  /** Apps that registered with it stay. @throws NotFound */
  revoke(organizerId: OrganizerId, id: InitialTokenId, actor: AuditActor): Promise<void>
}

/** At whose door an app stands. */
export interface RegistrationContext {
  readonly organizer: Organizer
  /** Absolute URL without a trailing slash. */
  readonly issuer: string
  /** The `Authorization` header. */
  readonly authorization: string | null
}

/** Answer to an app: RFC 7591 section 3.2.1, RFC 7592 section 3. */
export type ClientInformation = Readonly<Record<string, unknown>>

/** Apps that register and manage themselves. All functions throw OAuthError. */
export interface Registrations {
  /** RFC 7591 section 3. @param body as it was sent */
  register(context: RegistrationContext, body: string): Promise<ClientInformation>
  /** RFC 7592 section 2.1. */
  read(context: RegistrationContext, clientId: string): Promise<ClientInformation>
  /** RFC 7592 section 2.2: replaces all metadata. */
  update(context: RegistrationContext, clientId: string, body: string): Promise<ClientInformation>
  /** RFC 7592 section 2.3. */
  remove(context: RegistrationContext, clientId: string): Promise<void>
}

export interface ClientRegistration {
  readonly tokens: InitialTokens
  readonly registrations: Registrations
  /** Removes tokens that ended long ago; answers how many. To be run every few hours. */
  cleanUp(): Promise<number>
}
