import type { Translate } from '../../../platform/i18n/i18n.ts'
import { PasswordField } from '../../../ui/text-fields.tsx'
import { MIN_PASSWORD, type PasswordSettings } from '../rules/password.ts'
import { passwordHint } from '../rules/password-hint.ts'

interface NewPasswordFieldProps {
  readonly name: string
  readonly label: string
  readonly settings: PasswordSettings
  readonly t: Translate
  readonly error?: string | undefined
}

/** Where a new password is chosen: says what it has to be like and, with the script, how good it is while it is typed. */
export function NewPasswordField({ name, label, settings, t, error }: NewPasswordFieldProps) {
  const min = Math.max(MIN_PASSWORD, settings.customer_accounts_password_min_length)
  return (
    <div>
      <PasswordField
        name={name}
        label={label}
        hint={passwordHint(settings, t)}
        autocomplete="new-password"
        required
        error={error}
      />
      <p
        class="hint mt-1"
        role="status"
        hidden
        data-strength-of={name}
        data-min={String(min)}
        data-short={t('signIn:strength.short', { min })}
        data-weak={t('signIn:strength.weak')}
        data-fair={t('signIn:strength.fair')}
        data-strong={t('signIn:strength.strong')}
      />
    </div>
  )
}

/** The script of a page with this field. */
NewPasswordField.script = 'password-strength'
