import { jsonOf, send } from '../harness/http.ts'
import type { Module, Run } from '../harness/run.ts'

/** OpenID Connect Discovery 1.0 3, RFC 8414, 8705, 9101, 9126, 9207, 9449, and the logout specifications. */
const KNOWN_METADATA = [
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'userinfo_endpoint',
  'jwks_uri',
  'registration_endpoint',
  'scopes_supported',
  'response_types_supported',
  'response_modes_supported',
  'grant_types_supported',
  'acr_values_supported',
  'subject_types_supported',
  'id_token_signing_alg_values_supported',
  'id_token_encryption_alg_values_supported',
  'id_token_encryption_enc_values_supported',
  'userinfo_signing_alg_values_supported',
  'userinfo_encryption_alg_values_supported',
  'userinfo_encryption_enc_values_supported',
  'request_object_signing_alg_values_supported',
  'request_object_encryption_alg_values_supported',
  'request_object_encryption_enc_values_supported',
  'token_endpoint_auth_methods_supported',
  'token_endpoint_auth_signing_alg_values_supported',
  'display_values_supported',
  'claim_types_supported',
  'claims_supported',
  'service_documentation',
  'claims_locales_supported',
  'ui_locales_supported',
  'claims_parameter_supported',
  'request_parameter_supported',
  'request_uri_parameter_supported',
  'require_request_uri_registration',
  'op_policy_uri',
  'op_tos_uri',
  'revocation_endpoint',
  'revocation_endpoint_auth_methods_supported',
  'revocation_endpoint_auth_signing_alg_values_supported',
  'introspection_endpoint',
  'introspection_endpoint_auth_methods_supported',
  'introspection_endpoint_auth_signing_alg_values_supported',
  'code_challenge_methods_supported',
  'check_session_iframe',
  'end_session_endpoint',
  'frontchannel_logout_supported',
  'frontchannel_logout_session_supported',
  'backchannel_logout_supported',
  'backchannel_logout_session_supported',
  'pushed_authorization_request_endpoint',
  'require_pushed_authorization_requests',
  'require_signed_request_object',
  'authorization_response_iss_parameter_supported',
  'dpop_signing_alg_values_supported',
  'prompt_values_supported',
]
const ENDPOINTS = [
  'authorization_endpoint',
  'token_endpoint',
  'userinfo_endpoint',
  'jwks_uri',
  'registration_endpoint',
  'end_session_endpoint',
  'check_session_iframe',
  'revocation_endpoint',
  'introspection_endpoint',
  'pushed_authorization_request_endpoint',
]
const LISTS = [
  'scopes_supported',
  'response_types_supported',
  'response_modes_supported',
  'grant_types_supported',
  'subject_types_supported',
  'id_token_signing_alg_values_supported',
  'claims_supported',
  'ui_locales_supported',
  'claims_locales_supported',
  'code_challenge_methods_supported',
  'acr_values_supported',
]

function has(metadata: Readonly<Record<string, unknown>>, name: string, word: string): boolean {
  const list = metadata[name]
  return Array.isArray(list) && list.includes(word)
}

async function checkDocument(run: Run): Promise<Record<string, unknown>> {
  const answer = await send(`${run.foyer.issuer}/.well-known/openid-configuration`)
  const metadata = jsonOf(answer)
  run.must(answer.status === 200 && metadata, 'discovery answers 200 with an object')
  run.must(/^application\/json/.test(answer.headers.get('content-type') ?? ''), 'discovery is application/json')
  run.must(metadata.issuer === run.foyer.issuer, 'the issuer is the address of the document without its end')
  return metadata
}

