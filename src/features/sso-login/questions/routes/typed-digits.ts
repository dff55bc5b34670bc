import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Message } from '../../../../core/errors.ts'
import type { QuestionDeps } from '../deps.ts'
import { readBody, readDigits } from '../forms.ts'
import { openQuestion } from '../open-question.ts'
import { sendOver } from '../over.ts'
import type { Problem } from '../pages/parts.tsx'
import type { AskedQuestion, QuestionKind } from '../types.ts'

type Handling<Shown> = (
  request: FastifyRequest,
  reply: FastifyReply,
  deps: QuestionDeps,
  asked: AskedQuestion,
  shown: Shown,
) => Promise<FastifyReply>

interface DigitsHandling {
  /** The page with the digits again, with what is wrong with them. */
  readonly again: Handling<{ readonly status: number; readonly problem: Problem }>
  /** The page that sends others, when these count no more. */
  readonly anew: Handling<{ readonly status: number; readonly notice: Message }>
  readonly right: (
    request: FastifyRequest,
    reply: FastifyReply,
    deps: QuestionDeps,
    asked: AskedQuestion,
  ) => Promise<FastifyReply>
}

/** Takes the digits of a mail for a question of this kind. */
export function typedDigits(deps: QuestionDeps, kind: QuestionKind, { again, anew, right }: DigitsHandling) {
  return openQuestion(deps, [kind], async (request, reply, asked) => {
    const { organizer } = request
    const { key, question } = asked
    const digits = readDigits(readBody(request.body).code)
    const wrong = (message: Message) =>
      again(request, reply, deps, asked, { status: 422, problem: { field: 'code', message } })
    if (digits === null) return wrong({ key: 'signIn:code.bad.form' })
    const outcome = await deps.questions.tryCode(organizer, key, question, digits)
    switch (outcome.kind) {
      case 'right':
        return right(request, reply, deps, asked)
      case 'wrong':
        return wrong({ key: 'signIn:code.bad.wrong', params: { count: outcome.triesLeft } })
      case 'gone': {
        const now = await deps.questions.find(organizer.id, key)
        if (now?.state !== 'open') return sendOver(request, reply, deps, now)
        const notice = { key: 'signIn:code.gone' }
        return anew(request, reply, deps, { key, question: now }, { status: 410, notice })
      }
    }
  })
}
