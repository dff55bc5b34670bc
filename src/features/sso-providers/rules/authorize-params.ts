import type { Message } from '../../../core/errors.ts'
import { bad } from './reading.ts'

const MAX = 20
const MAX_LENGTH = 2000

/**
 * What the login itself says at the authorization endpoint (OpenID Connect Core 3.1.2.1, RFC 7636, RFC 9101, RFC 9126), and what
 * belongs to other endpoints and would only give secrets away. `prompt`, `acr_values`, `login_hint`, `ui_locales`, `display` and
 * `claims` can be set: they change what the provider asks the person, not whom we believe.
 */
const OWN: readonly string[] = [
  'response_type',
  'response_mode',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'code_verifier',
  'max_age',
  'request',
  'request_uri',
  'registration',
  'id_token_hint',
  'dpop_jkt',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
  'grant_type',
  'code',
  'access_token',
  'id_token',
  'refresh_token',
  'iss',
  'error',
]

/** Parameters from a text such as `hd=example.org&prompt=select_account`, or what is wrong with it. */
export function readParams(
  typed: string | Readonly<Record<string, string>>,
): { readonly params: Readonly<Record<string, string>> } | { readonly problem: Message } {
  const pairs = typeof typed === 'string' ? pairsOf(typed) : Object.entries(typed)
  const params = new Map<string, string>()
  for (const [name, value] of pairs) {
    const problem = params.has(name) ? bad('paramTwice', { name: shown(name) }) : paramProblem(name, value)
    if (problem) return { problem }
    params.set(name, value)
  }
  if (params.size > MAX) return { problem: bad('paramsMany', { max: MAX }) }
  const read = Object.fromEntries(params)
  return writeParams(read).length > MAX_LENGTH ? { problem: bad('long', { max: MAX_LENGTH }) } : { params: read }
}

/** The text that stands for parameters. */
export function writeParams(params: Readonly<Record<string, string>>): string {
  return new URLSearchParams(params).toString()
}

function pairsOf(text: string): [string, string][] {
  const joined = text
    .trim()
    .replace(/^\?/, '')
    .split(/\s*[\r\n]+\s*/)
  return joined.flatMap((line) => [...new URLSearchParams(line)])
}

function paramProblem(name: string, value: string): Message | null {
  if (!/^[\w.~:-]{1,100}$/.test(name)) return bad('paramName', { name: shown(name) })
  if (OWN.includes(name.toLowerCase())) return bad('paramOwn', { name: shown(name) })
  if (/\p{Cc}/u.test(value)) return bad('invisible')
  return name === 'prompt' && value.split(' ').includes('none') ? bad('paramPrompt') : null
}

const shown = (name: string): string => name.slice(0, 50)
