import type { Message } from '../../../core/errors.ts'
import { languageName } from '../../../platform/i18n/format.ts'
import { LOCALES, say } from '../../../platform/i18n/i18n.ts'
import { ButtonLink, PostButton } from '../../../ui/button.tsx'
import { Form, FormSection, SaveBar } from '../../../ui/form.tsx'
import { Row, Rows } from '../../../ui/lists.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { Section } from '../../../ui/page-head.tsx'
import { Chip, IconMark } from '../../../ui/tags.tsx'
import { SelectField, TextField } from '../../../ui/text-fields.tsx'
import { timeZoneOptions } from '../../../ui/time-zones.ts'
import type { OwnPage } from '../context.ts'
import type { ProfileForm } from '../rules.ts'
import { OwnAccountFrame } from './frame.tsx'

interface SettingsPageProps {
  readonly page: OwnPage
  readonly form: ProfileForm
  readonly problems: Readonly<Record<string, Message>>
  /** Name of the backend that the account belongs to. */
  readonly backend: string
}

export function SettingsPage({ page, form, problems, backend }: SettingsPageProps) {
  const { t, csrf, isNative } = page
  const errors = Object.entries(problems).map(([field, message]) => ({ field, message: say(t, message) }))
  const error = (field: keyof ProfileForm) => problems[field] && say(t, problems[field])
  return (
    <OwnAccountFrame page={page}>
      {errors.length > 0 && <ErrorSummary title={t('words:problems')} errors={errors} class="mb-6" />}
      <Form action="/control/settings/" csrf={csrf}>
        <FormSection
          title={t('staffSecurity:settings.person')}
          hint={isNative ? undefined : t('staffSecurity:settings.foreign', { backend })}
          first
        >
          <TextField
            name="fullname"
            label={t('staffSecurity:settings.name')}
            mark={t('ui:optional')}
            value={form.fullname}
            error={error('fullname')}
            autocomplete="name"
          />
        </FormSection>
        <FormSection title={t('staffSecurity:settings.display')} columns={2}>
          <SelectField
            name="locale"
            label={t('staffSecurity:settings.language')}
            value={form.locale}
            error={error('locale')}
            options={LOCALES.map((locale) => ({ value: locale, label: languageName(locale), lang: locale }))}
          />
          <SelectField
            name="time_zone"
            label={t('staffSecurity:settings.timeZone')}
            value={form.time_zone}
            error={error('time_zone')}
            options={timeZoneOptions(form.time_zone)}
          />
        </FormSection>
        <SaveBar submit={t('words:save')} />
      </Form>
      <LoginSection page={page} backend={backend} />
    </OwnAccountFrame>
  )
}

/** With what the person logs in, and who keeps it. */
function LoginSection({ page: { t, csrf, user, isNative }, backend }: Pick<SettingsPageProps, 'page' | 'backend'>) {
  return (
    <Section title={t('staffSecurity:settings.login')} class="mt-10">
      <Rows>
        <Row
          mark={<IconMark icon="mail" />}
          title={
            <>
              {user.email} {!user.isVerified && <Chip>{t('staffSecurity:settings.unverified')}</Chip>}
            </>
          }
          hint={
            isNative ? t('staffSecurity:settings.emailHint') : t('staffSecurity:settings.foreignEmail', { backend })
          }
        >
          {!user.isVerified && (
            <PostButton small post={{ action: '/control/settings/email/verify', csrf }}>
              {t('staffSecurity:settings.confirmEmail')}
            </PostButton>
          )}
          {isNative && (
            <ButtonLink small href="/control/settings/email/change">
              {t('staffSecurity:settings.changeEmail')}
            </ButtonLink>
          )}
        </Row>
        <Row
          mark={<IconMark icon="log-in" />}
          title={backend}
          hint={isNative ? t('staffSecurity:settings.nativeHint') : t('staffSecurity:settings.foreignHint')}
        >
          {isNative && (
            <ButtonLink small href="/control/settings/password/change">
              {t('staffSecurity:settings.changePassword')}
            </ButtonLink>
          )}
        </Row>
      </Rows>
    </Section>
  )
}
