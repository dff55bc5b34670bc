import { FAPI_MODULES } from './fapi-plan.ts'
import type { ResponseType, Variant } from './harness/run.ts'

/** A plan of the suite: which modules run, in which variants. */
export interface Plan {
  readonly name: string
  readonly variants: readonly Variant[]
  /** Names of modules for this variant. */
  modules(variant: Variant): readonly string[]
}

const STATIC = { clientRegistration: 'static_client', clientAuth: 'client_secret_basic' } as const
const DYNAMIC = { clientRegistration: 'dynamic_client', clientAuth: 'client_secret_basic' } as const

/** Modules that all of Basic, Implicit and Hybrid run. */
const COMMON = [
  'oidcc-server',
  'oidcc-response-type-missing',
  'oidcc-scope-profile',
  'oidcc-scope-email',
  'oidcc-scope-address',
  'oidcc-scope-phone',
  'oidcc-scope-all',
  'oidcc-alternate-happy-flow',
  'oidcc-display-page',
  'oidcc-display-popup',
  'oidcc-prompt-login',
  'oidcc-prompt-none-not-logged-in',
  'oidcc-prompt-none-logged-in',
  'oidcc-max-age-1',
  'oidcc-max-age-10000',
  'oidcc-ensure-request-with-unknown-parameter-succeeds',
  'oidcc-id-token-hint',
  'oidcc-login-hint',
  'oidcc-ui-locales',
  'oidcc-claims-locales',
  'oidcc-ensure-request-with-acr-values-succeeds',
  'oidcc-ensure-registered-redirect-uri',
  'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported',
  'oidcc-ensure-request-object-with-redirect-uri',
  'oidcc-claims-essential',
]
const USERINFO = ['oidcc-userinfo-get', 'oidcc-userinfo-post-header', 'oidcc-userinfo-post-body']
const CODE = [
  'oidcc-codereuse',
  'oidcc-codereuse-30seconds',
  'oidcc-server-client-secret-post',
  'oidcc-refresh-token',
  'oidcc-ensure-request-with-valid-pkce-succeeds',
]
const REGISTERED = [
  'oidcc-idtoken-signature',
  'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported',
]

function coreModules({ responseType, clientRegistration }: Variant): string[] {
  const hasCode = responseType.includes('code')
  const hasFrontIdToken = responseType.includes('id_token')
  return [
    ...COMMON,
    ...(responseType === 'id_token' ? [] : USERINFO),
    ...(hasCode ? CODE : []),
    hasFrontIdToken
      ? 'oidcc-ensure-request-without-nonce-fails'
      : 'oidcc-ensure-request-without-nonce-succeeds-for-code-flow',
    ...(responseType === 'code' ? ['oidcc-ensure-post-request-succeeds'] : []),
    ...(clientRegistration === 'dynamic_client' ? REGISTERED : []),
    ...(clientRegistration === 'dynamic_client' && responseType === 'code' ? ['oidcc-idtoken-unsigned'] : []),
  ]
}

const BASIC: readonly ResponseType[] = ['code']
const IMPLICIT: readonly ResponseType[] = ['id_token', 'id_token token']
const HYBRID: readonly ResponseType[] = ['code id_token', 'code token', 'code id_token token']
const ALL = [...BASIC, ...IMPLICIT, ...HYBRID]

function variants(types: readonly ResponseType[], changes: Partial<Variant> = {}): Variant[] {
  return types.map((responseType) => ({ responseType, responseMode: 'default', ...STATIC, ...changes }))
}

function core(name: string, types: readonly ResponseType[], changes: Partial<Variant> = {}): Plan {
  return { name: `oidcc-${name}-certification-test-plan`, variants: variants(types, changes), modules: coreModules }
}

function fixed(
  name: string,
  types: readonly ResponseType[],
  modules: readonly string[],
  changes: Partial<Variant> = {},
): Plan {
  return { name: `oidcc-${name}-certification-test-plan`, variants: variants(types, changes), modules: () => modules }
}

const RP_LOGOUT = [
  'discovery-endpoint-verification',
  '',
  'bad-post-logout-redirect-uri',
  'modified-id-token-hint',
  'no-id-token-hint',
  'no-params',
  'no-post-logout-redirect-uri',
  'no-state',
  'only-state',
  'query-added-to-post-logout-redirect-uri',
  'bad-id-token-hint',
].map((name) => (name === '' ? 'oidcc-rp-initiated-logout' : `oidcc-rp-initiated-logout-${name}`))

const DYNAMIC_MODULES = [
  'oidcc-idtoken-unsigned',
  'oidcc-idtoken-rs256',
  'oidcc-userinfo-rs256',
  'oidcc-discovery-endpoint-verification',
  'oidcc-ensure-redirect-uri-in-authorization-request',
  'oidcc-redirect-uri-query-OK',
  'oidcc-redirect-uri-query-mismatch',
  'oidcc-redirect-uri-query-added',
  'oidcc-redirect-uri-regfrag',
  'oidcc-registration-logo-uri',
  'oidcc-registration-policy-uri',
  'oidcc-registration-tos-uri',
  'oidcc-registration-jwks-uri',
  'oidcc-registration-sector-uri',
  'oidcc-registration-sector-bad',
  'oidcc-server-rotate-keys',
  'oidcc-refresh-token',
  'oidcc-refresh-token-rp-key-rotation',
  'oidcc-request-uri-unsigned',
  'oidcc-request-uri-signed-rs256',
  'oidcc-ensure-request-object-with-redirect-uri',
  'oidcc-ensure-client-assertion-with-iss-aud-succeeds',
]

/** Every plan for providers, by the names of the suite; first the one whose modules wait for a minute. */
export const PLANS: readonly Plan[] = [
  {
    name: 'fapi2-security-profile-final-test-plan',
    variants: variants(BASIC, { clientAuth: 'private_key_jwt' }),
    modules: () => FAPI_MODULES,
  },
  core('basic', BASIC),
  core('implicit', IMPLICIT),
  core('hybrid', HYBRID),
  core('formpost-basic', BASIC, { responseMode: 'form_post' }),
  core('formpost-implicit', IMPLICIT, { responseMode: 'form_post' }),
  core('formpost-hybrid', HYBRID, { responseMode: 'form_post' }),
  fixed('config', BASIC, ['oidcc-discovery-endpoint-verification']),
  fixed('rp-initiated-logout', ALL, RP_LOGOUT),
  fixed('backchannel-rp-initiated-logout', ALL, [
    'oidcc-backchannel-logout-discovery-endpoint-verification',
    'oidcc-backchannel-rp-initiated-logout',
  ]),
  fixed('frontchannel-rp-initiated-logout', ALL, [
    'oidcc-frontchannel-logout-discovery-endpoint-verification',
    'oidcc-frontchannel-rp-initiated-logout',
  ]),
  fixed('session-management', BASIC, ['oidcc-session-management-discovery-endpoint-verification']),
  fixed('dynamic', BASIC, DYNAMIC_MODULES, { ...DYNAMIC, clientAuth: 'private_key_jwt' }),
  fixed('3rdparty-init-login', BASIC, ['oidcc-3rd_party-init-login', 'oidcc-3rd_party-init-login-nohttps'], DYNAMIC),
  ...(['basic', 'implicit', 'hybrid'] as const).map((name) => ({
    ...core(name, { basic: BASIC, implicit: IMPLICIT, hybrid: HYBRID }[name], DYNAMIC),
    name: `oidcc-${name}-certification-test-plan[client_registration=dynamic_client]`,
  })),
]
