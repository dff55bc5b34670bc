import { SIGNING_ALGS, type SigningAlg } from '../keys/types.ts'
import type { ClientAuthMethod, GrantType, ResponseType } from './types.ts'

/** OpenID Connect Core 3 and OAuth 2.0 Multiple Response Type Encoding Practices. */
export const SUPPORTED_RESPONSE_TYPES = [
  'code',
  'id_token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
] as const satisfies readonly ResponseType[]
export const SUPPORTED_RESPONSE_MODES = ['query', 'fragment', 'form_post'] as const
/** As clients register them; `implicit` stands for answers of the authorization endpoint and is no grant of the token endpoint. */
export const SUPPORTED_GRANT_TYPES = [
  'authorization_code',
  'implicit',
  'refresh_token',
] as const satisfies readonly GrantType[]
export const TOKEN_GRANT_TYPES = ['authorization_code', 'refresh_token'] as const satisfies readonly GrantType[]
export const SUPPORTED_AUTH_METHODS = [
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
  'none',
] as const satisfies readonly ClientAuthMethod[]
export const SUPPORTED_SIGNING_ALGS: readonly SigningAlg[] = SIGNING_ALGS
/** OpenID Connect Core 3.1.2.1 and Initiating User Registration 1.0. */
export const SUPPORTED_PROMPTS = ['none', 'login', 'select_account', 'consent', 'create'] as const
/** OpenID Connect Core 3.1.2.1: any of them may be asked for, and the pages fit all of them. */
export const SUPPORTED_DISPLAYS = ['page', 'popup', 'touch', 'wap'] as const
/** One factor, and more than one. */
export const SUPPORTED_ACR_VALUES = ['1', '2'] as const
/** Languages of the pages, BCP 47. */
export const SUPPORTED_LOCALES = ['en', 'de'] as const

export type ResponseMode = (typeof SUPPORTED_RESPONSE_MODES)[number]
export type Prompt = (typeof SUPPORTED_PROMPTS)[number]
export type Acr = (typeof SUPPORTED_ACR_VALUES)[number]

/** Narrows a text to one of a list of words. */
export function isOneOf<Word extends string>(words: readonly Word[], text: string): text is Word {
  return (words as readonly string[]).includes(text)
}
