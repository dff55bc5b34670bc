import { CONFIRM, LINK } from '../paths.ts'
import { QuestionButton, type QuestionPageProps } from './parts.tsx'

/** "That is not my account", where there is a way on from there, and the way out. */
export function LeaveProof({
  context,
  canTypeAddress,
  isProven = false,
}: Pick<QuestionPageProps, 'context'> & { readonly canTypeAddress: boolean; readonly isProven?: boolean }) {
  const { t } = context
  return (
    <div class="mt-7">
      <p class="font-medium">{t(isProven ? 'ssoQuestions:connect.rather' : 'ssoQuestions:prove.notMine')}</p>
      <p class="hint mt-1">{t(canTypeAddress ? 'ssoQuestions:prove.notMineText' : 'ssoQuestions:prove.notMineAsk')}</p>
      <div class="mt-3 flex flex-wrap items-center gap-2">
        {canTypeAddress && (
          <QuestionButton context={context} path={`${LINK}/other`} small>
            {t('ssoQuestions:prove.otherAddress')}
          </QuestionButton>
        )}
        <Cancel context={context} />
      </div>
    </div>
  )
}

/** Ends the question; nothing was written. */
export function Cancel({ context }: Pick<QuestionPageProps, 'context'>) {
  return (
    <QuestionButton context={context} path={`${CONFIRM}/cancel`} tone="ghost" small>
      {context.t('words:cancel')}
    </QuestionButton>
  )
}
