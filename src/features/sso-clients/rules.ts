import { InvalidInput } from '../../core/errors.ts'
import { type Random, randomReadable } from '../../core/random.ts'
import { SIGNING_ALGS, type SigningAlg } from '../../protocol/keys/types.ts'
import { SUPPORTED_SCOPES } from '../../protocol/provider/scopes.ts'
import { isOneOf } from '../../protocol/provider/supported.ts'
import type { GrantType, ResponseType, Scope } from '../../protocol/provider/types.ts'
import { endpointProblem, readAddresses } from './addresses.ts'
import { DEFAULT_OPTIONS } from './options.ts'
import { checkKeys } from './rules/client-keys.ts'
import { clientAlgs, implyHighSecurity } from './rules/high-security.ts'
import { readOptions } from './rules/options.ts'
import { type Fields, readWord, readWords, unknownWord } from './rules/reading.ts'
import { checkSubject } from './rules/subject.ts'
import type { AuthMethod, ClientType, Consent, SsoClientInput, SsoClientSettings } from './types.ts'

export const CLIENT_TYPES = ['confidential', 'public'] as const satisfies readonly ClientType[]
export const AUTH_METHODS = [
  'client_secret_basic',
  'client_secret_post',
  'none',
  'private_key_jwt',
] as const satisfies readonly AuthMethod[]
export const RESPONSE_TYPES = [
  'code',
  'id_token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
] as const satisfies readonly ResponseType[]
export const SCOPES = SUPPORTED_SCOPES
/** What a new client is allowed unless told otherwise: nothing that outlives a login or belongs to the shop alone. */
const DEFAULT_SCOPES: readonly Scope[] = ['openid', 'profile', 'email', 'phone', 'address']
export const CONSENTS = ['never', 'once', 'always'] as const satisfies readonly Consent[]
export const ID_TOKEN_ALGS: readonly SigningAlg[] = SIGNING_ALGS
export const NAME_MAX_LENGTH = 100

/** A client of which nothing but its name and addresses was said. */
export const DEFAULTS: SsoClientSettings = {
  ...DEFAULT_OPTIONS,
  name: '',
  isActive: true,
  clientType: 'confidential',
  authMethod: 'client_secret_basic',
  responseTypes: ['code'],
  redirectUris: [],
  postLogoutRedirectUris: [],
  allowedScopes: DEFAULT_SCOPES,
  requirePkce: true,
  consent: 'never',
  idTokenAlg: 'RS256',
  backchannelLogoutUri: null,
  frontchannelLogoutUri: null,
}

/**
 * The settings of a client after `input`, checked as a whole: types that fit each other, addresses that may be registered,
 * keys for whatever is signed, and all that high security demands.
 * @param before what is kept where `input` says nothing
 * @throws InvalidInput
 */
export function readSettings(input: SsoClientInput, before: SsoClientSettings = DEFAULTS): SsoClientSettings {
  const wrong: Fields = {}
  const settings = implyHighSecurity(readEach(input, before, wrong), input, wrong)
  checkTogether(settings, wrong)
  if (Object.keys(wrong).length > 0) throw new InvalidInput(wrong)
  return settings
}

/** Every setting by itself, as far as it can be told without the others. */
function readEach(input: SsoClientInput, before: SsoClientSettings, wrong: Fields): SsoClientSettings {
  const clientType = readWord('client_type', CLIENT_TYPES, input.clientType, before.clientType, wrong)
  const addresses = (field: string, typed: readonly string[] | undefined, kept: readonly string[]) =>
    readAddresses(field, typed ?? kept, clientType, wrong)
  const options = readOptions(input, before, wrong)
  const isImplied = options.isHighSecurity && clientType === 'confidential'
  return {
    ...options,
    name: readName(input.name ?? before.name, wrong),
    isActive: input.isActive ?? before.isActive,
    clientType,
    authMethod: isImplied ? 'private_key_jwt' : readAuthMethod(input, before, clientType, wrong),
    responseTypes:
      readWords('response_types', RESPONSE_TYPES, input.responseTypes?.map(sorted), wrong) ?? before.responseTypes,
    redirectUris: addresses('redirect_uris', input.redirectUris, before.redirectUris),
    postLogoutRedirectUris: addresses(
      'post_logout_redirect_uris',
      input.postLogoutRedirectUris,
      before.postLogoutRedirectUris,
    ),
    allowedScopes: readScopes(input, before, wrong),
    requirePkce: clientType === 'public' || (input.requirePkce ?? before.requirePkce),
    consent: readWord('consent', CONSENTS, input.consent, before.consent, wrong),
    idTokenAlg: readWord('id_token_alg', ID_TOKEN_ALGS, input.idTokenAlg, before.idTokenAlg, wrong),
    backchannelLogoutUri: readEndpoint(
      'backchannel_logout_uri',
      input.backchannelLogoutUri,
      before.backchannelLogoutUri,
      wrong,
    ),
    frontchannelLogoutUri: readEndpoint(
      'frontchannel_logout_uri',
      input.frontchannelLogoutUri,
      before.frontchannelLogoutUri,
      wrong,
    ),
  }
}

