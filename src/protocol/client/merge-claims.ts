import type { Claims } from './claims.ts'
import type { ClaimsFrom } from './types.ts'

/** What an ID token says about itself and not about the person. OpenID Connect Core 2, RFC 7519 section 4.1. */
const OF_THE_PROTOCOL: readonly string[] = [
  'iss',
  'aud',
  'azp',
  'exp',
  'iat',
  'nbf',
  'jti',
  'nonce',
  'at_hash',
  'c_hash',
  's_hash',
  'auth_time',
  'sid',
]
/** Claims that only mean something beside the one that they are about. */
const ABOUT_ANOTHER: Readonly<Record<string, string>> = {
  email_verified: 'email',
  phone_number_verified: 'phone_number',
}

/** All that is known of a person: the signed ID token first, then userinfo. An address is never verified by what is said of another one. */
export function mergedClaims(idToken: Claims, userinfo: Claims | null, from: ClaimsFrom): Claims {
  const first = from === 'userinfo' ? {} : idToken
  const second = Object.entries(userinfo ?? {}).filter(([name]) => !Object.hasOwn(first, name))
  const fitting = second.filter(([name]) => {
    const other = Object.hasOwn(ABOUT_ANOTHER, name) ? ABOUT_ANOTHER[name] : undefined
    return other === undefined || !Object.hasOwn(first, other) || first[other] === userinfo?.[other]
  })
  const all = [...Object.entries(first), ...fitting]
  return Object.fromEntries(all.filter(([name]) => !OF_THE_PROTOCOL.includes(name)))
}
