import type { JWK } from 'jose'
import { z } from 'zod'
import { DAY } from '../../core/clock.ts'
import { SIGNING_ALGS, type SigningAlg } from '../../protocol/keys/types.ts'

const DAY_S = DAY / 1000

/** Metadata that few clients have, stored as one JSON object. Lifetimes are in seconds. Words of RFC 7591 where it has them. */
export interface SsoClientOptions {
  /** The organizer's own app: the person is not told that somebody else gets data. */
  readonly isFirstParty: boolean
  readonly jwks: { readonly keys: readonly JWK[] } | null
  readonly jwksUri: string | null
  /** null: any that is supported. */
  readonly tokenEndpointAuthSigningAlg: string | null
  readonly subjectType: 'public' | 'pairwise'
  readonly sectorIdentifierUri: string | null
  readonly accessTokenLifetimeS: number
  readonly idTokenLifetimeS: number
  /** How long a refresh token lives unused. */
  readonly refreshIdleLifetimeS: number
  /** How long a person stays connected without a new login at all. */
  readonly refreshAbsoluteLifetimeS: number
  readonly backchannelLogoutSessionRequired: boolean
  readonly frontchannelLogoutSessionRequired: boolean
  readonly requestUris: readonly string[]
  readonly requestObjectSigningAlg: string | null
  readonly requireSignedRequestObject: boolean
  readonly userinfoSigningAlg: SigningAlg | null
  readonly requirePushedAuthorizationRequests: boolean
  readonly dpopBoundAccessTokens: boolean
  /** FAPI 2.0 Security Profile. */
  readonly isHighSecurity: boolean
  readonly defaultMaxAgeS: number | null
  /** SHA-256 of the uploaded logo, part of its address; null without one. */
  readonly logoHash: string | null
  readonly clientUri: string | null
  readonly policyUri: string | null
  readonly tosUri: string | null
  readonly initiateLoginUri: string | null
  readonly contacts: readonly string[]
  /** Only of apps that registered themselves. */
  readonly registered: RegisteredMetadata | null
}

/** What an app said of itself when it registered and is told again; nothing depends on it. Words of RFC 7591. */
export interface RegisteredMetadata {
  readonly applicationType: 'web' | 'native'
  readonly logoUri: string | null
  readonly requireAuthTime: boolean
  readonly defaultAcrValues: readonly string[]
  readonly softwareId: string | null
  readonly softwareVersion: string | null
}

const address = z.string().nullable().default(null)
const lifetime = (standardS: number) => z.number().int().positive().default(standardS)
const flag = (standard: boolean) => z.boolean().default(standard)

/** What is stored; what is missing has its standard value. */
export const optionsSchema: z.ZodType<SsoClientOptions> = z.object({
  isFirstParty: flag(false),
  jwks: z
    .object({ keys: z.array(z.looseObject({ kty: z.string() })) })
    .nullable()
    .default(null),
  jwksUri: address,
  tokenEndpointAuthSigningAlg: z.string().nullable().default(null),
  subjectType: z.enum(['public', 'pairwise']).default('public'),
  sectorIdentifierUri: address,
  accessTokenLifetimeS: lifetime(3600),
  idTokenLifetimeS: lifetime(3600),
  refreshIdleLifetimeS: lifetime(30 * DAY_S),
  refreshAbsoluteLifetimeS: lifetime(365 * DAY_S),
  backchannelLogoutSessionRequired: flag(true),
  frontchannelLogoutSessionRequired: flag(true),
  requestUris: z.array(z.string()).default([]),
  requestObjectSigningAlg: z.string().nullable().default(null),
  requireSignedRequestObject: flag(false),
  userinfoSigningAlg: z.enum(SIGNING_ALGS).nullable().default(null),
  requirePushedAuthorizationRequests: flag(false),
  dpopBoundAccessTokens: flag(false),
  isHighSecurity: flag(false),
  defaultMaxAgeS: z.number().int().nonnegative().nullable().default(null),
  logoHash: z.string().nullable().default(null),
  clientUri: address,
  policyUri: address,
  tosUri: address,
  initiateLoginUri: address,
  contacts: z.array(z.string()).default([]),
  registered: z
    .object({
      applicationType: z.enum(['web', 'native']).default('web'),
      logoUri: address,
      requireAuthTime: flag(false),
      defaultAcrValues: z.array(z.string()).default([]),
      softwareId: z.string().nullable().default(null),
      softwareVersion: z.string().nullable().default(null),
    })
    .nullable()
    .default(null),
})

export const DEFAULT_OPTIONS: SsoClientOptions = optionsSchema.parse({})

/** The part of the settings that is stored as one object. */
export function optionsOf(settings: SsoClientOptions): SsoClientOptions {
  return optionsSchema.parse(settings)
}
