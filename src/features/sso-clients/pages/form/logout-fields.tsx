import { FormSection } from '../../../../ui/form.tsx'
import { type ClientForm, Line, Lines, Tick } from './client-form.tsx'

/** How the app and this shop tell each other about a logout. */
export function LogoutFields({ form }: { form: ClientForm }) {
  const { t } = form
  const optional = t('ui:optional')
  return (
    <FormSection title={t('ssoClients:section.logout')} hint={t('ssoClients:section.logoutHint')}>
      <Lines
        form={form}
        name="post_logout_redirect_uris"
        mark={optional}
        hint={t('ssoClients:hint.post_logout_redirect_uris')}
      />
      <div class="grid gap-2">
        <Line
          form={form}
          name="backchannel_logout_uri"
          mark={optional}
          hint={t('ssoClients:hint.backchannel_logout_uri')}
          mono
        />
        <Tick form={form} name="backchannel_logout_session_required" />
      </div>
      <div class="grid gap-2">
        <Line
          form={form}
          name="frontchannel_logout_uri"
          mark={optional}
          hint={t('ssoClients:hint.frontchannel_logout_uri')}
          mono
        />
        <Tick form={form} name="frontchannel_logout_session_required" />
      </div>
    </FormSection>
  )
}
