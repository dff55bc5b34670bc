import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { NAME_SCHEMES } from '../core/person-names.ts'
import type { TypedFields } from '../features/sso-providers/index.ts'
import type { Locale } from '../platform/i18n/i18n.ts'
import type { FlagValues } from './flags.ts'
import { UsageError } from './usage-error.ts'

/** Settings of a provider that have a value of their own. */
export const PROVIDER_FLAGS = {
  name: { type: 'string', summary: 'its name, in the language of the organizer' },
  'name-en': { type: 'string', summary: 'its name in English' },
  'name-de': { type: 'string', summary: 'its name in German' },
  label: { type: 'string', summary: 'what the login button says; default "Log in with" and the name' },
  'label-en': { type: 'string', summary: 'what the login button says in English' },
  'label-de': { type: 'string', summary: 'what the login button says in German' },
  issuer: { type: 'string', summary: 'issuer URL, exactly as the provider names it' },
  'client-id': { type: 'string', summary: 'client ID that the provider gave' },
  'client-secret': { type: 'string', summary: 'client secret that the provider gave' },
  'client-secret-file': { type: 'string', summary: 'file that holds the client secret' },
  'client-key': { type: 'string', summary: 'file with a private key: PEM for apple, JSON Web Key for private_key_jwt' },
  'auth-method': {
    type: 'string',
    choices: ['auto', 'client_secret_basic', 'client_secret_post', 'private_key_jwt', 'apple', 'none'],
    summary: 'how we prove ourselves at the provider; default auto',
  },
  'apple-team-id': { type: 'string', summary: 'team ID, for apple' },
  'apple-key-id': { type: 'string', summary: 'key ID, for apple' },
  scope: { type: 'string', summary: 'what is asked for; default "openid profile email"' },
  'response-mode': { type: 'string', choices: ['query', 'form_post'], summary: 'how the answer comes; default query' },
  'claims-from': {
    type: 'string',
    choices: ['both', 'id_token', 'userinfo'],
    summary: 'where facts about people are read; default both',
  },
  claim: {
    type: 'strings',
    summary: 'where a fact is found, such as email=mail, subject=oid, phone=phones[0].value, given_name=first_name',
  },
  sync: { type: 'strings', summary: 'email, name, phone or locale =first, =always or =never' },
  param: { type: 'strings', summary: 'extra parameter of the login, such as hd=example.org; "" removes all' },
  'email-verified': {
    type: 'string',
    choices: ['require', 'trust', 'verify'],
    summary: 'what is needed of an address: default verify, by a mail of ours unless the provider did',
  },
  'address-in-use': {
    type: 'string',
    choices: ['prove', 'link', 'refuse'],
    summary: 'what happens when an address has an account; default prove: its owner is asked to prove it',
  },
  'account-page': { type: 'string', summary: 'where people change their account at the provider' },
  icon: { type: 'string', summary: 'file with a PNG, JPEG or WebP picture' },
} as const

/** Settings that are on or off, each with its opposite. */
export const PROVIDER_SWITCHES = {
  active: { type: 'boolean', summary: 'people can log in with it' },
  inactive: { type: 'boolean', summary: 'nobody can log in with it; its sessions end' },
  authoritative: { type: 'boolean', summary: 'the same as --address-in-use link: its addresses are proof' },
  'no-authoritative': { type: 'boolean', summary: 'the same as --address-in-use prove' },
  'create-accounts': { type: 'boolean', summary: 'new people get an account' },
  'no-create-accounts': { type: 'boolean', summary: 'only people who are linked come in' },
  'trust-second-factor': { type: 'boolean', summary: 'a second factor there counts here' },
  'no-trust-second-factor': { type: 'boolean', summary: 'a second factor there does not count here' },
  'rp-logout': { type: 'boolean', summary: 'a logout here ends the login there' },
  'no-rp-logout': { type: 'boolean', summary: 'a logout here leaves the login there alone' },
  'backchannel-logout': { type: 'boolean', summary: 'a logout there ends sessions here' },
  'no-backchannel-logout': { type: 'boolean', summary: 'logout tokens are not taken' },
  'frontchannel-logout': { type: 'boolean', summary: 'a logout there ends the session of this browser' },
  'no-frontchannel-logout': { type: 'boolean', summary: 'frames of the provider end nothing' },
} as const

const SWITCHES = [
  ['active', 'inactive', 'is_active'],
  ['create-accounts', 'no-create-accounts', 'creates_accounts'],
  ['trust-second-factor', 'no-trust-second-factor', 'trusts_second_factor'],
  ['rp-logout', 'no-rp-logout', 'logout.rp_initiated'],
  ['backchannel-logout', 'no-backchannel-logout', 'logout.back_channel'],
  ['frontchannel-logout', 'no-frontchannel-logout', 'logout.front_channel'],
] as const

