import type { Child } from 'hono/jsx'
import type { Message } from '../../../core/errors.ts'
import type { Translate } from '../../../platform/i18n/i18n.ts'
import type { ShopFrame } from '../../../ui/shop-layout.tsx'
import type { Problems } from '../forms.ts'
import type { LastWay } from '../last-way.ts'
import type { ProviderWay } from '../route-deps.ts'
import type { NextApp, ReauthReason } from '../types.ts'

/** Why the login was not granted. */
export type LoginNotice =
  | { readonly kind: 'refused' }
  | { readonly kind: 'disabled' }
  | { readonly kind: 'unverified' }
  | { readonly kind: 'too_many'; readonly message: Message }

export interface Reauth {
  /** The one who is logged in: the name, or the address. */
  readonly person: string
  readonly email: string
  readonly identifier: string
  readonly reason: ReauthReason | null
}

export interface LoginPageProps {
  readonly frame: ShopFrame
  readonly t: Translate
  readonly csrf: string
  readonly organizer: string
  readonly panel: { readonly title: string; readonly text: string }
  readonly links: {
    readonly action: string
    readonly reset: string
    /** Null when nobody can register. */
    readonly register: string | null
    /** Where an address is posted to get a code; null where there are none. */
    readonly code: string | null
    /** Where an address is posted to get another activation link. */
    readonly sendAgain: string
    /** Where "Continue as" is posted. */
    readonly continueAs: string
    /** The same page for another account. */
    readonly otherAccount: string
  }
  readonly app: NextApp | null
  /** Goes on after the login; a path of this site. */
  readonly next: string | null
  readonly email: string
  /** Somebody is logged in already, and why that does not do; null for a login as usual. */
  readonly reauth: Reauth | null
  /** Login with email and password. */
  readonly native: boolean
  /** Passkeys; null for none. */
  readonly ways: Child | null
  /** Logins at providers. */
  readonly providers: readonly ProviderWay[]
  /** The way that was used last in this browser. */
  readonly last: LastWay | null
  /** Somebody logged out a moment ago, and nothing else says so. */
  readonly isLoggedOut: boolean
  readonly problems: Problems
  readonly notice: LoginNotice | null
}
