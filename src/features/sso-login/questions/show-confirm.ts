import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Message } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import type { QuestionDeps } from './deps.ts'
import { questionContext } from './layout.ts'
import { AddressPage } from './pages/address.tsx'
import { ConfirmPage } from './pages/confirm.tsx'
import type { Problem } from './pages/parts.tsx'
import { mayTypeAddress } from './rules.ts'
import type { AskedQuestion } from './types.ts'

interface Shown {
  readonly status?: number
  readonly problem?: Problem
  readonly notice?: Message
}

/** Asks for the digits that were sent. */
export async function showConfirm(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: QuestionDeps,
  asked: AskedQuestion,
  { status = 200, problem, notice }: Shown,
): Promise<FastifyReply> {
  const { question } = asked
  const page = ConfirmPage({
    context: await questionContext(request, reply, deps, asked),
    email: question.email ?? '',
    hasCode: question.hasCode,
    canTypeAddress: mayTypeAddress(question.vouched.person.provider.settings),
    problem,
    notice,
  })
  return reply.code(status).html(await renderPage(page))
}

/** Asks for an address. @param shown.email as typed */
export async function showAddress(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: QuestionDeps,
  asked: AskedQuestion,
  { status = 200, email, problem, notice }: Shown & { readonly email: string },
): Promise<FastifyReply> {
  const context = await questionContext(request, reply, deps, asked)
  return reply.code(status).html(await renderPage(AddressPage({ context, email, problem, notice })))
}
