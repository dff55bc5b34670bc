import type { SigningAlg } from '../keys/types.ts'
import type { ClientAuthMethod, GrantType, ResponseType } from './types.ts'

export const SUPPORTED_RESPONSE_TYPES = ['code'] as const satisfies readonly ResponseType[]
export const SUPPORTED_RESPONSE_MODES = ['query'] as const
export const SUPPORTED_GRANT_TYPES = ['authorization_code'] as const satisfies readonly GrantType[]
export const SUPPORTED_AUTH_METHODS = [
  'client_secret_basic',
  'client_secret_post',
  'none',
] as const satisfies readonly ClientAuthMethod[]
export const SUPPORTED_SIGNING_ALGS = ['RS256', 'ES256'] as const satisfies readonly SigningAlg[]
/** OpenID Connect Core 3.1.2.1 and Initiating User Registration 1.0. */
export const SUPPORTED_PROMPTS = ['none', 'login', 'select_account', 'consent', 'create'] as const

export type SupportedResponseType = (typeof SUPPORTED_RESPONSE_TYPES)[number]
export type ResponseMode = (typeof SUPPORTED_RESPONSE_MODES)[number]
export type Prompt = (typeof SUPPORTED_PROMPTS)[number]

/** Narrows a text to one of a list of words. */
export function isOneOf<Word extends string>(words: readonly Word[], text: string): text is Word {
  return (words as readonly string[]).includes(text)
}
