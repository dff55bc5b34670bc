import { CONFIRM, questionPath } from '../paths.ts'
import { Cancel } from './leave.tsx'
import { DigitsForm, QuestionButton, QuestionLayout, type QuestionPageProps } from './parts.tsx'

interface ConfirmPageProps extends QuestionPageProps {
  /** Digits were sent that can be typed now. */
  readonly hasCode: boolean
  readonly canTypeAddress: boolean
}

/** Whether the address is this person's. Says the same for every address. */
export function ConfirmPage(props: ConfirmPageProps) {
  const { context, email, problem, hasCode, canTypeAddress } = props
  const { t, base, provider, question } = context
  const text = hasCode ? 'ssoQuestions:digits.confirmText' : 'ssoQuestions:digits.sendText'
  return (
    <QuestionLayout {...props} title={t('ssoQuestions:digits.confirmTitle')} text={t(text, { email, provider })}>
      {hasCode && (
        <>
          <DigitsForm
            context={context}
            problem={problem}
            action={base + CONFIRM}
            submit={t('ssoQuestions:digits.confirm')}
          />
          <p class="mt-6">{t('signIn:code.type.notArrived')}</p>
        </>
      )}
      <div class={`${hasCode ? 'mt-3' : 'mt-5'} flex flex-wrap items-center gap-x-4 gap-y-2`}>
        <QuestionButton context={context} path={`${CONFIRM}/send`} small={hasCode} tone={hasCode ? 'plain' : 'primary'}>
          {t(hasCode ? 'signIn:code.type.again' : 'signIn:code.ask.submit')}
        </QuestionButton>
        {canTypeAddress && (
          <a class="link" href={`${base}${questionPath('confirm', { name: question })}&other=1`}>
            {t('signIn:code.type.otherAddress')}
          </a>
        )}
        <Cancel context={context} />
      </div>
    </QuestionLayout>
  )
}
