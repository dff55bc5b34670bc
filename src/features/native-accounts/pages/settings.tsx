import type { Message } from '../../../core/errors.ts'
import { say, type Translate } from '../../../platform/i18n/i18n.ts'
import { Button, ButtonLink, PostButton } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OfficeLayout, type OfficeLayoutProps } from '../../../ui/office-layout.tsx'
import { OwnAccountNav } from '../../../ui/own-account-nav.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { EmailField, PasswordField, TextField } from '../../../ui/text-fields.tsx'
import type { Problems } from '../forms.ts'
import { PASSWORD_PATH } from '../gate.ts'
import type { CodePurpose } from '../types.ts'
import { FormProblems, NewPasswordFields } from './fields.tsx'
import { HiddenUsername } from './way-in.tsx'

export const SETTINGS_PATH = '/control/settings/'

/** What each page about the own account needs. */
export interface OwnPageProps {
  readonly office: Pick<OfficeLayoutProps, 'frame' | 'crumbs'>
  readonly t: Translate
  readonly csrf: string
  readonly problems: Problems
  /** Why the form as a whole was not taken. */
  readonly refusal: Message | null
}

function Refusal({ t, refusal }: Pick<OwnPageProps, 't' | 'refusal'>) {
  return refusal && <Notice tone="bad" role="alert" icon="hourglass" title={say(t, refusal)} />
}

interface PasswordPageProps extends OwnPageProps {
  readonly email: string
  readonly next: string
  /** Somebody has to choose another password before anything else. */
  readonly isForced: boolean
}

export function PasswordPage({ office, t, csrf, problems, refusal, email, next, isForced }: PasswordPageProps) {
  const title = t('nativeAccounts:password.title')
  return (
    <OfficeLayout {...office} title={title} scripts={[NewPasswordFields.script]}>
      <PageHead title={title} text={t('nativeAccounts:password.text')} />
      {isForced ? (
        <Notice class="mb-6 max-w-xl" tone="warn" title={t('nativeAccounts:password.must')}>
          {t('nativeAccounts:password.mustText')}
        </Notice>
      ) : (
        <OwnAccountNav t={t} active="password" hasPassword />
      )}
      <div class="grid max-w-xl gap-4">
        <FormProblems t={t} problems={problems} />
        <Refusal t={t} refusal={refusal} />
        <Form action={PASSWORD_PATH} csrf={csrf} class="grid gap-4">
          <input type="hidden" name="next" value={next} />
          <HiddenUsername email={email} />
          <PasswordField
            name="old_password"
            label={t('nativeAccounts:field.oldPassword')}
            autocomplete="current-password"
            required
            error={problems.old_password && say(t, problems.old_password)}
          />
          <NewPasswordFields t={t} problems={problems} isChange />
          <div>
            <Button tone="primary">{t('nativeAccounts:password.submit')}</Button>
          </div>
        </Form>
      </div>
    </OfficeLayout>
  )
}

interface EmailPageProps extends OwnPageProps {
  readonly current: string
  readonly typed: string | undefined
}

export function EmailPage({ office, t, csrf, problems, refusal, current, typed }: EmailPageProps) {
  const title = t('nativeAccounts:email.title')
  return (
    <OfficeLayout {...office} title={title}>
      <PageHead title={title} text={t('nativeAccounts:email.text', { email: current })} />
      <OwnAccountNav t={t} active="settings" hasPassword />
      <div class="grid max-w-xl gap-4">
        <FormProblems t={t} problems={problems} />
        <Refusal t={t} refusal={refusal} />
        <Form action="/control/settings/email/change" csrf={csrf} class="grid gap-4">
          <EmailField
            name="email"
            label={t('nativeAccounts:field.newEmail')}
            hint={t('nativeAccounts:email.hint')}
            value={typed}
            required
            error={problems.email && say(t, problems.email)}
          />
          <div class="flex flex-wrap gap-3">
            <Button tone="primary">{t('nativeAccounts:email.submit')}</Button>
            <ButtonLink href={SETTINGS_PATH}>{t('nativeAccounts:email.cancel')}</ButtonLink>
          </div>
        </Form>
      </div>
    </OfficeLayout>
  )
}

interface ConfirmPageProps extends OwnPageProps {
  readonly purpose: CodePurpose
  /** Where the code was sent to; null when no code counts any more. */
  readonly email: string | null
  readonly hasPassword: boolean
}

export function ConfirmPage({ office, t, csrf, problems, refusal, purpose, email, hasPassword }: ConfirmPageProps) {
  const isChange = purpose === 'change'
  const title = t(isChange ? 'nativeAccounts:confirm.changeTitle' : 'nativeAccounts:confirm.verifyTitle')
  const again = t('nativeAccounts:confirm.again')
  return (
    <OfficeLayout {...office} title={title}>
      <PageHead title={title} text={email === null ? undefined : t('nativeAccounts:confirm.text', { email })} />
      <OwnAccountNav t={t} active="settings" hasPassword={hasPassword} />
      <div class="grid max-w-xl gap-4">
        <FormProblems t={t} problems={problems} />
        <Refusal t={t} refusal={refusal} />
        {email === null ? (
          <Notice tone="warn" title={t('nativeAccounts:confirm.gone')} />
        ) : (
          <Form action={confirmPath(purpose)} csrf={csrf} class="grid gap-4">
            <TextField
              name="code"
              label={t('nativeAccounts:field.code')}
              hint={t('nativeAccounts:field.codeHint')}
              inputmode="numeric"
              autocomplete="one-time-code"
              maxlength={20}
              mono
              required
              autofocus
              error={problems.code && say(t, problems.code)}
            />
            {isChange && <p class="text-muted">{t('nativeAccounts:confirm.changeHint')}</p>}
            <div>
              <Button tone="primary">{t('nativeAccounts:confirm.submit')}</Button>
            </div>
          </Form>
        )}
        <div>
          {isChange ? (
            <ButtonLink href="/control/settings/email/change">{again}</ButtonLink>
          ) : (
            <PostButton post={{ action: '/control/settings/email/verify', csrf }}>{again}</PostButton>
          )}
        </div>
      </div>
    </OfficeLayout>
  )
}

export function confirmPath(purpose: CodePurpose): string {
  return `/control/settings/email/confirm?reason=email_${purpose}`
}
