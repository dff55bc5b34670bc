import type { Translate } from '../../../platform/i18n/i18n.ts'
import { MIN_PASSWORD, type PasswordSettings } from './password.ts'

/** What a new password has to be like, in a sentence below its field. */
export function passwordHint(settings: PasswordSettings, t: Translate): string {
  const min = Math.max(MIN_PASSWORD, settings.customer_accounts_password_min_length)
  return settings.customer_accounts_password_letter_and_digit
    ? t('signIn:field.passwordHintBoth', { min })
    : t('signIn:field.passwordHint', { min })
}
