import { z } from 'zod'
import {
  type AddressInUse,
  type AuthMethod,
  type ClaimNames,
  type EmailPolicy,
  type ProviderSettings,
  SYNCED_FIELDS,
  type SyncPolicy,
} from './types.ts'

export const AUTH_METHODS = [
  'auto',
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
  'apple',
  'none',
] as const satisfies readonly AuthMethod[]
export const RESPONSE_MODES = ['query', 'form_post'] as const
export const CLAIMS_FROM = ['both', 'id_token', 'userinfo'] as const
export const EMAIL_POLICIES = ['require', 'trust', 'verify'] as const satisfies readonly EmailPolicy[]
export const ADDRESS_IN_USE = ['prove', 'link', 'refuse'] as const satisfies readonly AddressInUse[]
export const SYNC_POLICIES = ['first', 'always', 'never'] as const satisfies readonly SyncPolicy[]

/** Claims of OpenID Connect Core 5.1. */
const STANDARD_CLAIMS: ClaimNames = {
  subject: 'sub',
  email: 'email',
  emailVerified: 'email_verified',
  phone: 'phone_number',
  locale: 'locale',
  name: {
    given_name: 'given_name',
    middle_name: 'middle_name',
    family_name: 'family_name',
    calling_name: 'nickname',
    full_name: 'name',
  },
}

/** The choice that two switches make. */
export function addressInUse({
  isAuthoritative,
  refusesInUse,
}: Pick<ProviderSettings, 'isAuthoritative' | 'refusesInUse'>): AddressInUse {
  if (isAuthoritative) return 'link'
  return refusesInUse ? 'refuse' : 'prove'
}

/** What a provider has when nothing else is said. */
export const DEFAULT_SETTINGS: ProviderSettings = {
  scope: 'openid profile email',
  responseMode: 'query',
  authMethod: 'auto',
  apple: { teamId: '', keyId: '' },
  claimsFrom: 'both',
  claims: STANDARD_CLAIMS,
  authorizeParams: {},
  emailPolicy: 'verify',
  isAuthoritative: false,
  refusesInUse: false,
  sync: { email: 'always', name: 'first', phone: 'first', locale: 'first' },
  trustsSecondFactor: false,
  createsAccounts: true,
  accountPage: '',
  logout: { rpInitiated: false, backChannel: true, frontChannel: false },
}

const text = (standard: string) => z.string().default(standard)
const flag = (standard: boolean) => z.boolean().default(standard)

/** What is stored; what is missing has its default. */
export const settingsSchema: z.ZodType<ProviderSettings> = z.object({
  scope: text(DEFAULT_SETTINGS.scope),
  responseMode: z.enum(RESPONSE_MODES).default(DEFAULT_SETTINGS.responseMode),
  authMethod: z.enum(AUTH_METHODS).default(DEFAULT_SETTINGS.authMethod),
  apple: z.object({ teamId: text(''), keyId: text('') }).default(DEFAULT_SETTINGS.apple),
  claimsFrom: z.enum(CLAIMS_FROM).default(DEFAULT_SETTINGS.claimsFrom),
  claims: z
    .object({
      subject: text(STANDARD_CLAIMS.subject),
      email: text(STANDARD_CLAIMS.email),
      emailVerified: text(STANDARD_CLAIMS.emailVerified),
      phone: text(STANDARD_CLAIMS.phone),
      locale: text(STANDARD_CLAIMS.locale),
      name: z.record(z.string(), z.string()).default({ ...STANDARD_CLAIMS.name }),
    })
    .prefault({}),
  authorizeParams: z.record(z.string(), z.string()).default({}),
  emailPolicy: z.enum(EMAIL_POLICIES).default(DEFAULT_SETTINGS.emailPolicy),
  isAuthoritative: flag(false),
  refusesInUse: flag(false),
  sync: z.record(z.enum(SYNCED_FIELDS), z.enum(SYNC_POLICIES)).default({ ...DEFAULT_SETTINGS.sync }),
  trustsSecondFactor: flag(false),
  createsAccounts: flag(true),
  accountPage: text(''),
  logout: z.object({ rpInitiated: flag(false), backChannel: flag(true), frontChannel: flag(false) }).prefault({}),
})
