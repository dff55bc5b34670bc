import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { SsoClientInput } from '../features/sso-clients/index.ts'
import { SIGNING_ALGS } from '../protocol/keys/types.ts'
import { CLIENT_JWT_ALGS } from '../protocol/provider/client-jwt.ts'
import type { FlagValues } from './flags.ts'
import { UsageError } from './usage-error.ts'

/** Settings of a client that have a value of their own. */
export const CLIENT_FLAGS = {
  type: {
    type: 'string',
    choices: ['confidential', 'public'],
    summary: 'whether it can keep a secret; default confidential',
  },
  'response-types': {
    type: 'string',
    summary: 'separated by commas, such as "code,id_token token"; default code',
  },
  scopes: { type: 'string', summary: 'what it may ask for; default "openid,profile,email,phone,address"' },
  pkce: {
    type: 'string',
    choices: ['required', 'optional'],
    summary: 'default required; public clients always need it',
  },
  'auth-method': {
    type: 'string',
    choices: ['client_secret_basic', 'client_secret_post', 'none', 'private_key_jwt'],
    summary: 'how it proves itself; default client_secret_basic, for public clients none',
  },
  'auth-signing-alg': {
    type: 'string',
    choices: ['any', ...CLIENT_JWT_ALGS],
    summary: 'what it signs with to prove itself; default any',
  },
  jwks: { type: 'string', summary: 'its public keys as JSON Web Keys: a file, or the JSON itself' },
  'jwks-uri': { type: 'string', summary: 'the address of its public keys' },
  'post-logout-redirect-uri': { type: 'strings', summary: 'where people return to after the logout' },
  'backchannel-logout-uri': { type: 'string', summary: 'where the server is told about a logout' },
  'backchannel-logout-session': {
    type: 'string',
    choices: ['required', 'optional'],
    summary: 'whether it needs to know which login ended; default required',
  },
  'frontchannel-logout-uri': { type: 'string', summary: 'what the browser opens at a logout' },
  'frontchannel-logout-session': {
    type: 'string',
    choices: ['required', 'optional'],
    summary: 'whether it needs to know which login ended; default required',
  },
  consent: { type: 'string', choices: ['never', 'once', 'always'], summary: 'when people are asked; default never' },
  'id-token-alg': { type: 'string', choices: SIGNING_ALGS, summary: 'signature of ID tokens; default RS256' },
  'userinfo-alg': {
    type: 'string',
    choices: ['none', ...SIGNING_ALGS],
    summary: 'signature of user info; default none, which is plain JSON',
  },
  'access-token-lifetime': { type: 'number', summary: 'in seconds, 60 to 86400; default 3600' },
  'id-token-lifetime': { type: 'number', summary: 'in seconds, 60 to 86400; default 3600' },
  'refresh-idle-lifetime': {
    type: 'number',
    summary: 'how long a refresh token lives unused, in seconds; default 30 days',
  },
  'refresh-absolute-lifetime': { type: 'number', summary: 'when a new login is needed, in seconds; default 365 days' },
  'default-max-age': { type: 'string', summary: 'seconds after which a fresh login is needed, or none' },
  'subject-type': {
    type: 'string',
    choices: ['public', 'pairwise'],
    summary: 'whether all apps see the same customer ID; default public',
  },
  'sector-identifier-uri': { type: 'string', summary: 'which apps see the same ID, for pairwise' },
  'request-uri': { type: 'strings', summary: 'where its request objects are' },
  'request-object-alg': {
    type: 'string',
    choices: ['any', ...CLIENT_JWT_ALGS],
    summary: 'what its request objects are signed with; default any',
  },
  'client-uri': { type: 'string', summary: 'its home page' },
  'policy-uri': { type: 'string', summary: 'its privacy notice' },
  'tos-uri': { type: 'string', summary: 'its terms' },
  'initiate-login-uri': { type: 'string', summary: 'where a login can be started' },
  contact: { type: 'strings', summary: 'email address of somebody responsible' },
  logo: { type: 'string', summary: 'file with a PNG, JPEG or WebP picture' },
} as const

/** Settings that are on or off. */
export const CLIENT_SWITCHES = {
  'first-party': { type: 'boolean', summary: 'it is the organizer’s own app' },
  'require-request-object': { type: 'boolean', summary: 'accept only signed requests' },
  'require-par': { type: 'boolean', summary: 'accept only requests that were sent ahead (PAR)' },
  dpop: { type: 'boolean', summary: 'bind tokens to a key of the app (DPoP)' },
  'high-security': { type: 'boolean', summary: 'FAPI 2.0: PAR, PKCE, private_key_jwt, DPoP, code only' },
} as const

/** The same, to switch them off again. */
export const CLIENT_SWITCHES_OFF = {
  'no-first-party': { type: 'boolean', summary: 'it is somebody else’s app' },
  'no-require-request-object': { type: 'boolean', summary: 'accept requests that are not signed' },
  'no-require-par': { type: 'boolean', summary: 'accept requests that were not sent ahead' },
  'no-dpop': { type: 'boolean', summary: 'give tokens without a key, too' },
  'no-high-security': { type: 'boolean', summary: 'leave FAPI 2.0; what it implied stays' },
} as const

