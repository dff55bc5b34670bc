import type { Child } from 'hono/jsx'
import { Or } from '../../../../ui/auth-layout.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Form } from '../../../../ui/form.tsx'
import { PasswordField } from '../../../../ui/text-fields.tsx'
import { LINK } from '../paths.ts'
import { LeaveProof } from './leave.tsx'
import { errorOf, labelOf, QuestionField, QuestionLayout, type QuestionPageProps } from './parts.tsx'

interface ProvePageProps extends QuestionPageProps {
  readonly canTypeAddress: boolean
  /** Accounts have passwords here. */
  readonly native: boolean
  /** Further ways to log in; null for none. */
  readonly ways: Child | null
}

/** A way that needs a script is hidden until the script shows it; with nothing to show there is no "or" either. */
const ONLY_IF_SHOWN = '[&:not(:has(>div>:not([hidden],script)))]:hidden'

/** An account has the address that the provider told: how its owner proves it. Says nothing about what the account has. */
export function ProvePage(props: ProvePageProps) {
  const { context, email, native, ways, canTypeAddress, problem } = props
  const { t, base, csrf, provider, organizer } = context
  return (
    <QuestionLayout
      {...props}
      title={t('ssoQuestions:prove.title')}
      text={t('ssoQuestions:prove.text', { email, provider, organizer })}
    >
      <Form action={base + (native ? LINK : `${LINK}/send`)} csrf={csrf} class="mt-5 grid gap-4">
        <QuestionField context={context} />
        {native && (
          <>
            <input type="email" name="username" value={email} autocomplete="username" readonly hidden />
            <PasswordField
              name="password"
              label={labelOf(t, 'password')}
              hint={t('ssoQuestions:prove.passwordHint', { organizer })}
              autocomplete="current-password"
              required
              error={errorOf(t, problem, 'password')}
            />
            <Button tone="primary">{t('ssoQuestions:prove.submit')}</Button>
          </>
        )}
        {native ? (
          <Button tone="ghost" icon="mail" formaction={`${base}${LINK}/send`} formnovalidate>
            {t('ssoQuestions:prove.codeInstead')}
          </Button>
        ) : (
          <Button tone="primary">{t('ssoQuestions:prove.code', { email })}</Button>
        )}
      </Form>
      {ways !== null && (
        <div class={ONLY_IF_SHOWN}>
          <Or class="mt-5">{t('signIn:login.or')}</Or>
          <div class="mt-5 grid gap-2">{ways}</div>
        </div>
      )}
      <LeaveProof context={context} canTypeAddress={canTypeAddress} />
    </QuestionLayout>
  )
}
