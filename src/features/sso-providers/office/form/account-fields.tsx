import { RadioField } from '../../../../ui/choice-fields.tsx'
import { FormSection } from '../../../../ui/form.tsx'
import { SelectField } from '../../../../ui/text-fields.tsx'
import { EMAIL_POLICIES, SYNC_POLICIES } from '../../settings.ts'
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
        <SelectField
          name="is_authoritative"
          label={t('ssoProvidersOffice:label.is_authoritative')}
          value={form.values.is_authoritative}
          error={errorOf(form, 'is_authoritative')}
          hint={t('ssoProvidersOffice:hint.is_authoritative')}
          options={[
            { value: '', label: t('ssoProvidersOffice:inUse.prove') },
            { value: 'on', label: t('ssoProvidersOffice:inUse.link') },
          ]}
        />
        <Switch form={form} name="creates_accounts" hint={t('ssoProvidersOffice:hint.creates_accounts')} />
      </FormSection>
    </>
  )
}
