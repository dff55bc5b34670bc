import { say, type Translate } from '../../platform/i18n/i18n.ts'
import { ErrorSummary, Notice } from '../../ui/notice.tsx'
import type { FailedLogin } from './login.ts'

const FEW_TRIES = 3

interface LoginProblemsProps {
  readonly t: Translate
  readonly failed: Pick<FailedLogin, 'text' | 'sent' | 'messages' | 'triesLeft'> | null
}

/** What was wrong with a login or a proof: field by field, of the whole form, and in the words of the backend. */
export function LoginProblems({ t, failed }: LoginProblemsProps) {
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
          {say(t, failed.text)} {triesLeft(t, failed.triesLeft)}
        </Notice>
      )}
      {failed.messages.map(({ tone, text }) => (
        <Notice tone={tone} title={text} role="alert" />
      ))}
    </>
  )
}

/** Said in time: people who know that a pause follows try less and think more. */
function triesLeft(t: Translate, left: number | undefined): string {
  if (left === undefined || left > FEW_TRIES) return ''
  return left === 0 ? t('doors:noTries') : t('doors:triesLeft', { count: left })
}
