import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Message, TooManyRequests } from '../../../core/errors.ts'
import { inEvenTime } from '../../../core/even-time.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { innerPath, withNext } from '../../../platform/http/next-path.ts'
import { checkEmail } from '../../customers/index.ts'
import { shopFrame } from '../../organizers/index.ts'
import { type Problems, readEmailForm, readLoginQuery, readNext } from '../forms.ts'
import { AskLinkPage, SentPage } from '../pages/links.tsx'
import { brandPanel, sendPage } from '../pages/parts.tsx'
import type { SignInRouteDeps } from '../route-deps.ts'
import { onTheWay, waitingApp } from '../way.ts'
import { EVEN_TIME_MS } from './register.ts'

/** "Forgot password?" */
export function askForLinkForm(deps: SignInRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { next: wanted, login_hint: email } = readLoginQuery(request.query)
    const next = innerPath(wanted, request.site)
    return showAskLink(request, reply, deps, { next, email, problems: {}, status: 200, tooMany: null })
  }
}

/** Answers the same for every address. */
export function askForLink(deps: SignInRouteDeps) {
  const { signIn } = deps
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site } = request
    const form = readEmailForm(request.body)
    const next = innerPath(form.next, site)
    const { email, problem } = checkEmail(form.email)
    if (problem) {
      const shown = { next, email: form.email, problems: { email: problem }, status: 422, tooMany: null }
      return showAskLink(request, reply, deps, shown)
    }
    try {
      await signIn.throttles.link(clientAddress(request), organizer.id, email)
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error
      reply.headers(error.headers)
      const tooMany = error.text ?? null
      return showAskLink(request, reply, deps, { next, email, problems: {}, status: 429, tooMany })
    }
    await inEvenTime(EVEN_TIME_MS, () => signIn.links.request(organizer, site, email, next))
    reply.flash('ok', { key: 'signIn:sent.reset', params: { email } })
    return reply.redirect(withNext(site, '/account/sent', next, { for: 'reset' }), 303)
  }
}

export function sentPage(deps: SignInRouteDeps) {
  const { config } = deps
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { site, t } = request
    const next = innerPath(readNext(request.query).next, site)
    const isRegistration = (request.query as Record<string, unknown>).for === 'register'
    const page = SentPage({
      frame: shopFrame(request, reply),
      t,
      panel: brandPanel(request),
      app: await waitingApp(request, deps, next),
      again: await onTheWay(request, isRegistration ? '/account/register' : '/account/pwreset', next),
      login: await onTheWay(request, '/account/login', next),
      mailbox: config.demo ? `${config.url}/demo/mailbox` : null,
    })
    return sendPage(reply, 200, page)
  }
}

interface Shown {
  readonly next: string | null
  readonly email: string
  readonly problems: Problems
  readonly status: number
  readonly tooMany: Message | null
  readonly isGone?: boolean
}

export async function showAskLink(request: FastifyRequest, reply: FastifyReply, deps: SignInRouteDeps, shown: Shown) {
  const { site, t } = request
  const { next, email, problems, status, tooMany, isGone = false } = shown
  const page = AskLinkPage({
    frame: shopFrame(request, reply),
    t,
    csrf: reply.csrfToken(),
    panel: brandPanel(request),
    app: await waitingApp(request, deps, next),
    title: isGone ? t('signIn:gone.title') : t('signIn:reset.title'),
    text: isGone ? t('signIn:gone.text') : t('signIn:reset.text'),
    isGone,
    links: {
      action: await onTheWay(request, '/account/pwreset', next),
      login: await onTheWay(request, '/account/login', next),
    },
    next: next === null ? null : site.base + next,
    email,
    problems,
    tooMany,
  })
  return sendPage(reply, status, page)
}
