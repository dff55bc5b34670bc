import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Message, TooManyRequests } from '../../../core/errors.ts'
import { checkEmail } from '../../customers/index.ts'
import { shopFrame } from '../../organizers/index.ts'
import { inEvenTime } from '../even-time.ts'
import { type Problems, readEmailForm, readNext } from '../forms.ts'
import { AskLinkPage, SentPage } from '../pages/links.tsx'
import { brandPanel, sendPage } from '../pages/parts.tsx'
import type { SignInRouteDeps } from '../route-deps.ts'
import { innerPath, withNext } from '../rules/next.ts'
import { EVEN_TIME_MS } from './register.ts'

/** "Forgot password?" */
export async function askForLinkForm(request: FastifyRequest, reply: FastifyReply) {
  const next = innerPath(readNext(request.query).next, request.site)
  return showAskLink(request, reply, { next, email: '', problems: {}, status: 200, tooMany: null })
}

/** Answers the same for every address. */
export function askForLink({ signIn }: SignInRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site, ip } = request
    const form = readEmailForm(request.body)
    const next = innerPath(form.next, site)
    const { email, problem } = checkEmail(form.email)
    if (problem) {
      return showAskLink(request, reply, {
        next,
        email: form.email,
        problems: { email: problem },
        status: 422,
        tooMany: null,
      })
    }
    try {
      await signIn.throttles.link(ip, organizer.id, email)
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error
      reply.headers(error.headers)
      return showAskLink(request, reply, { next, email, problems: {}, status: 429, tooMany: error.text ?? null })
    }
    await inEvenTime(EVEN_TIME_MS, () => signIn.links.request(organizer, site, email, next))
    reply.flash('ok', { key: 'signIn:sent.reset', params: { email } })
    return reply.redirect(withNext(site, '/account/sent', next, { for: 'reset' }), 303)
  }
}

export function sentPage({ config }: SignInRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { site, t } = request
    const next = innerPath(readNext(request.query).next, site)
    const isRegistration = (request.query as Record<string, unknown>).for === 'register'
    const page = SentPage({
      frame: shopFrame(request, reply),
      t,
      panel: brandPanel(request),
      again: withNext(site, isRegistration ? '/account/register' : '/account/pwreset', next),
      login: withNext(site, '/account/login', next),
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

export async function showAskLink(request: FastifyRequest, reply: FastifyReply, shown: Shown) {
  const { site, t } = request
  const { next, email, problems, status, tooMany, isGone = false } = shown
  const page = AskLinkPage({
    frame: shopFrame(request, reply),
    t,
    csrf: reply.csrfToken(),
    panel: brandPanel(request),
    title: isGone ? t('signIn:gone.title') : t('signIn:reset.title'),
    text: isGone ? t('signIn:gone.text') : t('signIn:reset.text'),
    isGone,
    links: { action: `${site.base}/account/pwreset`, login: withNext(site, '/account/login', next) },
    next: next === null ? null : site.base + next,
    email,
    problems,
    tooMany,
  })
  return sendPage(reply, status, page)
}
