/** What is known about a subject. Missing and empty values are left out of the claims. */
export interface SubjectProfile {
  readonly name?: string | null
  readonly givenName?: string | null
  readonly familyName?: string | null
  readonly middleName?: string | null
  readonly nickname?: string | null
  readonly email?: string | null
  readonly emailVerified?: boolean
  /** E.164, e.g. `+4930123456`. */
  readonly phoneNumber?: string | null
  readonly phoneNumberVerified?: boolean
  /** BCP 47, e.g. `de` or `pt-BR`. */
  readonly locale?: string | null
  /** In ms. */
  readonly updatedAt?: number | null
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly zoneinfo?: string | null
  /** `YYYY-MM-DD`, `0000-MM-DD` or `YYYY`. */
  readonly birthdate?: string | null
  readonly gender?: string | null
  readonly website?: string | null
  readonly picture?: string | null
  /** Address of a page about the person. */
  readonly profile?: string | null
  readonly preferredUsername?: string | null
  readonly address?: PostalAddress | null
  readonly memberships?: readonly MembershipClaim[]
}

/** OpenID Connect Core 5.1.1; `country` is an ISO 3166-1 code of two letters. */
export interface PostalAddress {
  readonly street_address?: string
  readonly postal_code?: string
  readonly locality?: string
  readonly region?: string
  readonly country?: string
}

/** One entry of the claim `memberships`. */
export interface MembershipClaim {
  readonly id: string
  /** Its name by language. */
  readonly type: { readonly id: string; readonly name: Readonly<Record<string, string | undefined>> }
  /** Name of the type in the language of the person. */
  readonly name: string
  /** RFC 3339; null: without limit. */
  readonly valid_from: string | null
  readonly valid_until: string | null
  /** May be used for different people. */
  readonly transferable: boolean
  /** How often it is used. */
  readonly usages: number
  /** null: as often as one likes. */
  readonly max_usages: number | null
  readonly uses_left: number | null
  /** For whom it is; null for nobody in particular. */
  readonly attendee_name: string | null
  /** Only tries out a shop. */
  readonly testmode: boolean
}

/** One claim that was asked for by name, OpenID Connect Core 5.5.1. */
export interface ClaimRequest {
  readonly essential?: boolean
  readonly value?: unknown
  readonly values?: readonly unknown[]
}

/** The `claims` parameter, OpenID Connect Core 5.5: claims by name; null asks in the default manner. */
export interface ClaimsRequest {
  readonly userinfo: Readonly<Record<string, ClaimRequest | null>>
  readonly id_token: Readonly<Record<string, ClaimRequest | null>>
}
