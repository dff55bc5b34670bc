import type { LoginWishes } from '../../protocol/client/types.ts'
import type { ReauthReason } from '../sign-in/index.ts'

/** What is known when somebody sets out for a provider. */
export interface SettingOut {
  /** The person is logged in here, and is to log in nevertheless. */
  readonly isAgain: boolean
  /** Why. */
  readonly reason: ReauthReason | null
  /** An address to begin with; empty for none. */
  readonly loginHint: string
  /** The language of our page. */
  readonly locale: string
  /** What the app behind `next` asked of its login; null without one. */
  readonly app: LoginWishes | null
}

export interface Wish {
  readonly wishes: LoginWishes
  /** A new login, whatever session there is at the provider. */
  readonly isFresh: boolean
}

/** Another account than the one that is logged in. */
const OTHER: readonly (ReauthReason | null)[] = ['select_account', 'other_account', 'other_subject']

/**
 * What a provider is asked for. `prompt=none` is not passed on: without a session here the app hears `login_required` before
 * anybody is sent anywhere. OpenID Connect Core 3.1.2.1.
 */
export function wishOf({ isAgain, reason, loginHint, locale, app }: SettingOut): Wish {
  const asked = app?.prompt?.split(' ') ?? []
  const maxAge = app?.maxAge
  const isOther = OTHER.includes(reason)
  const isFresh =
    reason === 'recent' ||
    asked.includes('login') ||
    maxAge === 0 ||
    (isAgain && !isOther && !(reason === 'max_age' && maxAge !== undefined))
  const selects = isOther || asked.includes('select_account')
  const prompt = [...(isFresh ? ['login'] : []), ...(selects ? ['select_account'] : [])].join(' ')
  const hint = loginHint || (selects ? '' : (app?.loginHint ?? ''))
  return {
    isFresh,
    wishes: {
      ...(prompt !== '' && { prompt }),
      ...(maxAge !== undefined && { maxAge }),
      ...(hint !== '' && { loginHint: hint }),
      uiLocales: app?.uiLocales || locale,
      ...(app?.acrValues && { acrValues: app.acrValues }),
    },
  }
}
