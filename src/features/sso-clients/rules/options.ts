import { SIGNING_ALGS } from '../../../protocol/keys/types.ts'
import { CLIENT_JWT_ALGS } from '../../../protocol/provider/client-jwt.ts'
import type { SsoClientOptions } from '../options.ts'
import type { SsoClientInput, TypedOptions } from '../types.ts'
import { readKeys } from './client-keys.ts'
import { checkLifetimes } from './lifetimes.ts'
import { readLinks } from './links.ts'
import { type Fields, readChoice, readWord } from './reading.ts'

const SUBJECT_TYPES = ['public', 'pairwise'] as const

/** The options after `input`, each looked at by itself. */
export function readOptions(input: SsoClientInput, before: SsoClientOptions, wrong: Fields): SsoClientOptions {
  const typed: TypedOptions = { ...before, ...input.options }
  const choice = <Word extends string>(field: string, words: readonly Word[], text: string | null) =>
    readChoice(field, words, text, wrong)
  const options: SsoClientOptions = {
    ...typed,
    ...readLinks(typed, wrong),
    jwks: input.jwksText === undefined ? typed.jwks : readKeys(input.jwksText, wrong),
    subjectType: readWord('subject_type', SUBJECT_TYPES, typed.subjectType, before.subjectType, wrong),
    tokenEndpointAuthSigningAlg: choice(
      'token_endpoint_auth_signing_alg',
      CLIENT_JWT_ALGS,
      typed.tokenEndpointAuthSigningAlg,
    ),
    requestObjectSigningAlg: choice('request_object_signing_alg', CLIENT_JWT_ALGS, typed.requestObjectSigningAlg),
    userinfoSigningAlg: choice('userinfo_signed_response_alg', SIGNING_ALGS, typed.userinfoSigningAlg),
    logoHash: before.logoHash,
  }
  checkLifetimes(options, wrong)
  return options
}
