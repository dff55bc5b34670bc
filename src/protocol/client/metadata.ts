import type { ServerMetadata } from 'openid-client'
import { z } from 'zod'
import { ProviderProblem } from './errors.ts'
import { isAccepted, SIGNING_ALGORITHMS } from './signing-algorithms.ts'
import type { ClientSettings } from './types.ts'

const text = z.string().min(1).max(2000).optional().catch(undefined)
const flag = z.boolean().optional().catch(undefined)
const list = z.array(z.string().max(200)).max(500).optional().catch(undefined)

/** What we use of OpenID Connect Discovery 1.0 section 3 and RFC 8414. What cannot be used counts as not there. */
const description = z.object({
  issuer: z.string().max(2000).catch(''),
  authorization_endpoint: text,
  token_endpoint: text,
  userinfo_endpoint: text,
  jwks_uri: text,
  end_session_endpoint: text,
  pushed_authorization_request_endpoint: text,
  require_pushed_authorization_requests: flag,
  authorization_response_iss_parameter_supported: flag,
  backchannel_logout_supported: flag,
  backchannel_logout_session_supported: flag,
  frontchannel_logout_supported: flag,
  frontchannel_logout_session_supported: flag,
  scopes_supported: list,
  response_types_supported: list,
  response_modes_supported: list,
  grant_types_supported: list,
  acr_values_supported: list,
  prompt_values_supported: list,
  claims_supported: list,
  ui_locales_supported: list,
  code_challenge_methods_supported: list,
  id_token_signing_alg_values_supported: list,
  userinfo_signing_alg_values_supported: list,
  token_endpoint_auth_methods_supported: list,
  token_endpoint_auth_signing_alg_values_supported: list,
})

type Rule = (metadata: ServerMetadata, settings: ClientSettings) => void

/** What has to be true of a provider before anybody is sent there, in this order. Each rule throws a `ProviderProblem`. */
const RULES: readonly Rule[] = [
  checkOptions,
  checkIssuer,
  checkEndpoints,
  checkKeys,
  checkSecure,
  checkResponseType,
  checkResponseMode,
  checkGrantType,
  checkScope,
  checkAuthMethod,
  checkAlgorithms,
]

/**
 * The provider's description of itself, once all that a login needs is there.
 * @param document its configuration document, or what was stored of it
 * @throws ProviderProblem
 */
export function checkedMetadata(document: unknown, settings: ClientSettings): ServerMetadata {
  const parsed = description.safeParse(document)
  if (!parsed.success) throw new ProviderProblem('not_json', { detail: { type: 'something else' } })
  const metadata = withoutGaps(parsed.data)
  for (const rule of RULES) rule(metadata, settings)
  return metadata
}

function withoutGaps(parsed: z.output<typeof description>): ServerMetadata {
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== undefined)) as ServerMetadata
}

/** Nobody can be asked while something of the agreement is missing. */
export function checkOptions(_metadata: unknown, { issuer, clientId, proof, scope }: ClientSettings): void {
  const missing = (option: string) => new ProviderProblem('option_missing', { detail: { option } })
  if (issuer === '') throw missing('issuer')
  if (clientId === '') throw missing('client_id')
  if ('secret' in proof && proof.secret === '') throw missing('client_secret')
  if ('key' in proof && proof.key === '') throw missing('client_key')
  if (scope.trim() === '') throw missing('scope')
}

/** It calls itself exactly what it was asked for, slash for slash. Discovery 1.0 section 4.3. */
function checkIssuer({ issuer }: ServerMetadata, settings: ClientSettings): void {
  if (issuer === settings.issuer) return
  throw new ProviderProblem('issuer_mismatch', { detail: { expected: settings.issuer, found: issuer || 'nothing' } })
}

/** Without userinfo nothing is known of people when their claims are to come from there. Discovery 1.0 section 3. */
function checkEndpoints(metadata: ServerMetadata, { claimsFrom }: ClientSettings): void {
  const needed = [
    'authorization_endpoint',
    'token_endpoint',
    ...(claimsFrom === 'userinfo' ? (['userinfo_endpoint'] as const) : []),
    ...(metadata.require_pushed_authorization_requests ? (['pushed_authorization_request_endpoint'] as const) : []),
  ] as const
  for (const endpoint of needed) {
    if (!metadata[endpoint]) throw new ProviderProblem('endpoint_missing', { detail: { endpoint } })
  }
}

function checkKeys({ jwks_uri }: ServerMetadata): void {
  if (!jwks_uri) throw new ProviderProblem('keys_missing', { detail: { endpoint: 'jwks_uri' } })
}

/** Every address is https; plain http only for a provider that is reached by it, which the guard of outgoing calls allowed. */
function checkSecure(metadata: ServerMetadata): void {
  const isPlain = metadata.issuer.startsWith('http:')
  const endpoints = Object.entries(metadata).filter(([name]) => name.endsWith('_endpoint') || name === 'jwks_uri')
  for (const [endpoint, value] of endpoints) {
    const url = URL.parse(String(value))
    const isGood = url !== null && (url.protocol === 'https:' || (isPlain && url.protocol === 'http:'))
    if (!isGood || `${url.username}${url.password}${url.hash}` !== '') {
      throw new ProviderProblem('refused_by_guard', { detail: { endpoint, reason: `${endpoint} is no https address` } })
    }
  }
}

function checkResponseType({ response_types_supported: types }: ServerMetadata): void {
  if (types && !types.includes('code')) throw new ProviderProblem('code_not_supported')
}

/** `query` and `fragment` unless it lists others; `form_post` has to be listed where anything is. */
function checkResponseMode(
  { response_modes_supported: modes }: ServerMetadata,
  { responseMode }: ClientSettings,
): void {
  if (!modes || modes.includes(responseMode)) return
  throw new ProviderProblem('response_mode_not_supported', { detail: { mode: responseMode } })
}

function checkGrantType({ grant_types_supported: types }: ServerMetadata): void {
  if (types && !types.includes('authorization_code')) throw new ProviderProblem('grant_type_not_supported')
}

function checkScope(_metadata: unknown, { scope }: ClientSettings): void {
  if (!scope.split(/\s+/).includes('openid')) throw new ProviderProblem('scope_without_openid')
}

/** Public clients are rarely listed, and Apple's secret is its own: these two are tried. */
function checkAuthMethod(
  { token_endpoint_auth_methods_supported: methods }: ServerMetadata,
  { proof: { method } }: ClientSettings,
): void {
  if (!methods || method === 'none' || method === 'apple') return
  const accepted = method === 'auto' ? ['client_secret_basic', 'client_secret_post'] : [method]
  if (accepted.some((one) => methods.includes(one))) return
  throw new ProviderProblem('auth_method_not_supported', {
    detail: { method: accepted.join(' or '), listed: methods.join(' ') },
  })
}

/** A signature that anybody can check with a public key. */
function checkAlgorithms({ id_token_signing_alg_values_supported: listed }: ServerMetadata): void {
  if (!listed || listed.length === 0 || listed.some(isAccepted)) return
  throw new ProviderProblem('algorithm_not_supported', {
    detail: { algorithm: listed.join(' '), accepted: SIGNING_ALGORITHMS.join(' ') },
  })
}
