import type { FastifyReply, FastifyRequest } from 'fastify'
import { outerPath, withNext } from '../../../platform/http/next-path.ts'
import { startPath } from '../../sso-providers/index.ts'
import { providerName } from '../names.ts'
import type { QuestionDeps } from './deps.ts'
import { type OverKind, OverPage } from './pages/over.tsx'
import type { Question } from './types.ts'

const SECOND_STEP = '/account/login/second-step'

/**
 * Answers somebody whose question is over. Who came in meanwhile, with another tab or a second click, goes on.
 * @param question null for one that this browser was never asked
 */
export async function sendOver(
  request: FastifyRequest,
  reply: FastifyReply,
  { signIn }: Pick<QuestionDeps, 'signIn'>,
  question: Question | null,
): Promise<FastifyReply> {
  const { site, t, locale } = request
  const next = question?.vouched.next ?? null
  reply.header('cache-control', 'no-store')
  if (question?.state === 'answered') {
    if (await request.customerSession()) return reply.redirect(outerPath(next, site, '/account/'), 303)
    if (signIn.pendingToken(request)) return reply.redirect(withNext(site, SECOND_STEP, next), 303)
  }
  const kind: OverKind = question === null ? 'unknown' : question.state === 'answered' ? 'answered' : 'expired'
  const provider = question?.vouched.person.provider
  const otherWay = withNext(site, '/account/login', next, { stay: '1' })
  const page = await OverPage({
    request,
    reply,
    kind,
    actions: [
      ...(provider?.isActive
        ? [
            {
              text: t('ssoLogin:page.again', { provider: providerName(provider, locale) }),
              href: withNext(site, startPath(provider.slug), next),
            },
          ]
        : []),
      { text: t(provider?.isActive ? 'ssoLogin:page.otherWay' : 'signIn:login.title'), href: otherWay },
    ],
  })
  return reply.code(kind === 'unknown' ? 404 : 410).html(page)
}
