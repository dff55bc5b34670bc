import type { FastifyReply, FastifyRequest } from 'fastify'
import { browserSecret } from '../browser-secret.ts'
import type { QuestionDeps } from './deps.ts'
import { readBody, readQuery } from './forms.ts'
import { sendOver } from './over.ts'
import { questionAddress } from './paths.ts'
import type { AskedQuestion, QuestionKey, QuestionKind } from './types.ts'

type Answer = (request: FastifyRequest, reply: FastifyReply, asked: AskedQuestion) => Promise<FastifyReply>

/** A handler for questions of these kinds that this browser may still answer; all others get their own page. */
export function openQuestion(deps: QuestionDeps, kinds: readonly QuestionKind[], answer: Answer) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { organizer, site } = request
    reply.header('cache-control', 'no-store')
    const key = keyOf(request)
    const question = key && (await deps.questions.find(organizer.id, key))
    if (!key || !question) return sendOver(request, reply, deps, null)
    if (question.state !== 'open') return sendOver(request, reply, deps, question)
    if (!kinds.includes(question.kind)) return reply.redirect(questionAddress(site, question.kind, key), 303)
    return answer(request, reply, { key, question })
  }
}

function keyOf(request: FastifyRequest): QuestionKey | null {
  const { question: name } = request.method === 'POST' ? readBody(request.body) : readQuery(request.query)
  const secret = name === '' ? null : browserSecret(request, name)
  return secret === null ? null : { name, secret }
}
