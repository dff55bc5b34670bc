import type { ResponseType } from '../../../../protocol/provider/types.ts'
import { CheckboxField, RadioField } from '../../../../ui/choice-fields.tsx'
import { FormSection } from '../../../../ui/form.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { offeredPresets, offeredResponseTypes } from '../../form/grant-presets.ts'
import { CLIENT_TYPES } from '../../rules.ts'
import { type ClientForm, errorOf, isFixed, Tick } from './client-form.tsx'

/** Which kind of app it is and how tokens reach it. */
export function FlowFields({ form }: { form: ClientForm }) {
  const { t, values } = form
  return (
    <FormSection title={t('ssoClients:section.flow')} hint={t('ssoClients:section.flowHint')}>
      <RadioField
        name="client_type"
        label={t('ssoClients:label.client_type')}
        value={values.text.client_type}
        error={errorOf(form, 'client_type')}
        options={CLIENT_TYPES.map((type) => ({
          value: type,
          label: t(`ssoClients:option.client_type.${type}`),
          hint: t(`ssoClients:option.client_type.${type}Hint`),
        }))}
      />
      <GrantFields form={form} />
      <div class="group/pkce grid gap-3">
        <Tick form={form} name="require_pkce" hint={t('ssoClients:hint.require_pkce')} />
        <Notice
          tone="warn"
          title={t('ssoClients:warning.noPkce')}
          class="hidden! group-has-[[type=checkbox]:not(:checked)]/pkce:grid!"
        >
          {t('ssoClients:warning.noPkceText')}
        </Notice>
      </div>
    </FormSection>
  )
}

function GrantFields({ form }: { form: ClientForm }) {
  const { t, values } = form
  const fixed = isFixed(form, 'grant_type')
  return (
    <div class="group/grant grid gap-3">
      <RadioField
        name="grant_type"
        label={t('ssoClients:label.grant_type')}
        value={fixed ? 'authorization_code' : values.text.grant_type}
        error={errorOf(form, 'grant_type')}
        hint={fixed ? t('ssoClients:hint.locked') : undefined}
        options={offeredPresets(values.text.grant_type).map((preset) => ({
          value: preset,
          label: t(`ssoClients:option.grant_type.${preset}`),
          hint: t(`ssoClients:option.grant_type.${preset}Hint`),
          disabled: fixed,
        }))}
      />
      {!fixed && <ResponseTypeFields form={form} />}
      <Notice
        tone="warn"
        title={t('ssoClients:warning.frontChannel')}
        class="hidden! group-has-[:is([value=implicit],[value=hybrid]):checked]/grant:grid! group-has-[[value=custom]:checked]/grant:group-has-[[type=checkbox]:not([value=code]):checked]/grant:grid!"
      >
        {t('ssoClients:warning.frontChannelText')}
      </Notice>
    </div>
  )
}

const MEANINGS = {
  code: 'code',
  id_token: 'idToken',
  'id_token token': 'idTokenToken',
  'code id_token': 'codeIdToken',
  'code token': 'codeToken',
  'code id_token token': 'codeIdTokenToken',
} as const satisfies Record<ResponseType, string>

/** Seen with the grant type "custom"; a browser that cannot tell sees them always. */
function ResponseTypeFields({ form }: { form: ClientForm }) {
  const { t, values } = form
  const error = errorOf(form, 'response_types')
  return (
    <fieldset class="field ms-7 supports-[selector(:has(*))]:hidden group-has-[[value=custom]:checked]/grant:grid!">
      <legend class="field-label mb-1.5">{t('ssoClients:label.response_types')}</legend>
      <div class="grid gap-2">
        {offeredResponseTypes(values.list.response_types).map((type, index) => (
          <CheckboxField
            name="response_types"
            id={index === 0 ? undefined : `f-response_types-${index}`}
            value={type}
            label={<code>{type}</code>}
            hint={t(`ssoClients:option.response_type.${MEANINGS[type]}`)}
            checked={values.list.response_types.includes(type)}
            error={index === 0 ? error : undefined}
          />
        ))}
      </div>
    </fieldset>
  )
}
