import { LINK } from '../paths.ts'
import { LeaveProof } from './leave.tsx'
import { QuestionButton, QuestionLayout, type QuestionPageProps } from './parts.tsx'

interface ConnectPageProps extends QuestionPageProps {
  readonly canTypeAddress: boolean
  /** Who is logged in to the account; null where only its mailbox was proven. */
  readonly person: { readonly name: string; readonly email: string } | null
}

/** The account is proven: one last click, so that nothing is added to it without its owner's will. */
export function ConnectPage(props: ConnectPageProps) {
  const { context, email, canTypeAddress, person } = props
  const { t, provider, organizer } = context
  const words = { email, provider, organizer }
  return (
    <QuestionLayout
      {...props}
      title={t('ssoQuestions:connect.title', words)}
      text={
        person
          ? t('ssoQuestions:connect.loggedIn', { ...words, email: person.email })
          : t('ssoQuestions:connect.mailbox', words)
      }
    >
      <p class="mt-3">{t('ssoQuestions:connect.text', words)}</p>
      <div class="mt-5">
        <QuestionButton context={context} path={`${LINK}/connect`} tone="primary" wide>
          {t('ssoQuestions:connect.submit', words)}
        </QuestionButton>
      </div>
      <LeaveProof context={context} canTypeAddress={canTypeAddress} isProven />
    </QuestionLayout>
  )
}
