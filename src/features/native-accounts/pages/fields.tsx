import { say, type Translate } from '../../../platform/i18n/i18n.ts'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { EmailField, PasswordField, TextField } from '../../../ui/text-fields.tsx'
import type { Problems } from '../forms.ts'

const MIN_PASSWORD_LENGTH = 12

interface NewPasswordFieldsProps {
  readonly t: Translate
  readonly problems: Problems
  /** Where somebody replaces a password. */
  readonly isChange?: boolean
}

/** A new password, twice. The page loads `NewPasswordFields.script`, which says how good it is while it is typed. */
export function NewPasswordFields({ t, problems, isChange = false }: NewPasswordFieldsProps) {
  const label = isChange ? t('nativeAccounts:field.newPassword') : t('nativeAccounts:field.password')
  const repeat = isChange ? t('nativeAccounts:field.newRepeat') : t('nativeAccounts:field.repeat')
  return (
    <>
      <div>
        <PasswordField
          name="password"
          label={label}
          hint={t('nativeAccounts:field.passwordHint', { min: MIN_PASSWORD_LENGTH })}
          autocomplete="new-password"
          required
          error={problems.password && say(t, problems.password)}
        />
        <p
          class="hint mt-1"
          role="status"
          hidden
          data-strength-of="password"
          data-min={String(MIN_PASSWORD_LENGTH)}
          data-short={t('nativeAccounts:strength.short', { min: MIN_PASSWORD_LENGTH })}
          data-weak={t('nativeAccounts:strength.weak')}
          data-fair={t('nativeAccounts:strength.fair')}
          data-strong={t('nativeAccounts:strength.strong')}
        />
      </div>
      <PasswordField
        name="password_repeat"
        label={repeat}
        autocomplete="new-password"
        required
        error={problems.password_repeat && say(t, problems.password_repeat)}
      />
    </>
  )
}

NewPasswordFields.script = 'password-strength'

interface RegistrationFieldsProps {
  readonly t: Translate
  readonly values: { readonly email?: string | undefined; readonly fullname?: string | undefined }
  readonly problems: Problems
}

/** Name, email and a new password, as `readRegistration` reads them. The page loads `RegistrationFields.script`. */
export function RegistrationFields({ t, values, problems }: RegistrationFieldsProps) {
  return (
    <>
      <TextField
        name="fullname"
        label={t('nativeAccounts:field.fullname')}
        value={values.fullname}
        autocomplete="name"
        maxlength={190}
        required
        error={problems.fullname && say(t, problems.fullname)}
      />
      <EmailField
        name="email"
        label={t('nativeAccounts:field.email')}
        value={values.email}
        autocomplete="username"
        required
        error={problems.email && say(t, problems.email)}
      />
      <NewPasswordFields t={t} problems={problems} />
    </>
  )
}

RegistrationFields.script = NewPasswordFields.script

/** What is wrong, above the form, with a way to each field. */
export function FormProblems({ t, problems }: { readonly t: Translate; readonly problems: Problems }) {
  const errors = Object.entries(problems)
  if (errors.length === 0) return null
  return (
    <ErrorSummary
      title={t('nativeAccounts:problems', { count: errors.length })}
      errors={errors.map(([field, message]) => ({ field, message: say(t, message) }))}
    />
  )
}
