import { absoluteUrl } from '../../../../platform/http/site.ts'
import { CopyList } from '../../../../ui/copy.tsx'
import { FormSection } from '../../../../ui/form.tsx'
import { type ProviderForm, Switch } from './provider-form.tsx'

/** How the provider and this shop tell each other about a logout, with the addresses to enter there. */
export function LogoutFields({ form }: { form: ProviderForm }) {
  const { context, values, logoutPaths } = form
  const { t, frame, sites } = context
  const at = (path: string) => absoluteUrl(sites[0], path)
  return (
    <FormSection title={t('ssoProvidersOffice:section.logout')} hint={t('ssoProvidersOffice:section.logoutHint')}>
      <Switch form={form} name="logout.rp_initiated" hint={t('ssoProvidersOffice:hint.rpInitiated')} />
      <Switch form={form} name="logout.back_channel" hint={t('ssoProvidersOffice:hint.backChannel')} />
      <Switch form={form} name="logout.front_channel" hint={t('ssoProvidersOffice:hint.frontChannel')} />
      <CopyList
        items={[
          { label: t('ssoProvidersOffice:address.postLogout'), value: at(logoutPaths.back) },
          { label: t('ssoProvidersOffice:address.backChannel'), value: at(logoutPaths.backChannel(values.slug)) },
          { label: t('ssoProvidersOffice:address.frontChannel'), value: at(logoutPaths.frontChannel(values.slug)) },
        ]}
        labels={frame.labels}
      />
    </FormSection>
  )
}
