import type { FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import type { Locale } from '../../../platform/i18n/i18n.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Claims } from '../../../protocol/client/claims.ts'
import type { Audit } from '../../audit/index.ts'
import type { Organizer } from '../../organizers/index.ts'
import type { SsoProvider, SsoProviders } from '../types.ts'

/** A part of a provider's page that another feature draws; null for none. */
export type ProviderSection = (request: FastifyRequest, provider: SsoProvider) => Promise<Child | null>

/** What a provider sent last. */
export interface Received {
  readonly claims: Claims
  /** ms */
  readonly at: number
  /** How the person is called, as the provider says. */
  readonly who: string
  /** The customer ID; null for somebody who has no account. */
  readonly customer: string | null
}

/** What the mapping makes of claims. */
export interface Mapped {
  readonly email: string | null
  readonly isEmailVerified: boolean | null
  readonly nameParts: Readonly<Record<string, string>>
  readonly phone: string | null
  readonly locale: Locale | null
}

export interface SsoProviderOfficeDeps {
  readonly platform: Platform
  readonly ssoProviders: SsoProviders
  readonly audit: Audit
  /** What mappings are previewed with; null when nothing came yet. */
  readonly received: (organizer: Organizer, provider: SsoProvider) => Promise<Received | null>
  readonly mapped: (organizer: Organizer, provider: SsoProvider, claims: Claims, locale: Locale) => Mapped
  /** Pages to be named at the provider for logouts, as paths below the organizer's pages. */
  readonly logoutPaths: {
    readonly back: string
    readonly backChannel: (slug: string) => string
    readonly frontChannel: (slug: string) => string
  }
  /** Begins a test of the connection, for a POST to `ssoprovider/<id>/test`, too; answers the address of its page. */
  readonly startTest?: (request: FastifyRequest, provider: SsoProvider) => Promise<string>
  /** Below the settings, in this order. */
  readonly sections?: readonly ProviderSection[]
}
