import type { CustomerId, OrganizerId, SsoLoginId, SsoProviderId } from '../../core/ids.ts'
import type { Claims } from '../../protocol/client/claims.ts'
import type { ProviderProblemCode } from '../../protocol/client/types.ts'
import type { ArrivalRefusal } from '../customer-identities/index.ts'

/** Why a login through a provider did not work; each has a page. */
export type SsoRefusal =
  | ProviderProblemCode
  | ArrivalRefusal
  | 'attempt_unknown'
  | 'attempt_expired'
  | 'attempt_used'
  | 'other_browser'

/** `tested`: staff tried the connection, and it worked as far as the claims. */
export type SsoOutcome = 'logged_in' | 'tested' | SsoRefusal

/** What staff read of logins through providers: kept 30 days, the last 2,000 of each provider. */
export interface SsoLoginEntry {
  readonly outcome: SsoOutcome
  readonly person?: { readonly issuer: string; readonly subject: string } | undefined
  readonly customerId?: string | undefined
  /** As they were received. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined
  /** What the provider said, without secrets, codes and tokens. */
  readonly detail?: Readonly<Record<string, string>> | undefined
}

export interface SsoLoginLog {
  /**
   * Answers the reference to be shown for refusals (eight symbols); null for logins that worked, when too much is noted, and when
   * nothing could be written. Throws nothing. Not to be called inside a transaction.
   */
  note(organizerId: OrganizerId, providerId: SsoProviderId, entry: SsoLoginEntry): Promise<string | null>
}

/** What was kept of a login. Claims and details hold no secret and no token. */
export interface SsoLoginRecord {
  readonly id: SsoLoginId
  readonly organizerId: OrganizerId
  readonly providerId: SsoProviderId
  /** ms */
  readonly at: number
  readonly reference: string | null
  readonly outcome: SsoOutcome
  readonly person: { readonly issuer: string; readonly subject: string } | null
  readonly customerId: CustomerId | null
  readonly claims: Claims | null
  readonly detail: Readonly<Record<string, string>>
  /** How many equal ones within a short time share this entry. */
  readonly count: number
}

/** A place in the list: entries older than this one, or newer. */
export interface SsoLoginCursor {
  readonly way: 'older' | 'newer'
  readonly id: SsoLoginId
}

export interface SsoLoginQuery {
  /** 1 to 100. */
  readonly limit: number
  readonly provider?: SsoProviderId | undefined
  readonly refusalsOnly?: boolean | undefined
  readonly cursor?: SsoLoginCursor | undefined
}

/** The newest first. */
export interface SsoLoginPage {
  readonly logins: readonly SsoLoginRecord[]
  readonly newer: SsoLoginCursor | null
  readonly older: SsoLoginCursor | null
}

/** Logins through providers, for staff. */
export interface SsoLogins extends SsoLoginLog {
  list(organizerId: OrganizerId, query: SsoLoginQuery): Promise<SsoLoginPage>
  byId(organizerId: OrganizerId, id: SsoLoginId): Promise<SsoLoginRecord | null>
  /** @param typed a reference with any case, spaces and dashes; null when there is none such here */
  byReference(organizerId: OrganizerId, typed: string): Promise<SsoLoginRecord | null>
  /** The newest entry that holds claims, of whatever outcome: what a mapping is previewed with. */
  lastClaims(organizerId: OrganizerId, providerId: SsoProviderId): Promise<SsoLoginRecord | null>
  /** Writes how often shared entries came. */
  flush(): Promise<void>
  /** Removes what is too old or too much; answers how many. */
  cleanUp(): Promise<number>
}