const SWITCHES = {
  'first-party': 'isFirstParty',
  'require-request-object': 'requireSignedRequestObject',
  'require-par': 'requirePushedAuthorizationRequests',
  dpop: 'dpopBoundAccessTokens',
  'high-security': 'isHighSecurity',
} as const

type Values = FlagValues<typeof CLIENT_FLAGS & typeof CLIENT_SWITCHES> & Partial<FlagValues<typeof CLIENT_SWITCHES_OFF>>
type Options = NonNullable<SsoClientInput['options']>

/** The settings that were given; what was not given is left out. @throws UsageError @param cwd where files are looked for */
export async function clientInput(values: Values, cwd: string): Promise<SsoClientInput> {
  const given = <T, Key extends string, Value>(value: T | undefined, key: Key, read: (value: T) => Value) =>
    (value === undefined ? {} : { [key]: read(value) }) as Partial<Record<Key, Value>>
  const keys = values.jwks === undefined ? undefined : await keysOf(values.jwks, cwd)
  return {
    ...given(values.type, 'clientType', same),
    ...given(values['response-types'], 'responseTypes', (text) => words(text, /,/)),
    ...given(values.scopes, 'allowedScopes', (text) => words(text, /[,\s]/)),
    ...given(values.pkce, 'requirePkce', isRequired),
    ...given(values['auth-method'], 'authMethod', same),
    ...given(keys, 'jwksText', same),
    ...given(several(values['post-logout-redirect-uri']), 'postLogoutRedirectUris', same),
    ...given(values['backchannel-logout-uri'], 'backchannelLogoutUri', same),
    ...given(values['frontchannel-logout-uri'], 'frontchannelLogoutUri', same),
    ...given(values.consent, 'consent', same),
    ...given(values['id-token-alg'], 'idTokenAlg', same),
    options: {
      ...switchesOf(values),
      ...given(values['auth-signing-alg'], 'tokenEndpointAuthSigningAlg', unless('any')),
      ...given(values['jwks-uri'], 'jwksUri', same),
      ...given(values['backchannel-logout-session'], 'backchannelLogoutSessionRequired', isRequired),
      ...given(values['frontchannel-logout-session'], 'frontchannelLogoutSessionRequired', isRequired),
      ...given(values['userinfo-alg'], 'userinfoSigningAlg', unless('none')),
      ...given(values['access-token-lifetime'], 'accessTokenLifetimeS', same),
      ...given(values['id-token-lifetime'], 'idTokenLifetimeS', same),
      ...given(values['refresh-idle-lifetime'], 'refreshIdleLifetimeS', same),
      ...given(values['refresh-absolute-lifetime'], 'refreshAbsoluteLifetimeS', same),
      ...given(values['default-max-age'], 'defaultMaxAgeS', maxAgeOf),
      ...given(values['subject-type'], 'subjectType', same),
      ...given(values['sector-identifier-uri'], 'sectorIdentifierUri', same),
      ...given(several(values['request-uri']), 'requestUris', same),
      ...given(values['request-object-alg'], 'requestObjectSigningAlg', unless('any')),
      ...given(values['client-uri'], 'clientUri', same),
      ...given(values['policy-uri'], 'policyUri', same),
      ...given(values['tos-uri'], 'tosUri', same),
      ...given(values['initiate-login-uri'], 'initiateLoginUri', same),
      ...given(several(values.contact), 'contacts', same),
    },
  }
}

/** The picture that `--logo` names; null without one. @throws UsageError */
export async function logoFile(path: string | undefined, cwd: string): Promise<Uint8Array | null> {
  return path === undefined ? null : read(path, cwd)
}

function switchesOf(values: Values): Partial<Options> {
  const entries = Object.entries(SWITCHES).flatMap(([flag, option]) => {
    const [on, off] = [values[flag as keyof typeof SWITCHES], values[`no-${flag as keyof typeof SWITCHES}`]]
    if (on && off) throw new UsageError(`--${flag} and --no-${flag} contradict each other`)
    return on || off ? [[option, on]] : []
  })
  return Object.fromEntries(entries)
}

async function keysOf(text: string, cwd: string): Promise<string> {
  return /^\s*([[{]|$)/.test(text) ? text : Buffer.from(await read(text, cwd)).toString()
}

async function read(path: string, cwd: string): Promise<Uint8Array> {
  return readFile(resolve(cwd, path)).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} cannot be read (${error.code ?? error.message})`)
  })
}

function maxAgeOf(text: string): number | null {
  return text === 'none' ? null : /^\d+$/.test(text) ? Number(text) : Number.NaN
}

function words(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((word) => word.trim())
    .filter(Boolean)
}

/** A flag that was given no time at all says nothing. */
function several(values: readonly string[]): readonly string[] | undefined {
  return values.length === 0 ? undefined : values
}

const same = <T>(value: T): T => value
const isRequired = (word: string): boolean => word === 'required'
const unless =
  (nothing: string) =>
  (word: string): string | null =>
    word === nothing ? null : word
