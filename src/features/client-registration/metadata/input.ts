import { SIGNING_ALGS } from '../../../protocol/keys/types.ts'
import { readClientKeys } from '../../../protocol/provider/client-keys.ts'
import { isOneOf } from '../../../protocol/provider/supported.ts'
import type { SsoClient, SsoClientInput } from '../../sso-clients/index.ts'
import { checkAddresses } from './addresses.ts'
import { scopesOf } from './grants.ts'
import { refuse } from './refusals.ts'
import type { ClientMetadata } from './schema.ts'

type Options = NonNullable<SsoClientInput['options']>

const ENCRYPTION = [
  'id_token_encrypted_response_alg',
  'userinfo_encrypted_response_alg',
  'request_object_encryption_alg',
] as const

/**
 * The settings of a client that says all this of itself; what it leaves out has the value that RFC 7591 and OpenID Connect
 * Registration 1.0 give it. What only staff decide is not part of it.
 * @param isHighSecurity leaves it to the client's rules what takes the place of values that were left out
 * @throws OAuthError
 */
export function inputOf(
  metadata: ClientMetadata,
  isHighSecurity: boolean,
): SsoClientInput & { readonly options: Options } {
  const encrypted = ENCRYPTION.find((member) => metadata[member] !== undefined)
  if (encrypted !== undefined) throw refuse(encrypted, 'is not supported: nothing is encrypted beyond TLS')
  checkAddresses(metadata)
  const { token_endpoint_auth_method: authMethod, id_token_signed_response_alg: idTokenAlg } = metadata
  return {
    name: nameOf(metadata),
    clientType: authMethod === 'none' ? 'public' : 'confidential',
    responseTypes: metadata.response_types ?? ['code'],
    redirectUris: metadata.redirect_uris,
    postLogoutRedirectUris: metadata.post_logout_redirect_uris ?? [],
    allowedScopes: scopesOf(metadata),
    backchannelLogoutUri: metadata.backchannel_logout_uri ?? null,
    frontchannelLogoutUri: metadata.frontchannel_logout_uri ?? null,
    ...(isHighSecurity ? {} : { authMethod: 'client_secret_basic', idTokenAlg: 'RS256' }),
    ...(authMethod !== undefined && { authMethod }),
    ...(idTokenAlg !== undefined && { idTokenAlg }),
    options: { ...optionsOf(metadata), ...(isHighSecurity && { isHighSecurity }) },
  }
}

/** Apps without a name are called after the host to which people return. */
function nameOf({ client_name, redirect_uris: [address = ''] }: ClientMetadata): string {
  return client_name || URL.parse(address)?.hostname.slice(0, 100) || 'App'
}

function optionsOf(metadata: ClientMetadata): Options {
  return {
    jwks: keysOf(metadata),
    jwksUri: metadata.jwks_uri ?? null,
    tokenEndpointAuthSigningAlg: metadata.token_endpoint_auth_signing_alg ?? null,
    subjectType: metadata.subject_type,
    sectorIdentifierUri: metadata.sector_identifier_uri ?? null,
    backchannelLogoutSessionRequired: metadata.backchannel_logout_session_required ?? true,
    frontchannelLogoutSessionRequired: metadata.frontchannel_logout_session_required ?? true,
    requestUris: metadata.request_uris ?? [],
    requestObjectSigningAlg: metadata.request_object_signing_alg ?? null,
    requireSignedRequestObject: metadata.require_signed_request_object,
    userinfoSigningAlg: userinfoAlgOf(metadata),
    requirePushedAuthorizationRequests: metadata.require_pushed_authorization_requests,
    dpopBoundAccessTokens: metadata.dpop_bound_access_tokens,
    defaultMaxAgeS: metadata.default_max_age ?? null,
    clientUri: metadata.client_uri ?? null,
    policyUri: metadata.policy_uri ?? null,
    tosUri: metadata.tos_uri ?? null,
    initiateLoginUri: metadata.initiate_login_uri ?? null,
    contacts: metadata.contacts ?? [],
    registered: registeredOf(metadata),
  }
}

function registeredOf(metadata: ClientMetadata): SsoClient['registered'] {
  return {
    applicationType: metadata.application_type,
    logoUri: metadata.logo_uri ?? null,
    requireAuthTime: metadata.require_auth_time,
    defaultAcrValues: metadata.default_acr_values ?? [],
    softwareId: metadata.software_id ?? null,
    softwareVersion: metadata.software_version ?? null,
  }
}

function keysOf({ jwks }: ClientMetadata): SsoClient['jwks'] {
  if (jwks === undefined) return null
  const read = readClientKeys(jwks)
  if ('problem' in read) throw refuse('jwks', read.problem)
  return { keys: read.keys }
}

function userinfoAlgOf({ userinfo_signed_response_alg: alg }: ClientMetadata): SsoClient['userinfoSigningAlg'] {
  if (alg === undefined || alg === 'none') return null
  if (!isOneOf(SIGNING_ALGS, alg)) throw refuse('userinfo_signed_response_alg', `must be ${SIGNING_ALGS.join(', ')}`)
  return alg
}
