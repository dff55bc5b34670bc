import type { Scope, SubjectProfile } from './types.ts'

type ClaimValue = string | number | boolean

/** Which claim comes from where, by scope: OpenID Connect Core 5.1 and 5.4. */
const CLAIMS_OF_SCOPE = {
  openid: {},
  profile: {
    name: (profile) => profile.name,
    given_name: (profile) => profile.givenName,
    family_name: (profile) => profile.familyName,
    middle_name: (profile) => profile.middleName,
    nickname: (profile) => profile.nickname,
    locale: (profile) => profile.locale,
    updated_at: (profile) => (profile.updatedAt ? Math.floor(profile.updatedAt / 1000) : null),
  },
  email: {
    email: (profile) => profile.email,
    email_verified: (profile) => (profile.email ? profile.emailVerified === true : null),
  },
  phone: {
    phone_number: (profile) => profile.phoneNumber,
  },
} as const satisfies Record<Scope, Record<string, (profile: SubjectProfile) => ClaimValue | null | undefined>>

export const PROFILE_CLAIMS: readonly string[] = Object.values(CLAIMS_OF_SCOPE).flatMap((claims) => Object.keys(claims))

export interface SubjectClaims {
  readonly sub: string
  readonly [claim: string]: ClaimValue
}

/** The claims of a subject within these scopes; what is not known is left out. */
export function subjectClaims(subject: string, profile: SubjectProfile, scopes: readonly Scope[]): SubjectClaims {
  const claims: Record<string, ClaimValue> & { sub: string } = { sub: subject }
  for (const scope of scopes) {
    for (const [name, read] of Object.entries(CLAIMS_OF_SCOPE[scope])) {
      const value = read(profile)
      if (value !== null && value !== undefined && value !== '') claims[name] = value
    }
  }
  return claims
}
