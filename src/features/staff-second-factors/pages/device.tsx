import { RadioField } from '../../../ui/choice-fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PASSKEY_SCRIPTS, PasskeyForm, WhyNoPasskeys } from '../../../ui/passkey-form.tsx'
import { TextField } from '../../../ui/text-fields.tsx'
import { TotpFields } from '../../../ui/totp-fields.tsx'
import { type FieldErrors, MAX_NAME } from '../forms.ts'
import type { SettingsContext } from '../scope.ts'
import type { TotpDraft } from '../totp.ts'
import { Problems, SettingsLayout, SubmitOrCancel } from './layout.tsx'

const PATH = '/control/settings/2fa/'

interface NameProps {
  readonly context: SettingsContext
  readonly name: string
  readonly errors: FieldErrors
  readonly hint?: string | undefined
  readonly autofocus?: boolean | undefined
}

function NameField({ context: { t }, name, errors, hint, autofocus }: NameProps) {
  return (
    <TextField
      name="name"
      label={t('staffFactors:device.name')}
      hint={hint}
      value={name}
      maxlength={MAX_NAME}
      autocomplete="off"
      class="max-w-96"
      required
      autofocus={autofocus}
      error={errors.name && t(errors.name.key, errors.name.params)}
    />
  )
}

interface AddPageProps {
  readonly context: SettingsContext
  readonly name: string
  readonly type: string
  readonly hasPasskeys: boolean
  readonly errors: FieldErrors
}

/** Name and kind of a new device. */
export function AddPage({ context, name, type, hasPasskeys, errors }: AddPageProps) {
  const { t, csrf } = context
  const labels = { name: t('staffFactors:device.name'), type: t('staffFactors:device.type') }
  return (
    <SettingsLayout context={context} title={t('staffFactors:device.addTitle')} text={t('staffFactors:device.addText')}>
      <Problems t={t} errors={errors} labels={labels} />
      <Form action={`${PATH}add`} csrf={csrf} class="grid max-w-prose gap-5">
        <NameField context={context} name={name} errors={errors} hint={t('staffFactors:device.nameHint')} />
        <RadioField
          name="type"
          label={labels.type}
          value={type}
          error={errors.type && t(errors.type.key)}
          options={[
            {
              value: 'totp',
              label: t('staffFactors:device.typeTotp'),
              hint: t('staffFactors:device.typeTotpHint'),
            },
            {
              value: 'webauthn',
              label: t('staffFactors:device.typeWebauthn'),
              hint: t(hasPasskeys ? 'staffFactors:device.typeWebauthnHint' : 'staffFactors:device.noPasskeys'),
              disabled: !hasPasskeys,
            },
          ]}
        />
        <SubmitOrCancel context={context} submit={t('staffFactors:device.addSubmit')} />
      </Form>
    </SettingsLayout>
  )
}

interface TotpPageProps {
  readonly context: SettingsContext
  readonly draft: TotpDraft
  /** For the app: `otpauth://…` */
  readonly uri: string
  readonly errors: FieldErrors
}

/** The key of a new authenticator app, and the field for its first code. */
export function TotpPage({ context, draft, uri, errors }: TotpPageProps) {
  const { t, csrf } = context
  const { code } = errors
  return (
    <SettingsLayout
      context={context}
      title={t('staffFactors:device.totpTitle', { name: draft.name })}
      text={t('staffFactors:device.totpText')}
    >
      <Problems t={t} errors={errors} labels={{ code: t('ui:totp.code') }} />
      <Form action={`${PATH}totp/${draft.id}/confirm`} csrf={csrf} class="grid max-w-prose gap-4">
        <TotpFields t={t} secret={draft.secret} uri={uri} error={code && t(code.key)} />
        <p class="text-muted">{t('staffFactors:device.sessions')}</p>
        <SubmitOrCancel context={context} submit={t('staffFactors:device.totpSubmit')} />
      </Form>
      <p class="mt-5">
        <a class="link" href={uri}>
          {t('staffFactors:device.open')}
        </a>
      </p>
    </SettingsLayout>
  )
}

interface PasskeyPageProps {
  readonly context: SettingsContext
  readonly name: string
  /** Where the new passkey will work. */
  readonly host: string
  readonly error?: string | undefined
}

/** Lets the browser create a passkey. */
export function PasskeyPage({ context, name, host, error }: PasskeyPageProps) {
  const { t, csrf, cancel } = context
  return (
    <SettingsLayout
      context={context}
      title={t('staffFactors:device.passkeyTitle', { name })}
      text={t('staffFactors:device.passkeyText')}
      scripts={PASSKEY_SCRIPTS}
    >
      <div class="grid max-w-prose gap-4">
        {error !== undefined && <Notice tone="bad" role="alert" title={error} />}
        <ul class="grid list-disc gap-1.5 ps-5">
          <li>{t('staffFactors:device.passkeyWorks', { host })}</li>
          <li>{t('staffFactors:device.sessions')}</li>
        </ul>
        <PasskeyForm
          t={t}
          kind="create"
          action={`${PATH}webauthn/new/confirm`}
          options={`${PATH}webauthn/new/options`}
          csrf={csrf}
          fields={{ name }}
          submit={t('staffFactors:device.passkeySubmit')}
          tone="primary"
          cancel={cancel}
        />
        <WhyNoPasskeys t={t} back={cancel} />
      </div>
    </SettingsLayout>
  )
}

interface RenamePageProps {
  readonly context: SettingsContext
  readonly action: string
  readonly formerName: string
  readonly name: string
  readonly errors: FieldErrors
}

export function RenamePage({ context, action, formerName, name, errors }: RenamePageProps) {
  const { t, csrf } = context
  return (
    <SettingsLayout context={context} title={t('staffFactors:device.renameTitle', { name: formerName })}>
      <Problems t={t} errors={errors} labels={{ name: t('staffFactors:device.name') }} />
      <Form action={action} csrf={csrf} class="grid max-w-96 gap-4">
        <NameField context={context} name={name} errors={errors} />
        <SubmitOrCancel context={context} submit={t('staffFactors:device.renameSubmit')} />
      </Form>
    </SettingsLayout>
  )
}
