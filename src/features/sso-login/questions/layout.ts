import type { FastifyReply, FastifyRequest } from 'fastify'
import { allowFormTargets } from '../../../platform/http/security-headers.ts'
import { shopFrame } from '../../organizers/index.ts'
import { providerName } from '../names.ts'
import type { QuestionDeps } from './deps.ts'
import type { AskedQuestion } from './types.ts'

/** What every page with a question needs. Takes the waiting flash messages, so call it once for each page. */
export async function questionContext(
  request: FastifyRequest,
  reply: FastifyReply,
  { describeNext, config }: QuestionDeps,
  { key, question }: AskedQuestion,
) {
  const { organizer, site, t, locale } = request
  const { next, person } = question.vouched
  const app = next === null ? null : await describeNext(request, site.base + next)
  if (app) allowFormTargets(reply, app.formTargets)
  return {
    frame: shopFrame(request, reply),
    t,
    csrf: reply.csrfToken(),
    base: site.base,
    question: key.name,
    organizer: organizer.name,
    provider: providerName(person.provider, locale),
    app,
    panel: { title: t('signIn:panel.title', { organizer: organizer.name }), text: t('signIn:panel.text') },
    mailbox: config.demo ? `${config.url}/demo/mailbox` : null,
  }
}

export type QuestionContext = Awaited<ReturnType<typeof questionContext>>
