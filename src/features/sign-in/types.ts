import type { FastifyRequest } from 'fastify'
import type { CustomerId, CustomerIdentityId, CustomerSessionId } from '../../core/ids.ts'
import type { Device } from '../../platform/devices/device.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'

/** What a session knows of its customer without another look into the database. */
export interface SessionCustomer {
  readonly id: CustomerId
  readonly identifier: string
  /** Display name; may be empty. */
  readonly name: string
  readonly email: string
  readonly locale: Locale
  /** Some apps know this person under another ID. */
  readonly hasOtherSubjects: boolean
  /** When the account is deleted, in ms, because this person asked for that; null otherwise. */
  readonly deletionDueAt?: number | null
}

/** A login in one browser, at one organizer. Only exists for accounts that are active and verified. */
export interface CustomerSession {
  readonly id: CustomerSessionId
  readonly customer: SessionCustomer
  /** When the person proved who they are, in ms. */
  readonly authAt: number
  /** Authentication methods, RFC 8176 words such as `pwd`; none where a provider named none. */
  readonly amr: readonly string[]
  /** The identity that it was begun with; null where no provider vouched for the person. */
  readonly identityId: CustomerIdentityId | null
}

/** What a session keeps of the provider that vouched for its person. */
export interface UpstreamLogin {
  readonly identityId: CustomerIdentityId
  /** Name of the session there, `sid`; null when the provider gave none. */
  readonly sessionId: string | null
  /** What a logout there needs, encrypted by whoever hands it in. */
  readonly data: string | null
  /** When the person proved who they are there, in ms; null when the provider does not say: then it is now. */
  readonly authAt: number | null
}

/** A session that has just ended, with what a logout at its provider needs. */
export interface LoggedOutSession extends CustomerSession {
  readonly upstream: Omit<UpstreamLogin, 'authAt'> | null
}

/** A session as its owner sees it in a list. Instants in ms. */
export interface ListedSession {
  readonly id: CustomerSessionId
  readonly createdAt: number
  readonly lastUsedAt: number
  readonly userAgent: string
  readonly device: Device
  /** `192.0.2.0/24` or `2001:db8:1::/48` */
  readonly ipPrefix: string
}

/** Where somebody is who logs in, as far as it is kept. */
export interface ClientFacts {
  readonly userAgent: string
  readonly ip: string
}

/** The app behind a `next`, named on every page on the way to it. */
export interface NextApp {
  readonly name: string
  /** Address of its logo, or null. */
  readonly logo: string | null
  readonly host: string
  /** Origins or schemes that the login may lead to; they go into `form-action`. */
  readonly formTargets: readonly string[]
}

/** Says which app asked for a login; null when `next` is a page of our own. `next` is a path of this site. */
export type DescribeNext = (request: FastifyRequest, next: string) => NextApp | null | Promise<NextApp | null>

/** The same `next` as though its app had sent the person just now, where it has waited for too long; a path of this site. */
export type RenewNext = (request: FastifyRequest, next: string) => string

/**
 * Where a browser goes after a logout on its way to `goesTo`, an address of this site; null when it can go there directly.
 * @param session that has just ended
 */
export type AfterLogout = (request: FastifyRequest, session: LoggedOutSession, goesTo: string) => Promise<string | null>

/** The same `next` after the person said to go on with the account that is logged in; a path of this site. */
export type ChooseAccount = (request: FastifyRequest, next: string) => Promise<string>

/**
 * Why somebody who is logged in is asked to log in: what the app wants, `recent` when they
 * are about to change something that matters, or `other_account` when it is their own wish to go on
 * as somebody else.
 */
export const REAUTH_REASONS = [
  'recent',
  'prompt_login',
  'max_age',
  'select_account',
  'other_subject',
  'other_account',
] as const
export type ReauthReason = (typeof REAUTH_REASONS)[number]

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is logged in to this organizer; looked up once for each request. */
    customerSession(): Promise<CustomerSession | null>
  }
}
