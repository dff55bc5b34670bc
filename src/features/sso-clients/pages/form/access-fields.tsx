import { CheckboxField, RadioField } from '../../../../ui/choice-fields.tsx'
import { FormSection } from '../../../../ui/form.tsx'
import { CONSENTS, SCOPES } from '../../rules.ts'
import { type ClientForm, errorOf, Lines } from './client-form.tsx'

/** Where people return to. */
export function AddressFields({ form }: { form: ClientForm }) {
  const { t } = form
  return (
    <FormSection title={t('ssoClients:section.addresses')} hint={t('ssoClients:section.addressesHint')}>
      <Lines form={form} name="redirect_uris" hint={t('ssoClients:hint.redirect_uris')} rows={4} required />
    </FormSection>
  )
}

/** What the app learns, and whether people are asked. */
export function AccessFields({ form }: { form: ClientForm }) {
  const { t, values } = form
  return (
    <FormSection title={t('ssoClients:section.access')} hint={t('ssoClients:section.accessHint')}>
      <ScopeFields form={form} />
      <RadioField
        name="consent"
        label={t('ssoClients:label.consent')}
        value={values.text.consent}
        error={errorOf(form, 'consent')}
        options={CONSENTS.map((consent) => ({
          value: consent,
          label: t(`ssoClients:option.consent.${consent}`),
          hint: t(`ssoClients:option.consent.${consent}Hint`),
        }))}
      />
    </FormSection>
  )
}

function ScopeFields({ form }: { form: ClientForm }) {
  const { t, values } = form
  const error = errorOf(form, 'allowed_scopes')
  return (
    <fieldset class={error === undefined ? 'field' : 'field field-bad'}>
      <legend class="field-label mb-1.5">{t('ssoClients:label.allowed_scopes')}</legend>
      <div class="grid gap-2">
        {SCOPES.map((scope, index) => (
          <CheckboxField
            name="allowed_scopes"
            id={index === 0 ? undefined : `f-allowed_scopes-${scope}`}
            value={scope}
            label={
              <>
                <code>{scope}</code>: {t(`ssoClients:option.scope.${scope}`)}
              </>
            }
            hint={scope === 'offline_access' ? t('ssoClients:option.scope.offline_accessHint') : undefined}
            checked={scope === 'openid' || values.list.allowed_scopes.includes(scope)}
            disabled={scope === 'openid'}
            error={index === 0 ? error : undefined}
          />
        ))}
      </div>
    </fieldset>
  )
}
