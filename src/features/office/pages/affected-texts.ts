import type { TextKey } from '../../../platform/i18n/i18n.ts'
import { type Amount, amountParams } from '../amount.ts'
import type { AccountField, Switch } from '../settings-form.ts'
import type { SectionProps } from './section-props.ts'

/** Whom each setting touches, in a sentence with the number from the database. */
export type AffectedTexts = Partial<Record<Switch | AccountField, string>>

export function affectedTexts({ t, locale, counts }: Pick<SectionProps, 't' | 'locale' | 'counts'>): AffectedTexts {
  const say = (key: TextKey, amount: Amount, more: Record<string, string> = {}) =>
    upper(t(key, { ...amountParams(t, locale, amount), ...more }))
  const { ways } = counts
  const customer_accounts = say('office:affected.accounts', counts.accounts)
  if (counts.active.count === 0) return { customer_accounts }
  return {
    customer_accounts,
    customer_accounts_native: [
      say('office:affected.password', counts.withPassword),
      counts.withPassword.count > 0 ? say('office:affected.onlyPassword', ways.password) : '',
    ].join(' '),
    customer_accounts_login_code: say('office:affected.code', ways.neither),
    customer_accounts_passkeys: [
      say('office:affected.passkey', counts.withPasskey),
      ways.passkey.count > 0 ? say('office:affected.onlyPasskey', ways.passkey) : '',
    ].join(' '),
    customer_accounts_second_step: say('office:affected.secondStep', counts.withoutSecondStep),
    customer_accounts_password_min_length: say('office:affected.newPasswords', counts.withPassword),
    customer_accounts_link_by_email: say('office:affected.guestOrders', counts.guestOrders, {
      accounts: t('office:affected.guestAccounts', amountParams(t, locale, counts.guestOrderAccounts)),
    }),
    customer_accounts_require_login_for_order_access: say('office:affected.ownedOrders', counts.ownedOrders),
  }
}

function upper(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
