import { FormSection } from '../../../../ui/form.tsx'
import { WAS_LOCKED } from '../../form/read-form.ts'
import { type ClientForm, Tick } from './client-form.tsx'

const DUTIES = ['par', 'pkce', 'proof', 'dpop', 'tokens'] as const

/** The FAPI 2.0 Security Profile, and what it asks of the app. */
export function SecurityFields({ form }: { form: ClientForm }) {
  const { t, values, demandedBy } = form
  return (
    <FormSection title={t('ssoClients:section.highSecurity')} hint={t('ssoClients:section.highSecurityHint')}>
      <Tick form={form} name="high_security" hint={t('ssoClients:hint.high_security')} />
      {demandedBy !== undefined && <p class="hint">{t('ssoClients:fapi.organizer', { organizer: demandedBy })}</p>}
      {values.tick.high_security && <input type="hidden" name={WAS_LOCKED} value="1" />}
      <div>
        <p class="field-label">{t('ssoClients:fapi.title')}</p>
        <ul class="mt-1 grid max-w-prose list-disc gap-1 ps-5 text-ui text-muted">
          {DUTIES.map((duty) => (
            <li>{t(`ssoClients:fapi.${duty}`)}</li>
          ))}
        </ul>
      </div>
    </FormSection>
  )
}
