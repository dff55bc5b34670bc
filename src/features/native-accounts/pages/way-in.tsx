import type { Child } from 'hono/jsx'
import type { Message } from '../../../core/errors.ts'
import { say, type Translate } from '../../../platform/i18n/i18n.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { PageFrame } from '../../../ui/page-frame.ts'
import { StaffAuthLayout } from '../../../ui/staff-auth-layout.tsx'
import { EmailField, PasswordField } from '../../../ui/text-fields.tsx'
import { LOGIN_PATH } from '../../staff/index.ts'
import type { Problems } from '../forms.ts'
import { FormProblems, NewPasswordFields, RegistrationFields } from './fields.tsx'

/** What each page outside of a login needs. */
export interface WayInProps {
  readonly frame: PageFrame
  readonly t: Translate
  readonly csrf: string
  readonly problems: Problems
  /** Why the form as a whole was not taken. */
  readonly refusal: Message | null
}

const HOME = '/control/'

function Refusal({ t, refusal }: Pick<WayInProps, 't' | 'refusal'>) {
  return refusal && <Notice tone="bad" role="alert" icon="hourglass" title={say(t, refusal)} />
}

function LinkLine({ href, text, before }: { href: string; text: string; before?: Child }) {
  return (
    <p class="mt-6">
      {before !== undefined && <>{before} </>}
      <a class="link" href={href}>
        {text}
      </a>
    </p>
  )
}

export function RegisterPage(props: WayInProps & { readonly typed: { email?: string; fullname?: string } }) {
  const { frame, t, csrf, problems, refusal, typed } = props
  return (
    <StaffAuthLayout
      frame={frame}
      home={HOME}
      title={t('nativeAccounts:register.title')}
      text={t('nativeAccounts:register.text')}
      scripts={[RegistrationFields.script]}
    >
      <div class="grid gap-4">
        <FormProblems t={t} problems={problems} />
        <Refusal t={t} refusal={refusal} />
        <Form action="/control/register" csrf={csrf} class="grid gap-4">
          <RegistrationFields t={t} values={typed} problems={problems} />
          <Button tone="primary">{t('nativeAccounts:register.submit')}</Button>
        </Form>
      </div>
      <LinkLine
        before={t('nativeAccounts:register.have')}
        href={LOGIN_PATH}
        text={t('nativeAccounts:register.logIn')}
      />
    </StaffAuthLayout>
  )
}

/** After a registration; the address stands in a flash message. */
export function SentPage({ frame, t }: Pick<WayInProps, 'frame' | 't'>) {
  return (
    <StaffAuthLayout frame={frame} home={HOME} title={t('nativeAccounts:sent.title')}>
      <p>{t('nativeAccounts:sent.nothing')}</p>
      <div class="mt-6 flex flex-wrap gap-3">
        <ButtonLink href="/control/register">{t('nativeAccounts:sent.again')}</ButtonLink>
        <ButtonLink href={LOGIN_PATH}>{t('nativeAccounts:sent.logIn')}</ButtonLink>
      </div>
    </StaffAuthLayout>
  )
}

export function ActivatePage(props: WayInProps & { readonly email: string; readonly token: string }) {
  const { frame, t, csrf, problems, refusal, email, token } = props
  return (
    <StaffAuthLayout
      frame={frame}
      home={HOME}
      title={t('nativeAccounts:activate.title')}
      text={t('nativeAccounts:activate.text', { email })}
    >
      <div class="grid gap-4">
        <FormProblems t={t} problems={problems} />
        <Refusal t={t} refusal={refusal} />
        <Form action="/control/register/activate" csrf={csrf} class="grid gap-4">
          <input type="hidden" name="token" value={token} />
          <HiddenUsername email={email} />
          <PasswordField
            name="password"
            label={t('nativeAccounts:field.chosenPassword')}
            autocomplete="current-password"
            required
            error={problems.password && say(t, problems.password)}
          />
          <Button tone="primary">{t('nativeAccounts:activate.submit')}</Button>
        </Form>
      </div>
      <LinkLine href="/control/register" text={t('nativeAccounts:activate.forgot')} />
    </StaffAuthLayout>
  )
}

export function ForgotPage(props: WayInProps & { readonly email: string | undefined }) {
  const { frame, t, csrf, problems, refusal, email } = props
  return (
    <StaffAuthLayout
      frame={frame}
      home={HOME}
      title={t('nativeAccounts:forgot.title')}
      text={t('nativeAccounts:forgot.text')}
    >
      <div class="grid gap-4">
        <FormProblems t={t} problems={problems} />
        <Refusal t={t} refusal={refusal} />
        <Form action="/control/forgot" csrf={csrf} class="grid gap-4">
          <EmailField
            name="email"
            label={t('nativeAccounts:field.email')}
            value={email}
            autocomplete="username"
            required
            error={problems.email && say(t, problems.email)}
          />
          <Button tone="primary">{t('nativeAccounts:forgot.submit')}</Button>
        </Form>
      </div>
      <LinkLine href={LOGIN_PATH} text={t('nativeAccounts:forgot.back')} />
    </StaffAuthLayout>
  )
}

export function RecoverPage(
  props: WayInProps & { readonly email: string; readonly id: string; readonly token: string },
) {
  const { frame, t, csrf, problems, refusal, email, id, token } = props
  return (
    <StaffAuthLayout
      frame={frame}
      home={HOME}
      title={t('nativeAccounts:recover.title')}
      text={t('nativeAccounts:recover.text', { email })}
      scripts={[NewPasswordFields.script]}
    >
      <div class="grid gap-4">
        <FormProblems t={t} problems={problems} />
        <Refusal t={t} refusal={refusal} />
        <Form action="/control/forgot/recover" csrf={csrf} class="grid gap-4">
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="token" value={token} />
          <HiddenUsername email={email} />
          <NewPasswordFields t={t} problems={problems} isChange />
          <Button tone="primary">{t('nativeAccounts:recover.submit')}</Button>
        </Form>
      </div>
    </StaffAuthLayout>
  )
}

/** Tells password managers whose password it is. */
export function HiddenUsername({ email }: { readonly email: string }) {
  return <input type="text" name="username" value={email} autocomplete="username" readonly hidden />
}
