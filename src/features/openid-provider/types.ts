import type { FastifyRequest } from 'fastify'
import type { CustomerId, OrganizerId, SsoClientId } from '../../core/ids.ts'
import type { Site } from '../../platform/http/site.ts'
import type { LoginWishes } from '../../protocol/client/types.ts'
import type { AuthorizationOutcome, ConsentDecision } from '../../protocol/provider/authorization/types.ts'
import type { OAuthError } from '../../protocol/provider/errors.ts'
import type { ProviderHost } from '../../protocol/provider/provider-host.ts'
import type { Awaitable, Consent, KnownPerson, Scope } from '../../protocol/provider/types.ts'
import type { AuditActor } from '../audit/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { SigningKeys } from './keys-types.ts'

/** The app that a person logs in for, as the login page names it. */
export interface NextApp {
  readonly name: string
  /** Address of its logo, or null. */
  readonly logo: string | null
  /** Where the person goes afterwards: a host, or the scheme of an app on the device. */
  readonly host: string
  /** For `allowFormTargets`: the login form is answered with a redirect that ends there. */
  readonly formTargets: readonly string[]
}

/** What the consent page asks; the answer goes back through `decided`. */
export type ConsentQuestion = Extract<AuthorizationOutcome, { kind: 'consent' }>

/** An app that a customer is connected with, because they allowed it something or it still holds tokens. Instants in ms. */
export interface ConnectedApp {
  readonly client: SsoClientId
  readonly scopes: readonly Scope[]
  /** Claims that were asked for one by one. */
  readonly claims: readonly string[]
  /** null for apps that never ask. */
  readonly allowedAt: number | null
  readonly lastUsedAt: number | null
  /** Holds a refresh token that lives. */
  readonly staysConnected: boolean
}

/** What customers allowed apps. Changes are written to the history. */
export interface Consents {
  /** Adds to what was allowed before. */
  allow(organizerId: OrganizerId, customerId: CustomerId, client: SsoClientId, consent: Consent): Promise<void>
  /** Apps of a customer, the one used last first, at most 100. */
  apps(organizerId: OrganizerId, customerId: CustomerId): Promise<readonly ConnectedApp[]>
  /** Takes everything back: consent, codes and tokens. False when there was nothing. */
  withdraw(organizerId: OrganizerId, customerId: CustomerId, client: SsoClientId, actor: AuditActor): Promise<boolean>
}

/** Keeps refused requests for staff. */
export interface RefusalLog {
  /** Answers a short reference to be shown, null when too many were refused lately to keep them all. */
  note(organizerId: OrganizerId, refusal: RefusedRequest): string | null
}

export interface RefusedRequest {
  /** The path of the endpoint. */
  readonly endpoint: string
  readonly error: OAuthError
  /** As it was sent; may belong to no client. */
  readonly clientId: string | null
}

export interface OpenidProvider {
  /** What the protocol needs to answer for one organizer at the address through which it was reached. */
  host(organizer: Pick<Organizer, 'id' | 'settings'>, site: Site): ProviderHost
  readonly keys: SigningKeys
  /** A person in the names that apps know; costs nothing but for accounts that others became a part of. */
  person(
    organizerId: OrganizerId,
    customer: { readonly id: CustomerId; readonly identifier: string; readonly hasOtherSubjects: boolean },
  ): Awaitable<KnownPerson>
  /** Which registered app the path `next` leads back to; null when it leads to none of this organizer. */
  describeNext(request: FastifyRequest, next: string): Promise<NextApp | null>
  /** What the app behind the path `next` asks of the login; null when it leads to none, or to a request that will be refused. */
  loginWishes(request: FastifyRequest, next: string): Promise<LoginWishes | null>
  readonly consents: Consents
  /** Apps that know this customer, whether or not they hold anything now. */
  appsKnowing(organizerId: OrganizerId, customerId: CustomerId): Promise<ReadonlySet<SsoClientId>>
  /** What has to be asked before the authorization request in the path `next` is answered; null when nothing has. */
  consentQuestion(request: FastifyRequest, next: string): Promise<ConsentQuestion | null>
  /** The path that goes on with the request in `next` after the person, who is logged in, decided. */
  decided(request: FastifyRequest, next: string, decision: ConsentDecision): Promise<string>
  /** The path that goes on with the request in `next` after the person chose the account that is logged in. */
  accountChosen(request: FastifyRequest, next: string): Promise<string>
  /** The path `next` with a request that waited for too long as though it had come just now. */
  renewNext(request: FastifyRequest, next: string): string
  /** Removes codes, tokens and keys that ended long ago; answers how many. To be run every few hours. */
  cleanUp(): Promise<number>
}