const CLAIMS = ['subject', 'email', 'email_verified', 'phone', 'locale']
const NAME_PARTS = [...new Set(Object.values(NAME_SCHEMES).flatMap(({ parts }) => [...parts]))]
const SYNCED = ['email', 'name', 'phone', 'locale']

type Values = FlagValues<typeof PROVIDER_FLAGS & typeof PROVIDER_SWITCHES>

/**
 * The settings that were given; what was not given is left out.
 * @param locale language of names without one
 * @param cwd where files are looked for
 * @throws UsageError
 */
export async function providerFields(values: Values, locale: Locale, cwd: string): Promise<TypedFields> {
  const secretFile = values['client-secret-file']
  if (values['client-secret'] !== undefined && secretFile !== undefined) {
    throw new UsageError('--client-secret and --client-secret-file contradict each other')
  }
  const secret = secretFile === undefined ? values['client-secret'] : await textFile(secretFile, cwd)
  const keyFile = values['client-key']
  return {
    ...texts('name', values.name, values['name-en'], values['name-de'], locale),
    ...texts('button_label', values.label, values['label-en'], values['label-de'], locale),
    ...given('issuer', values.issuer),
    ...given('client_id', values['client-id']),
    ...given('client_secret', secret),
    ...given('client_key', keyFile === undefined ? undefined : await textFile(keyFile, cwd)),
    ...given('auth_method', values['auth-method']),
    ...given('apple.team_id', values['apple-team-id']),
    ...given('apple.key_id', values['apple-key-id']),
    ...given('scope', values.scope),
    ...given('response_mode', values['response-mode']),
    ...given('claims_from', values['claims-from']),
    ...given('email_policy', values['email-verified']),
    ...inUse(values),
    ...given('account_page', values['account-page']),
    ...given('authorize_params', values.param.length === 0 ? undefined : paramsText(values.param)),
    ...pairs(
      'claim',
      values.claim,
      { known: CLAIMS, prefix: 'claims.' },
      { known: NAME_PARTS, prefix: 'claims.name.' },
    ),
    ...pairs('sync', values.sync, { known: SYNCED, prefix: 'sync.' }),
    ...switchesOf(values),
  }
}

/** The picture that `--icon` names; null without one. @throws UsageError */
export async function iconFile(path: string | undefined, cwd: string): Promise<Uint8Array | null> {
  return path === undefined ? null : read(path, cwd)
}

function texts(
  field: string,
  text: string | undefined,
  en: string | undefined,
  de: string | undefined,
  locale: Locale,
) {
  return { ...given(`${field}.${locale}`, text), ...given(`${field}.en`, en), ...given(`${field}.de`, de) }
}

function given(field: string, text: string | undefined): Record<string, string> {
  return text === undefined ? {} : { [field]: text }
}

interface Names {
  readonly known: readonly string[]
  /** What the fields of these names begin with. */
  readonly prefix: string
}

/** Texts such as `email=mail`, by field. @throws UsageError */
function pairs(flag: string, written: readonly string[], ...groups: readonly Names[]): Record<string, string> {
  const entries = written.map((text) => {
    const at = text.indexOf('=')
    if (at < 1) throw new UsageError(`--${flag} is written as name=value, not "${text}"`)
    const name = text.slice(0, at).trim()
    const group = groups.find(({ known }) => known.includes(name))
    const all = groups.flatMap(({ known }) => known).join(', ')
    if (group === undefined) throw new UsageError(`--${flag} knows no "${name}", only ${all}`)
    return [group.prefix + name, text.slice(at + 1)] as const
  })
  return Object.fromEntries(entries)
}

/** Each flag is one parameter, whatever its value holds. */
function paramsText(written: readonly string[]): string {
  const given = written.filter((text) => text !== '')
  return new URLSearchParams(given.map((text) => pairOf(text))).toString()
}

function pairOf(text: string): [string, string] {
  const at = text.indexOf('=')
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

/** @throws UsageError */
function inUse(values: Values): Record<string, string> {
  const said = [
    values['address-in-use'],
    values.authoritative ? 'link' : undefined,
    values['no-authoritative'] ? 'prove' : undefined,
  ].filter((word) => word !== undefined)
  if (said.length > 1) throw new UsageError('give one of --address-in-use, --authoritative and --no-authoritative')
  return given('address_in_use', said[0])
}

function switchesOf(values: Values): Record<string, string> {
  const entries = SWITCHES.flatMap(([on, off, field]) => {
    if (values[on] && values[off]) throw new UsageError(`--${on} and --${off} contradict each other`)
    return values[on] || values[off] ? [[field, values[on] ? 'on' : '']] : []
  })
  return Object.fromEntries(entries)
}

async function textFile(path: string, cwd: string): Promise<string> {
  return Buffer.from(await read(path, cwd))
    .toString()
    .trim()
}

async function read(path: string, cwd: string): Promise<Uint8Array> {
  return readFile(resolve(cwd, path)).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} cannot be read (${error.code ?? error.message})`)
  })
}
