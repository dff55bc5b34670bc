import type { Child } from 'hono/jsx'
import { AuthLayout, ContinueTo, Or } from '../../../ui/auth-layout.tsx'
import { Button } from '../../../ui/button.tsx'
import { Form, MoreFields } from '../../../ui/form.tsx'
import { ErrorSummary, Notice } from '../../../ui/notice.tsx'
import { PASSKEY_SCRIPTS, PasskeyForm } from '../../../ui/passkey-form.tsx'
import { TextField } from '../../../ui/text-fields.tsx'
import { TotpFields } from '../../../ui/totp-fields.tsx'
import type { LoginContext } from '../scope.ts'

interface Common {
  readonly context: LoginContext
  /** The app that waits; null when the way leads to a page of the shop. */
  readonly app: { readonly name: string; readonly logo: string | null; readonly host: string } | null
  /** Goes on after the login; a path of this site. */
  readonly next: string | null
  /** What is wrong with the code. */
  readonly error?: string | undefined
  /** What is wrong with the passkey. */
  readonly passkeyError?: string | undefined
}

interface SecondStepPageProps extends Common {
  readonly person: string
  readonly hasTotp: boolean
  /** Whether a passkey of this account works at this address. */
  readonly hasPasskey: boolean
  /** Other addresses at which they do. */
  readonly elsewhere: readonly string[]
  readonly otherAccount: string
}

/** Asks somebody who passed the first step for the second one. */
export function SecondStepPage(props: SecondStepPageProps) {
  const { context, person, next, error, hasTotp, hasPasskey, elsewhere, otherAccount } = props
  const { t, base, csrf, organizer } = context
  const action = `${base}/account/login/second-step`
  const fields = next === null ? {} : { next }
  return (
    <StepLayout {...props} title={t('secondFactors:step.title')}>
      <p class="mt-1 text-muted">{t('secondFactors:step.text', { person })}</p>
      <Problem {...props} />
      {hasPasskey && (
        <div class="mt-5">
          <PasskeyForm
            t={t}
            kind="get"
            action={`${action}/passkey`}
            options={`${action}/passkey/options`}
            csrf={csrf}
            fields={fields}
            submit={t('secondFactors:step.passkey')}
            tone={hasTotp ? 'plain' : 'primary'}
          />
        </div>
      )}
      {!hasPasskey && !hasTotp && elsewhere.length > 0 && (
        <p class="mt-4">{t('secondFactors:step.passkeysElsewhere', { hosts: elsewhere.join(', ') })}</p>
      )}
      <Form action={action} csrf={csrf} class="mt-5 grid gap-4">
        {next !== null && <input type="hidden" name="next" value={next} />}
        <TextField
          name="code"
          label={t('secondFactors:step.code')}
          hint={t(hasTotp ? 'secondFactors:step.codeHint' : 'secondFactors:step.codeHintRecovery')}
          autocomplete="one-time-code"
          mono
          required
          autofocus={!hasPasskey}
          error={error}
        />
        <Button tone={hasPasskey && !hasTotp ? 'plain' : 'primary'}>{t('secondFactors:step.submit')}</Button>
      </Form>
      <div class="mt-6">
        <MoreFields title={t('secondFactors:step.lost')}>
          <p class="max-w-prose">{t('secondFactors:step.lostText', { organizer })}</p>
        </MoreFields>
      </div>
      <p class="mt-5">
        <a class="link" href={otherAccount}>
          {t('secondFactors:step.otherAccount')}
        </a>
      </p>
    </StepLayout>
  )
}

/** Without a script there is no passkey to create, and nothing that the app would be an alternative to. */
const ONLY_IF_SHOWN = 'mt-5 [&:not(:has(>form:not([hidden])))]:hidden'

interface SetUpPageProps extends Common {
  readonly draft: { readonly secret: string; readonly sealed: string }
  readonly uri: string
  readonly mayUsePasskeys: boolean
}

/** Lets somebody who must have a second factor and has none set one up, before there is a session. */
export function SetUpPage(props: SetUpPageProps) {
  const { context, next, error, draft, uri, mayUsePasskeys } = props
  const { t, base, csrf, organizer } = context
  const action = `${base}/account/login/second-step`
  return (
    <StepLayout {...props} title={t('secondFactors:step.setUpTitle')}>
      <p class="mt-1 text-muted">{t('secondFactors:step.setUpText', { organizer })}</p>
      <Problem {...props} />
      {mayUsePasskeys && (
        <div class={ONLY_IF_SHOWN}>
          <PasskeyForm
            t={t}
            kind="create"
            action={`${action}/register`}
            options={`${action}/register/options`}
            csrf={csrf}
            fields={next === null ? {} : { next }}
            submit={t('secondFactors:step.setUpPasskey')}
          >
            <p>{t('secondFactors:step.setUpPasskeyText')}</p>
          </PasskeyForm>
          <Or class="mt-5">{t('secondFactors:step.setUpOr')}</Or>
        </div>
      )}
      <p class="mt-5">{t('secondFactors:totp.text')}</p>
      <Form action={`${action}/totp`} csrf={csrf} class="mt-5 grid gap-4">
        {next !== null && <input type="hidden" name="next" value={next} />}
        <input type="hidden" name="sealed" value={draft.sealed} />
        <TotpFields t={t} secret={draft.secret} uri={uri} error={error} />
        <Button tone="primary">{t('secondFactors:step.setUpSubmit')}</Button>
      </Form>
    </StepLayout>
  )
}

function StepLayout({ context, app, title, children }: Common & { title: string; children: Child }) {
  const { frame, panel, t } = context
  return (
    <AuthLayout frame={frame} title={title} panel={panel} scripts={PASSKEY_SCRIPTS}>
      {app && <ContinueTo {...app} text={t('signIn:login.continueTo')} />}
      <h1>{title}</h1>
      {children}
    </AuthLayout>
  )
}

function Problem({ context: { t }, error, passkeyError }: Common) {
  if (passkeyError !== undefined) return <Notice class="mt-5" tone="bad" role="alert" title={passkeyError} />
  if (error === undefined) return null
  return (
    <ErrorSummary
      class="mt-5"
      title={t('signIn:problems', { count: 1 })}
      errors={[{ field: 'code', message: `${t('secondFactors:step.code')}: ${error}` }]}
    />
  )
}
