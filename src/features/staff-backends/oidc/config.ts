import { z } from 'zod'
import { PROTOCOL_PARAMETERS } from '../../../protocol/client/begin-login.ts'
import { parseClientKey } from '../../../protocol/client/client-key.ts'
import { groupRulesShape } from '../shared/group-rules.ts'

/** Has a setting of its own. */
const OWN_SETTINGS: readonly string[] = ['prompt']

const text = z.string().trim().min(1).max(2000)
const claim = z.string().trim().min(1).max(200)

const shape = z.strictObject({
  issuer: z.string().trim().refine(isIssuer, 'must be the https address of the provider, without ? and #'),
  client_id: text,
  client_secret: text.optional(),
  client_secret_env: text.optional(),
  client_key: text.optional(),
  client_key_env: text.optional(),
  auth_method: z
    .enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'])
    .default('client_secret_basic'),
  scope: text
    .refine((scope) => scope.split(/\s+/).includes('openid'), 'must contain openid')
    .default('openid profile email'),
  response_mode: z.enum(['query', 'form_post']).default('query'),
  claims_from: z.enum(['id_token', 'userinfo', 'both']).default('both'),
  identifier_claim: claim.default('sub'),
  email_claim: claim.default('email'),
  name_claim: claim.default('name'),
  locale_claim: claim.default('locale'),
  groups_claim: claim.optional(),
  email_verified: z.enum(['require', 'trust', 'ignore']).default('require'),
  auth_time: z.enum(['require', 'ignore']).default('require'),
  second_factor: z.array(text).default([]),
  prompt: z.enum(['login', 'consent', 'select_account']).optional(),
  max_age: z.int().min(0).max(31_536_000).optional(),
  authorize_params: z.record(z.string(), z.string()).default({}),
  rp_logout: z.boolean().default(false),
  back_channel_logout: z.boolean().default(false),
  ...groupRulesShape,
})

type Section = z.output<typeof shape>

/** The section `[auth.<identifier>]` of an OpenID Connect backend; secrets from the environment are in their places. */
export interface OidcConfig extends Omit<Section, 'client_secret_env' | 'client_key_env'> {}

/**
 * Checks the section of an OpenID Connect backend.
 * @param env where `client_secret_env` and `client_key_env` are looked up
 */
export function oidcConfigSchema(env: NodeJS.ProcessEnv) {
  return shape.transform((section, ctx): OidcConfig => {
    const { client_secret_env: secretEnv, client_key_env: keyEnv, ...rest } = section
    const fromEnv = (path: string, name: string | undefined, given: string | undefined) => {
      if (name === undefined) return given
      if (given !== undefined) issue(path, `stands beside ${path.replace(/_env$/, '')}: only one of them can count`)
      if (!env[name]) issue(path, `names the environment variable ${name}, which is not set`)
      return env[name]
    }
    const issue = (path: string, message: string) => void ctx.addIssue({ code: 'custom', path: [path], message })
    const config: OidcConfig = {
      ...rest,
      client_secret: fromEnv('client_secret_env', secretEnv, rest.client_secret),
      client_key: fromEnv('client_key_env', keyEnv, rest.client_key),
    }
    for (const [path, message] of problemsOf(config)) issue(path, message)
    return config
  })
}

/** What does not go together: the setting and what is wrong with it. */
function* problemsOf(config: OidcConfig): Generator<[string, string]> {
  const method = config.auth_method
  if (method.startsWith('client_secret') && config.client_secret === undefined) {
    yield [
      'client_secret',
      `is needed for auth_method = "${method}"; a client without a secret has auth_method = "none"`,
    ]
  }
  if (method === 'private_key_jwt' && config.client_key === undefined) {
    yield ['client_key', 'is needed for auth_method = "private_key_jwt"']
  }
  if (config.client_key !== undefined && parseClientKey(config.client_key) === null) {
    yield ['client_key', 'must be a private key as JSON Web Key, with "kty", "alg" and "d"']
  }
  for (const name of Object.keys(config.authorize_params)) {
    if (PROTOCOL_PARAMETERS.includes(name) || OWN_SETTINGS.includes(name))
      yield ['authorize_params', `cannot set "${name}", which the login sets itself`]
  }
  const usesGroups =
    config.required_groups.length > 0 || config.admin_groups !== undefined || config.teams !== undefined
  if (usesGroups && config.groups_claim === undefined) {
    yield ['groups_claim', 'is needed for required_groups, admin_groups and teams']
  }
}

function isIssuer(value: string): boolean {
  if (!URL.canParse(value) || /[?#]/.test(value)) return false
  const { protocol, username, password } = new URL(value)
  return (protocol === 'https:' || protocol === 'http:') && `${username}${password}` === ''
}
