import { resolve } from 'node:path'
import proxyAddr from '@fastify/proxy-addr'
import { z } from 'zod'
import { groupRulesShape } from '../shared/group-rules.ts'
import { readKeyFile, type TokenKey } from './key-file.ts'
import { PRESETS } from './presets.ts'

/** What is needed to read a section besides the section. */
export interface ConfigSurroundings {
  /** Where relative paths begin. */
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
}

const MIN_SECRET_LENGTH = 32

const header = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'must be the name of a header')
  .transform((name) => name.toLowerCase())
const text = z.string().min(1).max(2000)

const section = z.strictObject({
  preset: z.enum(['oauth2-proxy', 'cloudflare-access', 'authelia']).optional(),
  user_header: header.optional(),
  email_header: header.optional(),
  name_header: header.optional(),
  groups_header: header.optional(),
  groups_separator: z.string().min(1).max(5).default(','),
  trusted_proxies: z.array(z.string().refine(isRange, 'must be an address or a range such as 10.0.0.0/8')).default([]),
  signature: z.enum(['none', 'hmac', 'jwt']).optional(),
  signature_header: header.default('x-auth-signature'),
  timestamp_header: header.default('x-auth-timestamp'),
  max_age_s: z.int().min(5).max(600).default(60),
  token_header: header.optional(),
  jwks_url: text.optional(),
  jwks_file: text.optional(),
  public_key_file: text.optional(),
  secret: text.optional(),
  secret_env: text.optional(),
  issuer: text.optional(),
  audience: z.union([text, z.array(text).min(1)]).optional(),
  identifier_claim: text.default('sub'),
  email_claim: text.default('email'),
  name_claim: text.default('name'),
  groups_claim: text.default('groups'),
  second_factor_done: z.boolean().default(false),
  logout_url: z.string().refine(isPlace, 'must be an https address or a path of this site').optional(),
  ...groupRulesShape,
})

type Section = z.output<typeof section>
type Problem = (path: string, message: string) => void

/** Where the values stand, by the names of headers in lower case. */
export interface IdentityHeaders {
  readonly user: string
  readonly email: string
  readonly name: string | null
  readonly groups: string | null
}

/** What proves that the proxy wrote the values. */
export type Proof =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'hmac'
      readonly secret: string
      readonly header: string
      readonly timestampHeader: string
      readonly maxAgeS: number
    }
  | {
      readonly kind: 'jwt'
      readonly header: string
      readonly key: TokenKey
      readonly issuer: string
      readonly audience: string | string[]
      readonly claims: Readonly<Record<'identifier' | 'email' | 'name' | 'groups', string>>
    }

export interface ProxyHeaderConfig extends ReturnType<typeof configOf> {}

/** The section `[auth.<identifier>]` of this backend. */
export function proxyHeaderSchema({ folder, env }: ConfigSurroundings) {
  return section.transform((given, context) => {
    const problem: Problem = (path, message) => context.addIssue({ code: 'custom', path: [path], message })
    const preset = given.preset === undefined ? {} : PRESETS[given.preset]
    const merged = { ...preset, ...given } as Section
    const secret = given.secret ?? (given.secret_env === undefined ? undefined : env[given.secret_env])
    if (given.secret_env !== undefined && !secret) problem('secret_env', `${given.secret_env} is not set`)
    if (secret !== undefined && secret.length < MIN_SECRET_LENGTH) {
      problem(given.secret === undefined ? 'secret_env' : 'secret', `must have ${MIN_SECRET_LENGTH} characters or more`)
    }
    return configOf(merged, proofOf(merged, secret, folder, problem), problem)
  })
}

function configOf(given: Section, proof: Proof, problem: Problem) {
  if (proof.kind !== 'jwt' && given.user_header === undefined) problem('user_header', 'is missing (or a preset)')
  if (proof.kind !== 'jwt' && given.email_header === undefined) problem('email_header', 'is missing (or a preset)')
  return {
    headers: {
      user: given.user_header ?? '',
      email: given.email_header ?? '',
      name: given.name_header ?? null,
      groups: given.groups_header ?? null,
    } satisfies IdentityHeaders,
    separator: given.groups_separator,
    trustedProxies: given.trusted_proxies,
    proof,
    secondFactorDone: given.second_factor_done,
    logoutUrl: given.logout_url ?? null,
    rules: {
      required_groups: given.required_groups,
      admin_groups: given.admin_groups,
      teams: given.teams,
    },
  }
}

function proofOf(given: Section, secret: string | undefined, folder: string, problem: Problem): Proof {
  const kind = given.signature ?? 'none'
  if (kind === 'none') return { kind }
  if (kind === 'hmac') {
    if (secret === undefined && given.secret_env === undefined) problem('secret', 'is missing (or secret_env)')
    const { signature_header: name, timestamp_header: timestampHeader, max_age_s: maxAgeS } = given
    return { kind, secret: secret ?? '', header: name, timestampHeader, maxAgeS }
  }
  for (const name of ['token_header', 'issuer', 'audience'] as const) {
    if (given[name] === undefined) problem(name, 'is missing')
  }
  return {
    kind,
    header: given.token_header ?? '',
    key: keyOf(given, secret, folder, problem),
    issuer: given.issuer ?? '',
    audience: given.audience ?? '',
    claims: {
      identifier: given.identifier_claim,
      email: given.email_claim,
      name: given.name_claim,
      groups: given.groups_claim,
    },
  }
}

/** Exactly one source of keys, so that nobody chooses between them. */
function keyOf(given: Section, secret: string | undefined, folder: string, problem: Problem): TokenKey {
  const { preset, issuer, jwks_file: jwksFile, public_key_file: pemFile } = given
  const isCloudflare = preset === 'cloudflare-access' && issuer !== undefined
  const file = jwksFile ?? pemFile
  const url = given.jwks_url ?? (isCloudflare && !secret && !file ? `${issuer}/cdn-cgi/access/certs` : undefined)
  const sources = [url, jwksFile, pemFile, given.secret ?? given.secret_env].filter((one) => one !== undefined)
  if (sources.length !== 1) problem('jwks_url', 'give one of jwks_url, jwks_file, public_key_file and secret')
  if (secret !== undefined) return { kind: 'secret', secret }
  if (file !== undefined) {
    const key = readKeyFile(resolve(folder, file), jwksFile === undefined ? 'pem' : 'jwks')
    if (typeof key !== 'string') return key
    problem(jwksFile === undefined ? 'public_key_file' : 'jwks_file', key)
  }
  if (url !== undefined && !URL.canParse(url)) problem('jwks_url', 'must be an https address')
  return { kind: 'url', url: url ?? '' }
}

function isRange(range: string): boolean {
  try {
    proxyAddr.compile([range])
    return true
  } catch {
    return false
  }
}

function isPlace(place: string): boolean {
  return /^\/(?![/\\])/.test(place) || (URL.canParse(place) && new URL(place).protocol === 'https:')
}
