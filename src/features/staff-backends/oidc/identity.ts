import { isLocale } from '../../../platform/i18n/i18n.ts'
import { type Claims, claimAt, groupsClaim, isElsewhere, isTrue, textClaim } from '../../../protocol/client/claims.ts'
import type { BackendIdentity, BackendText, BackendUserFields } from '../contract.ts'
import { normalizeEmail } from '../identity.ts'
import { readGroups } from '../shared/group-rules.ts'
import type { OidcConfig } from './config.ts'
import { missingClaim, REFUSALS, unusableClaim } from './texts.ts'

const MAX_IDENTIFIER_LENGTH = 190
const MAX_NAME_LENGTH = 190

type Rules = Pick<
  OidcConfig,
  | 'identifier_claim'
  | 'email_claim'
  | 'name_claim'
  | 'locale_claim'
  | 'groups_claim'
  | 'email_verified'
  | 'required_groups'
  | 'admin_groups'
  | 'teams'
>

export type ReadIdentity = { readonly identity: BackendIdentity } | { readonly refusal: BackendText }

/**
 * Who the claims are about, or why that one may not come in.
 * @param sources the ID token first, then the answer of the userinfo endpoint: the first that has a claim counts
 */
export function readIdentity(sources: readonly Claims[], rules: Rules): ReadIdentity {
  const text = (path: string) => sources.map((claims) => textClaim(claims, path)).find((value) => value !== undefined)

  const identifier = text(rules.identifier_claim)
  if (identifier === undefined) return { refusal: missingClaim(rules.identifier_claim) }
  if (identifier.length > MAX_IDENTIFIER_LENGTH) return { refusal: unusableClaim(rules.identifier_claim) }

  const emailSource = sources.find((claims) => textClaim(claims, rules.email_claim) !== undefined)
  if (emailSource === undefined) return { refusal: missingClaim(rules.email_claim) }
  const email = normalizeEmail(textClaim(emailSource, rules.email_claim) ?? '')
  if (email === null) return { refusal: unusableClaim(rules.email_claim) }
  if (!isEmailGood(claimAt(emailSource, 'email_verified'), rules.email_verified)) {
    return { refusal: REFUSALS.emailUnverified }
  }

  const { groups_claim: path } = rules
  if (path !== undefined && sources.some((claims) => isElsewhere(claims, path))) {
    return { refusal: REFUSALS.tooManyGroups }
  }
  const groups = path === undefined ? [] : firstOf(sources, (claims) => groupsClaim(claims, path))
  const meaning = readGroups(groups ?? [], rules)
  if (!meaning.isAllowed) return { refusal: REFUSALS.noGroup }

  return {
    identity: {
      identifier,
      email,
      setAlways: { ...nameOf(text(rules.name_claim)), ...meaning.admin },
      setOnCreation: localeOf(text(rules.locale_claim)),
      ...meaning.teams,
    },
  }
}

/** `trust` takes silence for a yes; `require` does not, and both believe a no. */
function isEmailGood(verified: unknown, policy: Rules['email_verified']): boolean {
  if (policy === 'ignore') return true
  return verified === undefined ? policy === 'trust' : isTrue(verified)
}

function nameOf(fullname: string | undefined): BackendUserFields {
  return fullname === undefined ? {} : { fullname: fullname.slice(0, MAX_NAME_LENGTH) }
}

/** `de-AT` and `de_AT` are `de`; languages that are not spoken here are passed over. */
function localeOf(tag: string | undefined): BackendUserFields {
  const language = tag?.split(/[-_]/, 1)[0]?.toLowerCase() ?? ''
  return isLocale(language) ? { locale: language } : {}
}

function firstOf<T>(sources: readonly Claims[], read: (claims: Claims) => T | undefined): T | undefined {
  return sources.map(read).find((value) => value !== undefined)
}
