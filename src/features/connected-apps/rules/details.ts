import type { ClaimValue, SubjectClaims } from '../../../protocol/provider/claims.ts'
import type { Consent, Scope } from '../../../protocol/provider/types.ts'

interface Rule {
  readonly scope: Scope
  /** Not told by itself where this claim is told, too. */
  readonly within?: string
  /** Accounts hold it only where the organizer asks for it. */
  readonly optional?: true
}

/** Everything that an app can learn about a person, in the order in which it is told. */
export const DETAILS = {
  name: { scope: 'profile' },
  given_name: { scope: 'profile', within: 'name' },
  middle_name: { scope: 'profile', within: 'name' },
  family_name: { scope: 'profile', within: 'name' },
  nickname: { scope: 'profile', optional: true },
  preferred_username: { scope: 'profile', optional: true },
  email: { scope: 'email' },
  email_verified: { scope: 'email', within: 'email' },
  phone_number: { scope: 'phone' },
  phone_number_verified: { scope: 'phone', within: 'phone_number' },
  address: { scope: 'address' },
  birthdate: { scope: 'profile', optional: true },
  gender: { scope: 'profile', optional: true },
  website: { scope: 'profile', optional: true },
  profile: { scope: 'profile', optional: true },
  picture: { scope: 'profile', optional: true },
  locale: { scope: 'profile' },
  zoneinfo: { scope: 'profile', optional: true },
  memberships: { scope: 'memberships' },
  updated_at: { scope: 'profile' },
} as const satisfies Record<string, Rule>

export type DetailName = keyof typeof DETAILS

const RULES = Object.entries(DETAILS) as readonly [DetailName, Rule][]
const CONFIRMATIONS: Partial<Record<DetailName, string>> = {
  email: 'email_verified',
  phone_number: 'phone_number_verified',
}

/** One line of what an app gets. */
export interface Detail {
  readonly name: DetailName
  /** null: the account has nothing here. */
  readonly value: ClaimValue | null
  /** The address or number was confirmed. */
  readonly isConfirmed: boolean
}

/** What an app that is allowed this much may look at. @param offered names of the optional details that accounts can have */
export function detailNames({ scopes, claims }: Consent, offered: readonly string[]): DetailName[] {
  const asked = RULES.filter(([name, { scope }]) => scopes.includes(scope) || claims.includes(name))
  const names = new Set<string>(asked.map(([name]) => name))
  return asked
    .filter(([, { within }]) => within === undefined || !names.has(within))
    .filter(([name, { optional }]) => !optional || offered.includes(name) || claims.includes(name))
    .map(([name]) => name)
}

/** What an app gets, line by line. @param given exactly what it would be told */
export function details(given: SubjectClaims, asked: Consent, offered: readonly string[]): Detail[] {
  return detailNames(asked, [...offered, ...Object.keys(given)]).map((name) => {
    const value = given[name] ?? null
    const isEmpty = value === '' || (Array.isArray(value) && value.length === 0)
    const confirmation = CONFIRMATIONS[name]
    return {
      name,
      value: isEmpty ? null : value,
      isConfirmed: confirmation !== undefined && given[confirmation] === true,
    }
  })
}
