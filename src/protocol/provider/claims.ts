import type { ClaimRequest, MembershipClaim, PostalAddress, SubjectProfile } from './subject-types.ts'
import type { Scope } from './types.ts'

export type ClaimValue = string | number | boolean | PostalAddress | readonly MembershipClaim[]

/** A claim's value; null, undefined and an empty text leave it out. */
type Reader = (profile: SubjectProfile) => ClaimValue | null | undefined

/** Which claim comes from where, by scope: OpenID Connect Core 5.1 and 5.4. */
const CLAIMS_OF_SCOPE: Readonly<Record<Scope, Readonly<Record<string, Reader>>>> = {
  openid: {},
  profile: {
    name: (profile) => profile.name,
    given_name: (profile) => profile.givenName,
    family_name: (profile) => profile.familyName,
    middle_name: (profile) => profile.middleName,
    nickname: (profile) => profile.nickname,
    preferred_username: (profile) => profile.preferredUsername,
    profile: (profile) => profile.profile,
    picture: (profile) => profile.picture,
    website: (profile) => profile.website,
    gender: (profile) => profile.gender,
    birthdate: (profile) => profile.birthdate,
    zoneinfo: (profile) => profile.zoneinfo,
    locale: (profile) => profile.locale,
    updated_at: (profile) => (profile.updatedAt ? Math.floor(profile.updatedAt / 1000) : null),
  },
  email: {
    email: (profile) => profile.email,
    email_verified: (profile) => (profile.email ? profile.emailVerified === true : null),
  },
  phone: {
    phone_number: (profile) => profile.phoneNumber,
    phone_number_verified: (profile) => (profile.phoneNumber ? profile.phoneNumberVerified === true : null),
  },
  address: {
    address: (profile) => (profile.address ? filledParts(profile.address) : null),
  },
  offline_access: {},
  memberships: {
    memberships: (profile) => profile.memberships ?? [],
  },
}

/** The same as lists, because they are walked for every userinfo answer. */
const READERS = new Map(Object.entries(CLAIMS_OF_SCOPE).map(([scope, claims]) => [scope, Object.entries(claims)]))
const SCOPE_OF_CLAIM = new Map(
  (Object.keys(CLAIMS_OF_SCOPE) as Scope[]).flatMap((scope) =>
    Object.keys(CLAIMS_OF_SCOPE[scope]).map((claim) => [claim, scope] as const),
  ),
)

export const PROFILE_CLAIMS: readonly string[] = [...SCOPE_OF_CLAIM.keys()]

export interface SubjectClaims {
  readonly sub: string
  readonly [claim: string]: ClaimValue
}

/**
 * Names of claims that were asked for one by one (OpenID Connect Core 5.5), are known here and belong to a scope that the
 * client is allowed. Claims of the protocol, such as `auth_time`, are not among them.
 */
export function askedClaims(
  asked: Readonly<Record<string, ClaimRequest | null>>,
  allowed: readonly Scope[],
): readonly string[] {
  return Object.keys(asked).filter((claim) => {
    const scope = SCOPE_OF_CLAIM.get(claim)
    return scope !== undefined && allowed.includes(scope)
  })
}

/**
 * The claims about a person within these scopes, and those that are named; what is not known is left out.
 * @param names as `askedClaims` gives them
 */
export function profileClaims(
  profile: SubjectProfile,
  scopes: readonly Scope[],
  names: readonly string[] = [],
): Record<string, ClaimValue> {
  const claims: Record<string, ClaimValue> = {}
  const add = (name: string, read: Reader) => {
    const value = read(profile)
    if (value !== null && value !== undefined && value !== '') claims[name] = value
  }
  for (const scope of scopes) {
    for (const [name, read] of READERS.get(scope) ?? []) add(name, read)
  }
  for (const name of names) {
    const scope = SCOPE_OF_CLAIM.get(name)
    const read = scope && CLAIMS_OF_SCOPE[scope][name]
    if (read) add(name, read)
  }
  return claims
}

/** The answer of the userinfo endpoint: the subject and `profileClaims`. OpenID Connect Core 5.3.2. */
export function subjectClaims(
  subject: string,
  profile: SubjectProfile,
  scopes: readonly Scope[],
  names: readonly string[] = [],
): SubjectClaims {
  return { sub: subject, ...profileClaims(profile, scopes, names) }
}

/** An address without its empty parts; null when nothing is left. */
function filledParts(address: PostalAddress): PostalAddress | null {
  const parts = Object.entries(address).filter(([, value]) => value)
  return parts.length > 0 ? Object.fromEntries(parts) : null
}
