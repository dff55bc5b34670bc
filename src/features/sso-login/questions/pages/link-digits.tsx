import { LINK, questionPath } from '../paths.ts'
import { LeaveProof } from './leave.tsx'
import { DigitsForm, QuestionButton, QuestionLayout, type QuestionPageProps } from './parts.tsx'

/** Digits were sent to the address of the account. */
export function LinkDigitsPage(props: QuestionPageProps & { readonly canTypeAddress: boolean }) {
  const { context, email, problem, canTypeAddress } = props
  const { t, base, provider, question } = context
  return (
    <QuestionLayout
      {...props}
      title={t('ssoQuestions:digits.title')}
      text={t('ssoQuestions:digits.linkText', { email, provider })}
    >
      <DigitsForm
        context={context}
        problem={problem}
        action={`${base}${LINK}/code`}
        submit={t('ssoQuestions:connect.submit', { provider })}
      />
      <p class="mt-6">{t('ssoQuestions:digits.notArrived')}</p>
      <div class="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <QuestionButton context={context} path={`${LINK}/send`} small>
          {t('signIn:code.type.again')}
        </QuestionButton>
        <a class="link" href={`${base}${questionPath('prove', { name: question })}&other=1`}>
          {t('ssoQuestions:digits.otherWay')}
        </a>
      </div>
      <LeaveProof context={context} canTypeAddress={canTypeAddress} />
    </QuestionLayout>
  )
}
