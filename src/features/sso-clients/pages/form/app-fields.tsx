import { FormSection } from '../../../../ui/form.tsx'
import { FileField } from '../../../../ui/text-fields.tsx'
import { NAME_MAX_LENGTH } from '../../rules.ts'
import { type ClientForm, errorOf, Line, Tick } from './client-form.tsx'

/** What people see of the app. */
export function AppFields({ form }: { form: ClientForm }) {
  const { t } = form
  const optional = t('ui:optional')
  return (
    <FormSection title={t('ssoClients:section.app')} hint={t('ssoClients:section.appHint')} first>
      <Tick form={form} name="is_active" hint={t('ssoClients:hint.is_active')} />
      <Line form={form} name="name" hint={t('ssoClients:hint.name')} maxlength={NAME_MAX_LENGTH} required />
      <LogoFields form={form} />
      <Tick form={form} name="is_first_party" hint={t('ssoClients:hint.is_first_party')} />
      <div class="grid gap-4 sm:grid-cols-2">
        <Line form={form} name="client_uri" mark={optional} mono />
        <Line form={form} name="policy_uri" mark={optional} mono />
        <Line form={form} name="tos_uri" mark={optional} hint={t('ssoClients:hint.links')} mono />
      </div>
    </FormSection>
  )
}

function LogoFields({ form }: { form: ClientForm }) {
  const { t, logo } = form
  return (
    <div class="flex items-start gap-4">
      {logo !== undefined && (
        <img
          class="mt-7 size-12 flex-none rounded-field border border-line bg-white object-contain"
          src={logo}
          alt=""
          width="48"
          height="48"
        />
      )}
      <div class="grid min-w-0 flex-1 gap-2">
        <FileField
          name="logo"
          label={t('ssoClients:label.logo')}
          mark={t('ui:optional')}
          hint={t('ssoClients:hint.logo')}
          error={errorOf(form, 'logo')}
          accept="image/png,image/jpeg,image/webp"
        />
        {logo !== undefined && <Tick form={form} name="remove_logo" />}
      </div>
    </div>
  )
}
