import type { InvalidInput } from '../../../core/errors.ts'
import { say, type Translate } from '../../../platform/i18n/i18n.ts'
import { CheckboxField, RadioField } from '../../../ui/choice-fields.tsx'
import { FormSection } from '../../../ui/form.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { TextareaField, TextField } from '../../../ui/text-fields.tsx'
import type { ClientFormValues } from '../forms.ts'
import { offeredPresets } from '../grant-presets.ts'
import { CLIENT_TYPES, NAME_MAX_LENGTH, SCOPES } from '../rules.ts'

export interface FieldsProps {
  readonly t: Translate
  readonly values: ClientFormValues
  readonly wrong: InvalidInput | undefined
}

/** The messages of a field; one with several lines has them as `<field>.<line>`. */
function messagesOf({ t, wrong }: Pick<FieldsProps, 't' | 'wrong'>, field: string): string[] {
  return Object.entries(wrong?.fields ?? {})
    .filter(([name]) => fieldOf(name) === field)
    .map(([, message]) => say(t, message))
}

/** Messages that name what the command line calls otherwise belong to the field of the form. */
function fieldOf(name: string): string {
  const field = name.split('.')[0] ?? name
  return field === 'response_types' ? 'grant_type' : field
}

export function FormProblems({ t, wrong }: Pick<FieldsProps, 't' | 'wrong'>) {
  if (!wrong) return null
  const errors = Object.entries(wrong.fields).map(([name, message]) => ({
    field: fieldOf(name),
    message: say(t, message),
  }))
  return <ErrorSummary title={t('words:problems')} errors={errors} class="mb-6" />
}

/** The fields of an app, in three groups. */
export function ClientFields({ t, values, wrong }: FieldsProps) {
  const error = (field: string) => {
    const messages = messagesOf({ t, wrong }, field)
    return messages.length === 0 ? undefined : messages.map((message) => <span class="block">{message}</span>)
  }
  return (
    <>
      <FormSection title={t('ssoClients:section.app')} hint={t('ssoClients:section.appHint')} first>
        <CheckboxField
          name="is_active"
          label={t('ssoClients:field.active')}
          hint={t('ssoClients:field.activeHint')}
          checked={values.isActive}
        />
        <TextField
          name="name"
          label={t('ssoClients:field.name')}
          hint={t('ssoClients:field.nameHint')}
          value={values.name}
          error={error('name')}
          maxlength={NAME_MAX_LENGTH}
          autocomplete="off"
          required
        />
      </FormSection>
      <FormSection title={t('ssoClients:section.protocol')} hint={t('ssoClients:section.protocolHint')}>
        <RadioField
          name="client_type"
          label={t('ssoClients:field.clientType')}
          value={values.clientType}
          error={error('client_type')}
          options={CLIENT_TYPES.map((type) => ({
            value: type,
            label: t(`ssoClients:field.${type}`),
            hint: t(`ssoClients:field.${type}Hint`),
          }))}
        />
        <RadioField
          name="grant_type"
          label={t('ssoClients:field.grantType')}
          value={values.grantType}
          error={error('grant_type')}
          options={offeredPresets(values.grantType).map((preset) => ({
            value: preset,
            label: t(`ssoClients:field.${preset}`),
            hint: preset === 'custom' ? undefined : t(`ssoClients:field.${preset}Hint`),
          }))}
        />
        <TextareaField
          name="redirect_uris"
          label={t('ssoClients:field.redirectUris')}
          hint={t('ssoClients:field.redirectUrisHint')}
          value={values.redirectUris}
          error={error('redirect_uris')}
          rows={4}
          mono
          required
        />
        <CheckboxField
          name="require_pkce"
          label={t('ssoClients:field.requirePkce')}
          hint={t('ssoClients:field.requirePkceHint')}
          checked={values.requirePkce}
        />
      </FormSection>
      <FormSection title={t('ssoClients:section.access')} hint={t('ssoClients:section.accessHint')}>
        <ScopeFields t={t} values={values} wrong={wrong} />
      </FormSection>
    </>
  )
}

function ScopeFields({ t, values, wrong }: FieldsProps) {
  const messages = messagesOf({ t, wrong }, 'allowed_scopes')
  return (
    <fieldset class={messages.length > 0 ? 'field field-bad' : 'field'}>
      <legend class="field-label mb-1.5">{t('ssoClients:field.scopes')}</legend>
      <div class="grid gap-2">
        {SCOPES.map((scope, index) => (
          <CheckboxField
            name="allowed_scopes"
            id={index === 0 ? undefined : `f-allowed_scopes-${scope}`}
            value={scope}
            label={t(`ssoClients:field.scope.${scope}`)}
            checked={scope === 'openid' || values.scopes.includes(scope)}
            disabled={scope === 'openid'}
            error={index === 0 && messages.length > 0 ? messages.join(' ') : undefined}
          />
        ))}
      </div>
    </fieldset>
  )
}
