import type { OrganizerId } from '../../core/ids.ts'
import type { NameSchemeKey, TitleGroupKey } from '../../core/person-names.ts'
import type { ProfileField } from '../../core/profile-fields.ts'
import type { Site } from '../../platform/http/site.ts'
import type { Locale } from '../../platform/i18n/i18n.ts'

/** What an organizer can switch; see `settings.ts` for defaults and meaning. Keys are API words of the reference. */
export interface OrganizerSettings {
  readonly customer_accounts: boolean
  readonly customer_accounts_native: boolean
  readonly customer_accounts_link_by_email: boolean
  readonly customer_accounts_require_login_for_order_access: boolean
  /** People may create an account themselves. */
  readonly customer_accounts_registration: boolean
  /** When a new account costs a proof of work. */
  readonly customer_accounts_registration_challenge: 'off' | 'suspicion' | 'always'
  /** Login with six digits that are sent by mail. */
  readonly customer_accounts_login_code: boolean
  /** Where one SSO provider is the one button of the login page, people are sent there at once. */
  readonly customer_accounts_sso_direct: boolean
  /** Login with WebAuthn. */
  readonly customer_accounts_passkeys: boolean
  /** Whether customers may, or have to, prove who they are in two steps. */
  readonly customer_accounts_second_step: 'off' | 'optional' | 'required'
  /** Shortest password, in characters. */
  readonly customer_accounts_password_min_length: number
  /** A password needs a letter and a digit. */
  readonly customer_accounts_password_letter_and_digit: boolean
  /** Days after which a login that nobody uses ends; null: as the installation says. */
  readonly customer_accounts_session_days: number | null
  /** A mail after a login from a browser that is not known. */
  readonly customer_accounts_new_device_mail: boolean
  /** Days before the end of a membership at which its holder gets a mail; 0: none. */
  readonly customer_accounts_membership_reminder_days: number
  /** Optional fields that customers may fill in. */
  readonly customer_accounts_profile_fields: readonly ProfileField[]
  /** Origins of shops that may open the login in a popup. */
  readonly customer_accounts_popup_origins: readonly string[]
  /** All apps have to keep to the FAPI 2.0 Security Profile. */
  readonly sso_high_security: boolean
  /** Apps may register themselves with an initial access token (RFC 7591). */
  readonly sso_registration: boolean
  /** Days after which signing keys are replaced. */
  readonly sso_key_rotation_days: number
  /** A new password ends the tokens of all apps, too. */
  readonly sso_end_tokens_on_password_change: boolean
  readonly name_scheme: NameSchemeKey
  /** Empty: free text. */
  readonly name_scheme_titles: TitleGroupKey | ''
  /** Addresses of the legal pages in the foot of the shop; empty: not shown. */
  readonly imprint_url: string
  readonly privacy_url: string
}

/** A tenant: sells tickets, owns customers, apps and identity providers. */
export interface Organizer {
  readonly id: OrganizerId
  /** Short form, part of addresses. */
  readonly slug: string
  readonly name: string
  readonly locale: Locale
  /** IANA name, e.g. Europe/Berlin. */
  readonly timeZone: string
  /** `#rrggbb` */
  readonly brandColor: string
  /** One sentence under the name on the front page; may be empty. */
  readonly tagline: string
  /** SHA-256 of the logo, part of its address; null without one. */
  readonly logoHash: string | null
  /** Hosts of its own, lower case. */
  readonly domains: readonly string[]
  readonly settings: OrganizerSettings
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set in every scope below an organizer. */
    organizer: Organizer
    /** Where this organizer's pages are for this request. */
    site: Site
  }
}
