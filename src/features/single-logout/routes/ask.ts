import type { FastifyReply, FastifyRequest } from 'fastify'
import { contentSources } from '../../../platform/http/content-source.ts'
import { allowFormTargets } from '../../../platform/http/security-headers.ts'
import { seeOther } from '../../../platform/http/see-other.ts'
import { formatList } from '../../../platform/i18n/format.ts'
import { negotiateLocale } from '../../../platform/i18n/i18n.ts'
import { renderPage } from '../../../ui/render.ts'
import { shopFrame } from '../../organizers/index.ts'
import type { BrowserSession, SingleLogoutRouteDeps } from '../deps.ts'
import { ConfirmPage } from '../pages/confirm.tsx'
import { PATHS, SEALED } from '../paths.ts'
import { problemOf } from '../problems.ts'
import type { KeptWish } from '../types.ts'

interface Question {
  readonly wish: KeptWish
  readonly session: BrowserSession
}

/** Asks the person, in the language that the app asks for where the person has not chosen one. */
export async function ask(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SingleLogoutRouteDeps,
  { wish, session }: Question,
): Promise<FastifyReply> {
  const { organizer, site, t, locale } = request
  const action = site.base + PATHS.endSession
  const sealed = deps.singleLogout.seal(organizer, 'wish', wish)
  const wanted = wantedLanguage(request, wish)
  if (wanted !== null) return seeOther(reply, `${action}?${new URLSearchParams({ [SEALED]: sealed, locale: wanted })}`)
  const client = wish.client && (await deps.provider.host(organizer, site).clients.findByKey(wish.client))
  const login = session && { id: session.id, customerId: session.customer.id }
  const apps = login ? await deps.singleLogout.reached(request, login) : []
  const farewell = wish.returnTo && URL.parse(wish.returnTo.uri)
  if (farewell) allowFormTargets(reply, contentSources(farewell))
  const page = ConfirmPage({
    frame: shopFrame(request, reply),
    t,
    csrf: reply.csrfToken(),
    organizer: organizer.name,
    person: session?.customer.name || session?.customer.email || '',
    app: client?.name ?? null,
    apps:
      apps.length === 0
        ? null
        : formatList(
            apps.map(({ name }) => name),
            locale,
          ),
    problem: await problemOf(request, deps, wish),
    action,
    sealed,
    cancel: `${site.base}/account/`,
  })
  return reply.html(await renderPage(page))
}

function wantedLanguage(request: FastifyRequest, { uiLocales }: KeptWish): string | null {
  if (uiLocales === null || request.server.browser.cookies.read(request, 'locale') !== null) return null
  const wanted = negotiateLocale(uiLocales)
  return wanted === request.locale ? null : wanted
}