function checkTogether(settings: SsoClientSettings, wrong: Fields): void {
  if (settings.redirectUris.length === 0 && !Object.keys(wrong).some((field) => field.startsWith('redirect_uris'))) {
    wrong.redirect_uris = { key: 'ssoClients:errors.noRedirectUri' }
  }
  checkKeys(settings, settings.authMethod === 'private_key_jwt', clientAlgs(settings.isHighSecurity), wrong)
  checkSubject(settings, wrong)
  const givesFrontToken = settings.responseTypes.some((type) => type.split(' ').includes('token'))
  if (settings.dpopBoundAccessTokens && givesFrontToken) {
    wrong.dpop_bound_access_tokens = { key: 'ssoClients:errors.dpopFrontChannel' }
  }
}

/** RFC 7591 section 2.1: the grant types that the response types need, and refreshing where it may be asked for. */
export function grantTypesOf(responseTypes: readonly ResponseType[], allowedScopes: readonly Scope[]): GrantType[] {
  const words = responseTypes.flatMap((type) => type.split(' '))
  const grants: GrantType[] = []
  if (words.includes('code')) grants.push('authorization_code')
  if (words.includes('id_token') || words.includes('token')) grants.push('implicit')
  if (grants.includes('authorization_code') && allowedScopes.includes('offline_access')) grants.push('refresh_token')
  return grants
}

/** True for clients that prove themselves with a secret. */
export function needsSecret(settings: Pick<SsoClientSettings, 'authMethod'>): boolean {
  return settings.authMethod === 'client_secret_basic' || settings.authMethod === 'client_secret_post'
}

/** 32 readable lower-case characters, 160 random bits. */
export function newClientId(random: Random): string {
  return randomReadable(random, 32).toLowerCase()
}

function readName(typed: string, wrong: Fields): string {
  const name = typed.trim().replace(/\s+/g, ' ')
  if (name === '') wrong.name = { key: 'ssoClients:errors.noName' }
  else if (name.length > NAME_MAX_LENGTH) {
    wrong.name = { key: 'ssoClients:errors.longName', params: { max: NAME_MAX_LENGTH } }
  } else if (/\p{Cc}/u.test(name)) wrong.name = { key: 'ssoClients:errors.controlCharacters' }
  return name
}

/** Public clients have no secret, so `none` is theirs alone: RFC 6749 2.1. */
function readAuthMethod(input: SsoClientInput, before: SsoClientSettings, type: ClientType, wrong: Fields): AuthMethod {
  const typed = input.authMethod
  if (typed !== undefined && !isOneOf(AUTH_METHODS, typed)) {
    wrong.token_endpoint_auth_method = unknownWord(typed, AUTH_METHODS)
    return before.authMethod
  }
  const method = typed ?? before.authMethod
  if (type === 'public') {
    if (typed !== undefined && typed !== 'none') {
      wrong.token_endpoint_auth_method = { key: 'ssoClients:errors.publicMethod' }
    }
    return 'none'
  }
  if (method !== 'none') return method
  if (typed !== undefined) wrong.token_endpoint_auth_method = { key: 'ssoClients:errors.confidentialMethod' }
  return 'client_secret_basic'
}

function readScopes(input: SsoClientInput, before: SsoClientSettings, wrong: Fields): readonly Scope[] {
  const scopes = readWords('allowed_scopes', SCOPES, input.allowedScopes, wrong)
  if (scopes === undefined) return before.allowedScopes
  if (!scopes.includes('openid')) wrong.allowed_scopes ??= { key: 'ssoClients:errors.noOpenid' }
  return scopes
}

function readEndpoint(
  field: string,
  typed: string | null | undefined,
  before: string | null,
  wrong: Fields,
): string | null {
  if (typed === undefined) return before
  const uri = typed?.trim() ?? ''
  if (uri === '') return null
  const problem = endpointProblem(uri)
  if (problem) wrong[field] = problem
  return uri
}

/** The words of a response type in the order that we store; their order has no meaning. */
function sorted(responseType: string): string {
  return responseType.trim().split(/\s+/).sort().join(' ')
}
