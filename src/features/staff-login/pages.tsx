import type { Message } from '../../core/errors.ts'
import { say, type Translate } from '../../platform/i18n/i18n.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { CheckboxField } from '../../ui/choice-fields.tsx'
import { DialogPage } from '../../ui/dialog-page.tsx'
import { Form } from '../../ui/form.tsx'
import { LineTabs } from '../../ui/list-page.tsx'
import { ErrorSummary, Notice } from '../../ui/notice.tsx'
import { OfficeLayout, type OfficeLayoutProps } from '../../ui/office-layout.tsx'
import type { PageFrame } from '../../ui/page-frame.ts'
import { StaffAuthLayout } from '../../ui/staff-auth-layout.tsx'
import { EmailField, PasswordField, TextField } from '../../ui/text-fields.tsx'
import { backendText } from '../staff-backends/index.ts'
import type { FailedLogin } from './login.ts'
import { type LoginFormField, maxLength } from './login-form.ts'
import type { LoginOffer } from './login-view.ts'

export interface LoginPageProps {
  readonly frame: PageFrame
  readonly t: Translate
  /** The main host, one muted line below the title. */
  readonly host: string
  readonly csrf: string
  readonly offer: LoginOffer
  readonly failed: FailedLogin | null
  /** Days that "Keep me logged in" promises; null when it is not offered. */
  readonly keepDays: number | null
}

export function LoginPage({ frame, t, host, csrf, offer, failed, keepDays }: LoginPageProps) {
  const { tabs, selected, url, name, isDown } = offer
  const fields = Object.entries(selected?.loginFormFields ?? {})
  return (
    <StaffAuthLayout frame={frame} home="/control/" title={t('staff:login.title')} text={host}>
      {tabs.length > 0 && <LineTabs label={t('staff:login.tabs')} tabs={[...tabs]} class="mb-6" />}
      <div class="grid gap-4">
        <Problems t={t} failed={failed} />
        {offer.messages.map(({ tone, text }) => (
          <Notice tone={tone} title={text} />
        ))}
        {isDown && (
          <Notice
            tone="warn"
            title={t(tabs.length > 0 ? 'staff:login.unavailable' : 'staff:login.unavailableOnly', { name })}
          />
        )}
        {selected === null && <Notice tone="warn" title={t('staff:login.nothing')} />}
        {fields.length > 0 && (
          <Form action={offer.action} csrf={csrf} class="grid gap-4">
            {fields.map(([field, spec], index) => (
              <LoginField
                name={field}
                spec={spec}
                lang={frame.lang}
                value={failed?.sent?.values[field]}
                error={errorOf(t, failed?.sent?.errors[field])}
                autofocus={index === 0 && failed === null}
              />
            ))}
            {keepDays !== null && url === null && (
              <CheckboxField
                name="keep_logged_in"
                label={t('staff:login.keep', { count: keepDays })}
                checked={failed?.sent?.keepLoggedIn}
              />
            )}
            <Button tone="primary">{t('staff:login.submit')}</Button>
          </Form>
        )}
        {url !== null && (
          <ButtonLink tone={fields.length > 0 ? 'plain' : 'primary'} href={url}>
            {t('staff:login.goTo', { name })}
          </ButtonLink>
        )}
      </div>
    </StaffAuthLayout>
  )
}

function Problems({ t, failed }: { t: Translate; failed: FailedLogin | null }) {
  if (failed === null) return null
  const errors = Object.entries(failed.sent?.errors ?? {})
  return (
    <>
      {errors.length > 0 && (
        <ErrorSummary
          title={t('staff:login.failed')}
          errors={errors.map(([field, message]) => ({ field, message: say(t, message) }))}
        />
      )}
      {failed.text !== null && (
        <Notice tone="bad" title={t('staff:login.failed')} role="alert">
          {say(t, failed.text)}
        </Notice>
      )}
      {failed.messages.map(({ tone, text }) => (
        <Notice tone={tone} title={text} role="alert" />
      ))}
    </>
  )
}

interface LoginFieldProps {
  readonly name: string
  readonly spec: LoginFormField
  readonly lang: string
  readonly value: string | undefined
  readonly error: string | undefined
  readonly autofocus: boolean
}

function LoginField({ name, spec, lang, value, error, autofocus }: LoginFieldProps) {
  const shared = {
    name,
    label: backendText(spec.label, lang),
    hint: spec.hint === undefined ? undefined : backendText(spec.hint, lang),
    error,
    required: spec.required ?? true,
    autofocus,
  }
  if (spec.type === 'password') {
    return <PasswordField {...shared} autocomplete={spec.autocomplete === 'off' ? 'off' : 'current-password'} />
  }
  if (spec.type === 'email')
    return <EmailField {...shared} value={value} autocomplete={spec.autocomplete ?? 'username'} />
  return (
    <TextField {...shared} value={value} maxlength={maxLength(spec)} autocomplete={spec.autocomplete ?? 'username'} />
  )
}

function errorOf(t: Translate, message: Message | undefined): string | undefined {
  return message && say(t, message)
}

interface LogoutPageProps {
  readonly office: Pick<OfficeLayoutProps, 'frame' | 'crumbs'>
  readonly t: Translate
}

/** Asks before a link logs somebody out: only the form does it. */
export function LogoutPage({ office, t }: LogoutPageProps) {
  return (
    <OfficeLayout {...office} title={t('staff:logout.title')}>
      <DialogPage
        title={t('staff:logout.title')}
        text={t('staff:logout.text')}
        post={office.frame.logOut}
        submit={t('staff:logout.submit')}
        cancel={{ href: '/control/', text: t('staff:logout.stay') }}
      />
    </OfficeLayout>
  )
}
