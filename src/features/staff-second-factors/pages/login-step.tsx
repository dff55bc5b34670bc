import type { Translate } from '../../../platform/i18n/i18n.ts'
import { Button } from '../../../ui/button.tsx'
import { Form, MoreFields } from '../../../ui/form.tsx'
import { ErrorSummary, Notice } from '../../../ui/notice.tsx'
import type { PageFrame } from '../../../ui/page-frame.ts'
import { PASSKEY_SCRIPTS, PasskeyForm } from '../../../ui/passkey-form.tsx'
import { StaffAuthLayout } from '../../../ui/staff-auth-layout.tsx'
import { TextField } from '../../../ui/text-fields.tsx'

const ACTION = '/control/login/2fa'

interface LoginStepPageProps {
  readonly frame: PageFrame
  readonly t: Translate
  readonly csrf: string
  readonly instance: string
  /** Whose login waits. */
  readonly email: string
  /** Where the login leads. */
  readonly next: string
  readonly hasTotp: boolean
  readonly hasPasskey: boolean
  /** The login page. */
  readonly again: string
  /** What is wrong with the code. */
  readonly tokenError?: string | undefined
  /** What else went wrong. */
  readonly problem?: string | undefined
}

/** Asks somebody whose first factor was right for the second one. */
export function LoginStepPage(props: LoginStepPageProps) {
  const { frame, t, csrf, instance, email, next, hasTotp, hasPasskey, again, tokenError, problem } = props
  return (
    <StaffAuthLayout
      frame={frame}
      home="/control/"
      title={t('staffFactors:login.title')}
      text={t('staffFactors:login.text', { email })}
      scripts={hasPasskey ? PASSKEY_SCRIPTS : undefined}
    >
      <div class="grid gap-4">
        {problem !== undefined && (
          <Notice tone="bad" role="alert" title={t('staffFactors:login.problem')}>
            {problem}
          </Notice>
        )}
        {tokenError !== undefined && (
          <ErrorSummary
            title={t('staffFactors:login.problem')}
            errors={[{ field: 'token', message: `${t('staffFactors:login.token')}: ${tokenError}` }]}
          />
        )}
        {hasPasskey && (
          <PasskeyForm
            t={t}
            kind="get"
            action={ACTION}
            options={`${ACTION}/passkey/options`}
            csrf={csrf}
            fields={{ next }}
            submit={t('staffFactors:login.passkey')}
            tone={hasTotp ? 'plain' : 'primary'}
          />
        )}
        <Form action={ACTION} csrf={csrf} class="grid gap-4">
          <input type="hidden" name="next" value={next} />
          <TextField
            name="token"
            label={t('staffFactors:login.token')}
            hint={t(hasTotp ? 'staffFactors:login.tokenHint' : 'staffFactors:login.tokenHintRecovery')}
            autocomplete="one-time-code"
            mono
            required
            autofocus={!hasPasskey && tokenError === undefined}
            error={tokenError}
          />
          <Button tone={hasPasskey && !hasTotp ? 'plain' : 'primary'}>{t('staffFactors:login.submit')}</Button>
        </Form>
        <MoreFields title={t('staffFactors:login.lost')}>
          <p class="max-w-prose">{t('staffFactors:login.lostText', { instance })}</p>
        </MoreFields>
        <p>
          <a class="link" href={again}>
            {t('staffFactors:login.again')}
          </a>
        </p>
      </div>
    </StaffAuthLayout>
  )
}
