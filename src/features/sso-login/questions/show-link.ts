import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Message } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import type { QuestionDeps } from './deps.ts'
import { questionContext } from './layout.ts'
import { ownSession } from './own-session.ts'
import { ConnectPage } from './pages/connect.tsx'
import { LinkDigitsPage } from './pages/link-digits.tsx'
import type { Problem } from './pages/parts.tsx'
import { ProvePage } from './pages/prove.tsx'
import { questionPath } from './paths.ts'
import { mayTypeAddress } from './rules.ts'
import type { AskedQuestion } from './types.ts'

interface Shown {
  readonly status?: number
  /** The forms, although digits were sent. */
  readonly isOtherWay?: boolean
  readonly problem?: Problem
  readonly notice?: Message
}

/** The page for what comes next: to connect, to type the digits that were sent, or to choose how to prove the account. */
export async function showLink(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: QuestionDeps,
  asked: AskedQuestion,
  { status = 200, isOtherWay = false, problem, notice }: Shown,
): Promise<FastifyReply> {
  const { key, question } = asked
  const { settings } = request.organizer
  const { provider } = question.vouched.person
  const session = await ownSession(request, deps, question)
  const common = {
    context: await questionContext(request, reply, deps, asked),
    email: question.email ?? '',
    canTypeAddress: mayTypeAddress(provider.settings),
  }
  const answer = async (page: Parameters<typeof renderPage>[0]) => reply.code(status).html(await renderPage(page))
  if (session || question.isMailboxProven) return answer(ConnectPage({ ...common, person: session?.customer ?? null }))
  if (question.hasCode && !isOtherWay) return answer(LinkDigitsPage({ ...common, problem }))
  const next = questionPath('prove', key)
  return answer(
    ProvePage({
      ...common,
      native: settings.customer_accounts_native,
      ways: await deps.otherWays(request, reply, { next, except: provider.id }),
      problem,
      notice,
    }),
  )
}
