import { say } from '../../../platform/i18n/i18n.ts'
import { AuthLayout, Or } from '../../../ui/auth-layout.tsx'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { EmailField, PasswordField } from '../../../ui/text-fields.tsx'
import type { ReauthReason } from '../types.ts'
import { RefusalNotice } from './login-notice.tsx'
import type { LoginPageProps, Reauth } from './login-props.ts'
import { LastTime, LastWayFirst, OtherProviders, PasskeyWay } from './login-ways.tsx'
import { FormProblems, NextField, WaitingApp } from './parts.tsx'

export function LoginPage(props: LoginPageProps) {
  const { frame, t, panel, app, native, ways, providers, problems, reauth, notice, links } = props
  const hasForm = native || links.code !== null
  const hasNone = !hasForm && providers.length === 0
  return (
    <AuthLayout frame={frame} title={t('signIn:login.title')} panel={panel}>
      <WaitingApp app={app} t={t} />
      <h1>{t('signIn:login.title')}</h1>
      {reauth && !notice && <WhyAgain {...props} reauth={reauth} />}
      {reauth?.reason === 'select_account' && <ContinueAs {...props} reauth={reauth} />}
      <FormProblems
        problems={problems}
        labels={{ email: t('signIn:field.email'), password: t('signIn:field.password') }}
        t={t}
      />
      {notice && <RefusalNotice {...props} notice={notice} />}
      {props.isLoggedOut && !frame.flash?.length && <Notice class="mt-5" tone="ok" title={t('signIn:logout.done')} />}
      <LastWayFirst {...props} hasForm={hasForm} />
      {hasForm && <LoginForm {...props} />}
      {hasNone && <NativeOff {...props} />}
      {ways !== null && hasForm && <PasskeyWay {...props} hasForm />}
      <OtherProviders {...props} hasForm={hasForm} />
      {ways !== null && !hasForm && <PasskeyWay {...props} hasForm={false} />}
      {links.register !== null && (
        <p class="mt-7">
          {t('signIn:login.newHere')}{' '}
          <a class="link" href={links.register}>
            {t('signIn:login.register')}
          </a>
        </p>
      )}
    </AuthLayout>
  )
}

/** Reasons that have nothing to do with who it is. */
const SAME_PERSON: readonly (ReauthReason | null)[] = ['recent', 'prompt_login', 'max_age']

function WhyAgain({ t, app, links, reauth }: LoginPageProps & { reauth: Reauth }) {
  const { reason, person } = reauth
  const name = app?.name ?? t('signIn:login.theApp')
  return (
    <p class="mt-1 text-muted">
      {reason === null ? t('signIn:login.reauth') : t(`signIn:login.why.${reason}`, { app: name, person })}
      {SAME_PERSON.includes(reason) && (
        <>
          {' '}
          <a class="link" href={links.otherAccount}>
            {t('signIn:login.otherAccount')}
          </a>
        </>
      )}
    </p>
  )
}

/** The account that is logged in, to go on with; below it the form for another one. */
function ContinueAs({ t, csrf, links, next, native, providers, reauth }: LoginPageProps & { reauth: Reauth }) {
  return (
    <>
      <Form action={links.continueAs} csrf={csrf} class="mt-5 grid gap-2">
        <NextField next={next} />
        <input type="hidden" name="account" value={reauth.identifier} />
        <Button tone="primary">{t('signIn:login.continueAs', { person: reauth.person })}</Button>
        {reauth.person !== reauth.email && <p class="hint text-center">{reauth.email}</p>}
      </Form>
      {(native || links.code !== null || providers.length > 0) && <Or class="mt-5">{t('signIn:login.orOther')}</Or>}
    </>
  )
}

/** Password and code need the same address, so both stand in one form; without passwords the code is its one button. */
function LoginForm({ t, csrf, links, next, email, reauth, native, problems, last }: LoginPageProps) {
  const first = reauth?.reason === 'select_account' ? 'plain' : 'primary'
  return (
    <Form action={native ? links.action : (links.code ?? links.action)} csrf={csrf} class="mt-5 grid gap-4">
      <NextField next={next} />
      {reauth?.reason && <input type="hidden" name="reason" value={reauth.reason} />}
      <EmailField
        name="email"
        label={t('signIn:field.email')}
        value={email}
        autocomplete="username"
        required
        error={problems.email && say(t, problems.email)}
      />
      {native && (
        <PasswordField
          name="password"
          label={t('signIn:field.password')}
          autocomplete="current-password"
          required
          error={problems.password && say(t, problems.password)}
          aside={
            <a class="link text-ui" href={links.reset}>
              {t('signIn:login.forgot')}
            </a>
          }
        />
      )}
      {native && <Button tone={first}>{t('signIn:login.submit')}</Button>}
      {native && last === 'password' && <LastTime t={t} />}
      {links.code !== null &&
        (native ? (
          <Button tone="ghost" icon="mail" formaction={links.code} formnovalidate>
            {t('signIn:login.codeInstead')}
          </Button>
        ) : (
          <Button tone={first}>{t('signIn:code.ask.submit')}</Button>
        ))}
      {links.code !== null && last === 'code' && <LastTime t={t} />}
    </Form>
  )
}

function NativeOff({ t, organizer }: LoginPageProps) {
  return (
    <Notice class="mt-5" tone="info" title={t('signIn:login.nativeOff')}>
      <p>{t('signIn:login.nativeOffText', { organizer })}</p>
    </Notice>
  )
}