async function verify(run: Run): Promise<void> {
  const metadata = await checkDocument(run)
  for (const name of ENDPOINTS) {
    const address = metadata[name]
    if (address === undefined) continue
    run.must(URL.parse(String(address))?.protocol === 'https:', `${name} is an https address`)
  }
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'])
    run.must(metadata[name], `${name} is there`)
  for (const name of LISTS) {
    const list = metadata[name]
    run.must(list === undefined || (Array.isArray(list) && list.length > 0), `${name} is a list`)
  }
  run.must(has(metadata, 'id_token_signing_alg_values_supported', 'RS256'), 'ID tokens can be signed with RS256')
  run.must(has(metadata, 'scopes_supported', 'openid'), 'scopes_supported has openid')
  const types = metadata.subject_types_supported as string[]
  run.must(
    types.every((type) => ['public', 'pairwise'].includes(type)),
    'subject types are public or pairwise',
  )
  const known = ['code', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token']
  const responseTypes = (metadata.response_types_supported as string[]).map((type) => type.split(' ').sort().join(' '))
  run.must(
    responseTypes.some((type) => known.includes(type)),
    'a response type of OpenID Connect is there',
  )
  if (run.variant.clientRegistration === 'dynamic_client') {
    for (const type of ['code', 'id_token', 'id_token token'])
      run.must(responseTypes.includes(type), `${type} is there`)
    for (const grant of ['authorization_code', 'implicit']) {
      run.must(has(metadata, 'grant_types_supported', grant), `grant type ${grant} is there`)
    }
    run.must(metadata.registration_endpoint, 'registration_endpoint is there')
  }
  const unknown = Object.keys(metadata).filter((name) => !KNOWN_METADATA.includes(name))
  run.should(unknown.length === 0, `unknown metadata: ${unknown.join(', ')}`)
  run.should(metadata.userinfo_endpoint, 'userinfo_endpoint is there')
  run.should(metadata.claims_supported, 'claims_supported is there')
  const algs = metadata.request_object_signing_alg_values_supported
  run.should(algs === undefined || has(metadata, 'request_object_signing_alg_values_supported', 'RS256'), 'RS256')
  const locales = (metadata.ui_locales_supported as string[] | undefined) ?? []
  run.must(
    locales.every((tag) => Intl.getCanonicalLocales(tag)[0] === tag),
    'locales are written as BCP 47 says',
  )
  await checkKeys(run, String(metadata.jwks_uri))
}

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']

export async function checkKeys(run: Run, uri: string): Promise<Record<string, unknown>[]> {
  const answer = await send(uri)
  const keys = jsonOf(answer)?.keys as Record<string, unknown>[] | undefined
  run.must(answer.status === 200 && Array.isArray(keys) && keys.length > 0, 'the key set has keys')
  const kids = keys.map((key) => key.kid)
  run.must(new Set(kids).size === kids.length && !kids.includes(undefined), 'each key has a kid of its own')
  const isPublic = keys.every((key) => key.kty !== 'oct' && PRIVATE_MEMBERS.every((name) => !(name in key)))
  run.must(isPublic, 'no key has a private part')
  return keys
}

function requires(name: string, members: readonly string[], flags: readonly string[] = []): Module {
  return {
    name,
    async run(run: Run) {
      const metadata = await checkDocument(run)
      for (const member of members) {
        run.must(URL.parse(String(metadata[member]))?.protocol === 'https:', `${member} is an https address`)
      }
      for (const flag of flags) run.must(metadata[flag] === true, `${flag} is true`)
    },
  }
}

export const discoveryModules: readonly Module[] = [
  { name: 'oidcc-discovery-endpoint-verification', run: verify },
  requires('oidcc-rp-initiated-logout-discovery-endpoint-verification', ['end_session_endpoint']),
  requires(
    'oidcc-backchannel-logout-discovery-endpoint-verification',
    ['end_session_endpoint'],
    ['backchannel_logout_supported', 'backchannel_logout_session_supported'],
  ),
  requires(
    'oidcc-frontchannel-logout-discovery-endpoint-verification',
    ['end_session_endpoint'],
    ['frontchannel_logout_supported', 'frontchannel_logout_session_supported'],
  ),
  requires('oidcc-session-management-discovery-endpoint-verification', [
    'end_session_endpoint',
    'check_session_iframe',
  ]),
]
