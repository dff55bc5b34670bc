import type { Site } from '../../platform/http/site.ts'
import { negotiateLocale } from '../../platform/i18n/i18n.ts'
import type { LoginReason } from '../../protocol/provider/authorization/types.ts'

export interface LoginWish {
  readonly reason: LoginReason
  readonly loginHint: string | null
  /** BCP 47 tags in the order of preference. */
  readonly uiLocales: readonly string[]
  /** Without registration, an app that asks for it gets the login. */
  readonly canRegister: boolean
  /** The person chose a language here before; the app's wish does not change it. */
  readonly hasChosenLanguage: boolean
}

/**
 * The login page of an organizer, or its registration form, that leads on to `next`. With `reauth` the page asks although
 * somebody is logged in.
 */
export function loginAddress(site: Site, next: string, wish: LoginWish): string {
  const page = wish.reason === 'create' && wish.canRegister ? 'register' : 'login'
  const query = new URLSearchParams({ next })
  if (wish.reason !== 'no_session') query.set('reauth', '1')
  if (wish.reason !== 'no_session' && wish.reason !== 'create') query.set('reason', wish.reason)
  if (wish.loginHint !== null) query.set('login_hint', wish.loginHint)
  const locale = wish.hasChosenLanguage ? null : negotiateLocale(wish.uiLocales.join(' '))
  if (locale !== null) query.set('locale', locale)
  return `${site.base}/account/${page}?${query}`
}

/** The page that asks the person what the app may get, and leads on to `next`. */
export function consentAddress(site: Site, next: string): string {
  return `${site.base}/account/consent?${new URLSearchParams({ next })}`
}
