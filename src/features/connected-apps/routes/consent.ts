import type { FastifyReply, FastifyRequest } from 'fastify'
import { allowFormTargets } from '../../../platform/http/security-headers.ts'
import { renderPage } from '../../../ui/render.ts'
import { shopFrame } from '../../organizers/index.ts'
import type { ConnectedAppsDeps } from '../deps.ts'
import { readConsentForm, readConsentQuery } from '../forms.ts'
import { ConsentPage } from '../pages/consent.tsx'
import { type Asked, findQuestion, loginPath } from '../question.ts'
import { toldLines } from '../told.ts'

/** `?next=` the authorization request: what its app would get from the account of the person who is logged in. */
export function consentForm(deps: ConnectedAppsDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const asked = await findQuestion(request, deps.provider, readConsentQuery(request.query).next)
    return typeof asked === 'string' ? goOn(reply, asked) : show(request, reply, deps, asked)
  }
}

/** The answer. It counts for the question that the page showed, of this person and this request, and for no other. */
export function submitConsent({ provider }: ConnectedAppsDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site } = request
    const { next: wanted, decision, shown } = readConsentForm(request.body)
    const asked = await findQuestion(request, provider, wanted)
    if (typeof asked === 'string') return goOn(reply, asked)
    const { next, app, session, question, mark } = asked
    if (decision === undefined || shown !== mark) {
      reply.flash('warn', { key: 'connectedApps:consent.changed', params: { app: app.name } })
      return goOn(reply, `${site.base}/account/consent?${new URLSearchParams({ next })}`)
    }
    if (decision === 'allowed') {
      const { client, scopes, claims } = question
      await provider.consents.allow(organizer.id, session.customer.id, client.id, { scopes, claims })
    }
    return goOn(reply, await provider.decided(request, next, decision))
  }
}

function goOn(reply: FastifyReply, location: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(location, 303)
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { provider }: ConnectedAppsDeps,
  asked: Asked,
): Promise<FastifyReply> {
  const { organizer, site, t } = request
  const { next, app, session, question, mark } = asked
  allowFormTargets(reply, app.formTargets)
  const page = ConsentPage({
    frame: shopFrame(request, reply),
    t,
    csrf: reply.csrfToken(),
    organizer: organizer.name,
    app,
    client: question.client,
    person: session.customer.name || session.customer.email,
    lines: await toldLines(request, provider, asked),
    staysConnected: question.scopes.includes('offline_access'),
    links: {
      action: `${site.base}/account/consent`,
      notYou: loginPath(site.base, { next, reauth: '1', reason: 'other_account' }),
      apps: `${site.base}/account/apps`,
    },
    next,
    shown: mark,
  })
  return reply.html(await renderPage(page))
}
