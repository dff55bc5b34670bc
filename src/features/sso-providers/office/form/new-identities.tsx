import { CheckboxField } from '../../../../ui/choice-fields.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { addressInUse } from '../../settings.ts'
import { errorOf, type ProviderForm } from './provider-form.tsx'

/** Asks before customers are known by something else, and tells what becomes of them. */
export function NewIdentities({ form }: { form: ProviderForm }) {
  const { context, provider, usage, wrong, values } = form
  if (!provider || (wrong?.fields.new_identities === undefined && values.new_identities !== 'on')) return null
  const { t, number } = context
  const { issuer, settings } = provider
  const count = Number(wrong?.fields.new_identities?.params?.count ?? usage?.customers ?? 0)
  return (
    <Notice tone="warn" title={t('ssoProvidersOffice:newIdentities.title')} class="mb-6">
      <p class="[overflow-wrap:anywhere]">
        {t('ssoProvidersOffice:newIdentities.text', { issuer, claim: settings.claims.subject })}
      </p>
      <ul class="mt-2 mb-4 grid max-w-prose list-disc gap-1.5 ps-5">
        <li>{t(`ssoProvidersOffice:newIdentities.${addressInUse(settings)}`)}</li>
        <li>{t(`ssoProvidersOffice:newIdentities.${settings.createsAccounts ? 'creates' : 'closed'}`)}</li>
        <li>{t('ssoProvidersOffice:newIdentities.back')}</li>
      </ul>
      <CheckboxField
        name="new_identities"
        label={t('ssoProvidersOffice:newIdentities.sure', { count, total: number(count) })}
        checked={values.new_identities === 'on'}
        error={errorOf(form, 'new_identities')}
      />
    </Notice>
  )
}
