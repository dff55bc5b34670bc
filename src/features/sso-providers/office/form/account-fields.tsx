import { RadioField } from '../../../../ui/choice-fields.tsx'
import { FormSection } from '../../../../ui/form.tsx'
import { ADDRESS_IN_USE, EMAIL_POLICIES, SYNC_POLICIES } from '../../settings.ts'
import { SYNCED_FIELDS } from '../../types.ts'
import { errorOf, Pick, type ProviderForm, Switch } from './provider-form.tsx'

/** What becomes of accounts: when values are taken over, whose addresses are believed, who gets in. */
export function AccountFields({ form }: { form: ProviderForm }) {
  const { t } = form.context
  return (
    <>
      <FormSection title={t('ssoProvidersOffice:section.sync')} hint={t('ssoProvidersOffice:section.syncHint')}>
        <div class="grid gap-4 sm:grid-cols-2">
          {SYNCED_FIELDS.map((field) => (
            <Pick
              form={form}
              name={`sync.${field}`}
              words={SYNC_POLICIES}
              say={(word) => t(`ssoProvidersOffice:sync.${word}`)}
            />
          ))}
        </div>
      </FormSection>
      <FormSection title={t('ssoProvidersOffice:section.accounts')} hint={t('ssoProvidersOffice:section.accountsHint')}>
        <RadioField
          name="email_policy"
          label={t('ssoProvidersOffice:label.email_policy')}
          value={form.values.email_policy}
          error={errorOf(form, 'email_policy')}
          options={EMAIL_POLICIES.map((policy) => ({
            value: policy,
            label: t(`ssoProvidersOffice:emailPolicy.${policy}`),
            hint: t(`ssoProvidersOffice:emailPolicy.${policy}Hint`),
          }))}
        />
        <RadioField
          name="address_in_use"
          label={t('ssoProvidersOffice:label.address_in_use')}
          value={form.values.address_in_use}
          error={errorOf(form, 'address_in_use')}
          options={ADDRESS_IN_USE.map((choice) => ({
            value: choice,
            label: t(`ssoProvidersOffice:inUse.${choice}`),
            hint: t(`ssoProvidersOffice:inUse.${choice}Hint`),
          }))}
        />
        <Switch form={form} name="creates_accounts" hint={t('ssoProvidersOffice:hint.creates_accounts')} />
      </FormSection>
    </>
  )
}
