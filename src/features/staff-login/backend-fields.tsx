import { say, type Translate } from '../../platform/i18n/i18n.ts'
import { EmailField, PasswordField, TextField } from '../../ui/text-fields.tsx'
import { backendText, type LoadedBackend } from '../staff-backends/index.ts'
import { type LoginFormField, maxLength, type SentLogin } from './login-form.ts'
import { formFields } from './safe-backend.ts'

interface BackendFieldsProps {
  readonly backend: LoadedBackend
  readonly lang: string
  readonly t: Translate
  /** What was sent before: shown again, but for passwords. */
  readonly sent: SentLogin | null
  /** Values that stand fast: their fields cannot be changed. */
  readonly fixed?: Readonly<Record<string, string>>
  /** Whether the first field has the focus. */
  readonly autofocus: boolean
}

/** The fields of a backend's form, as it names them. */
export function BackendFields({ backend, lang, t, sent, fixed = {}, autofocus }: BackendFieldsProps) {
  const fields = Object.entries(formFields(backend))
  const first = fields.find(([name]) => fixed[name] === undefined)?.[0]
  return (
    <>
      {fields.map(([name, spec]) => {
        const message = sent?.errors[name]
        return (
          <BackendField
            name={name}
            spec={spec}
            lang={lang}
            value={fixed[name] ?? sent?.values[name]}
            isFixed={fixed[name] !== undefined}
            error={message && say(t, message)}
            autofocus={name === first && autofocus}
          />
        )
      })}
    </>
  )
}

interface BackendFieldProps {
  readonly name: string
  readonly spec: LoginFormField
  readonly lang: string
  readonly value: string | undefined
  readonly isFixed: boolean
  readonly error: string | undefined
  readonly autofocus: boolean
}

function BackendField({ name, spec, lang, value, isFixed, error, autofocus }: BackendFieldProps) {
  const shared = {
    name,
    label: backendText(spec.label, lang),
    hint: spec.hint === undefined ? undefined : backendText(spec.hint, lang),
    error,
    required: spec.required ?? true,
    readonly: isFixed,
    autofocus,
  }
  if (spec.type === 'password') {
    return <PasswordField {...shared} autocomplete={spec.autocomplete === 'off' ? 'off' : 'current-password'} />
  }
  if (spec.type === 'email')
    return <EmailField {...shared} value={value} autocomplete={spec.autocomplete ?? 'username'} />
  return (
    <TextField {...shared} value={value} maxlength={maxLength(spec)} autocomplete={spec.autocomplete ?? 'username'} />
  )
}
