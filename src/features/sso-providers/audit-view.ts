import { LOCALES } from '../../platform/i18n/i18n.ts'
import { changedFields } from '../audit/index.ts'
import { writeParams } from './rules/authorize-params.ts'
import { NAME_PARTS } from './rules/fields.ts'
import { NEW_PROVIDER } from './rules/read-input.ts'
import { addressInUse } from './settings.ts'
import type { SsoProvider } from './types.ts'

/** What the history keeps of a provider; of its secret only that it changed. */
export function auditView(provider: SsoProvider) {
  const { settings } = provider
  const { claims, sync, logout } = settings
  return {
    slug: provider.slug,
    is_active: provider.isActive,
    ...Object.fromEntries(LOCALES.map((locale) => [`name_${locale}`, provider.name[locale] ?? null])),
    ...Object.fromEntries(LOCALES.map((locale) => [`button_label_${locale}`, provider.buttonLabel[locale] ?? null])),
    preset: provider.preset,
    icon: provider.iconHash?.slice(0, 16) ?? null,
    issuer: provider.issuer,
    client_id: provider.clientId,
    client_secret: provider.hasSecret ? (provider.secretHint ?? 'set') : null,
    public_jwks: provider.publicKeys?.keys.map((key) => ('kid' in key ? key.kid : null)) ?? null,
    provider_auth_method: settings.authMethod,
    apple_team_id: settings.apple.teamId,
    apple_key_id: settings.apple.keyId,
    scope: settings.scope,
    response_mode: settings.responseMode,
    claims_from: settings.claimsFrom,
    claim_subject: claims.subject,
    claim_email: claims.email,
    claim_email_verified: claims.emailVerified,
    claim_phone: claims.phone,
    claim_locale: claims.locale,
    claim_names: NAME_PARTS.flatMap((part) => (claims.name[part] ? [`${part}=${claims.name[part]}`] : [])),
    authorize_params: writeParams(settings.authorizeParams),
    email_policy: settings.emailPolicy,
    address_in_use: addressInUse(settings),
    sync: Object.entries(sync).map(([field, policy]) => `${field}=${policy}`),
    trusts_second_factor: settings.trustsSecondFactor,
    creates_accounts: settings.createsAccounts,
    account_page: settings.accountPage,
    logout_rp_initiated: logout.rpInitiated,
    logout_back_channel: logout.backChannel,
    logout_front_channel: logout.frontChannel,
  }
}

/**
 * The same of a new provider, without what nobody said and what every provider has.
 * @param hasOwnLabel somebody worded the button
 */
export function createdView(provider: SsoProvider, hasOwnLabel: boolean) {
  const { buttonLabel } = hasOwnLabel ? NEW_PROVIDER : provider
  const unsaid = { slug: '', hasSecret: false, publicKeys: null, iconHash: null }
  return changedFields(auditView({ ...provider, ...NEW_PROVIDER, ...unsaid, buttonLabel }), auditView(provider)).after
}
