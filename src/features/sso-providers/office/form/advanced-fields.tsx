import { FormSection, MoreFields } from '../../../../ui/form.tsx'
import { AUTH_METHODS, CLAIMS_FROM, RESPONSE_MODES } from '../../settings.ts'
import { KeyField } from './connection-fields.tsx'
import { Line, Pick, type ProviderForm, Switch, stands } from './provider-form.tsx'

/** What hardly any provider needs. */
export function AdvancedFields({ form }: { form: ProviderForm }) {
  const { t } = form.context
  const isApple = form.values.auth_method === 'apple'
  const isOpen = stands(
    form,
    'response_mode',
    'claims_from',
    'auth_method',
    'authorize_params',
    'account_page',
    'trusts_second_factor',
    ...(isApple ? [] : (['client_key', 'apple.team_id', 'apple.key_id'] as const)),
  )
  return (
    <FormSection title={t('ssoProvidersOffice:section.advanced')} hint={t('ssoProvidersOffice:section.advancedHint')}>
      <MoreFields title={t('ssoProvidersOffice:section.advancedMore')} open={isOpen}>
        <Pick
          form={form}
          name="auth_method"
          words={AUTH_METHODS}
          say={(word) => t(`ssoProvidersOffice:method.${word}`)}
          hint={t('ssoProvidersOffice:hint.auth_method')}
        />
        {!isApple && <FurtherProof form={form} />}
        <div class="grid gap-4 sm:grid-cols-2">
          <Pick
            form={form}
            name="response_mode"
            words={RESPONSE_MODES}
            say={(word) => t(`ssoProvidersOffice:responseMode.${word}`)}
          />
          <Pick
            form={form}
            name="claims_from"
            words={CLAIMS_FROM}
            say={(word) => t(`ssoProvidersOffice:claimsFrom.${word}`)}
          />
        </div>
        <Line
          form={form}
          name="authorize_params"
          hint={t('ssoProvidersOffice:hint.authorize_params')}
          placeholder="hd=example.org&domain_hint=example.org"
          mark={t('ui:optional')}
          mono
        />
        <Line
          form={form}
          name="account_page"
          hint={t('ssoProvidersOffice:hint.account_page')}
          mark={t('ui:optional')}
          mono
        />
        <Switch form={form} name="trusts_second_factor" hint={t('ssoProvidersOffice:hint.trusts_second_factor')} />
      </MoreFields>
    </FormSection>
  )
}

/** What private_key_jwt and Apple need. */
function FurtherProof({ form }: { form: ProviderForm }) {
  const { t } = form.context
  const isOpen = form.values.auth_method === 'private_key_jwt' || stands(form, 'client_key')
  return (
    <MoreFields title={t('ssoProvidersOffice:section.keys')} open={isOpen}>
      <KeyField form={form} />
      <div class="grid gap-4 sm:grid-cols-2">
        <Line form={form} name="apple.team_id" mark={t('ssoProvidersOffice:onlyApple')} mono />
        <Line form={form} name="apple.key_id" mark={t('ssoProvidersOffice:onlyApple')} mono />
      </div>
    </MoreFields>
  )
}
