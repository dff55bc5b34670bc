import { withNext } from '../../../../platform/http/next-path.ts'
import type { QuestionDeps } from '../deps.ts'
import { openQuestion } from '../open-question.ts'
import { questionAddress } from '../paths.ts'
import { mayTypeAddress } from '../rules.ts'

/** "That is not my account": goes on with another address, where the organizer lets people do that. */
export function otherAddress(deps: QuestionDeps) {
  return openQuestion(deps, ['prove'], async (request, reply, { key, question }) => {
    const { organizer, site } = request
    const may = mayTypeAddress(question.vouched.person.provider.settings)
    if (may) await deps.questions.askForAddress(organizer.id, key)
    return reply.redirect(questionAddress(site, may ? 'address' : 'prove', key), 303)
  })
}

/** Ends the question without an answer. */
export function cancel(deps: QuestionDeps) {
  return openQuestion(deps, ['prove', 'confirm', 'address'], async (request, reply, { key, question }) => {
    const { organizer, site } = request
    await deps.questions.take(organizer.id, key, question)
    reply.flash('info', { key: 'ssoQuestions:cancelled' })
    return reply.redirect(withNext(site, '/account/login', question.vouched.next, { stay: '1' }), 303)
  })
}
