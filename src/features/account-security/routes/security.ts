import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import { renderPage } from '../../../ui/render.ts'
import { accountFrame, toLogin } from '../../sign-in/index.ts'
import type { AccountSecurityDeps } from '../deps.ts'
import { readBrowser, readCursor, writeCursor } from '../forms.ts'
import { SecurityPage } from '../pages/security.tsx'
import { SignInsPage } from '../pages/sign-ins.tsx'
import type { AccountSection, CustomerSession } from '../types.ts'

const PAGE = '/account/security'
/** So many of the last logins stand on the first page. */
const SHOWN = 5

/** "Security": how the person logs in, where, and what happened. */
export function securityPage({ signIn, customers, security, sections }: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site, t, locale } = request
    const session = await request.customerSession()
    const customer = session && (await customers.byId(organizer.id, session.customer.id))
    if (!session || !customer) return toLogin(request, reply)
    const csrf = reply.csrfToken()
    const devices = await signIn.sessions.list(organizer, customer.id)
    const draw = (list: readonly AccountSection[]) => drawn(list, request, session, csrf)
    const page = SecurityPage({
      frame: accountFrame(request, reply, session, 'security'),
      t,
      locale,
      timeZone: organizer.timeZone,
      csrf,
      base: site.base,
      password: organizer.settings.customer_accounts_native
        ? { isSet: customer.hasPassword, setAt: customer.passwordSetAt }
        : null,
      email: customer.email ?? '',
      furtherEmails: (await security.furtherEmails.list(organizer, customer.id)).length,
      devices,
      current: session.id,
      unfamiliar: await security.signIns.unfamiliar(request, session),
      signIns: (await security.signIns.page(request, session, undefined, SHOWN)).records,
      login: await draw(sections.login),
      secondStep: await draw(sections.secondStep),
      more: await draw(sections.more),
    })
    return reply.html(await renderPage(page))
  }
}

/** All logins, and attempts, page by page. */
export function signInsPage({ security }: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site, t, locale } = request
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const before = readCursor(request.query)
    const { records, hasMore } = await security.signIns.page(request, session, before)
    const last = records.at(-1)
    const address = `${site.base}${PAGE}/sign-ins`
    const page = SignInsPage({
      frame: accountFrame(request, reply, session, 'security'),
      t,
      locale,
      timeZone: organizer.timeZone,
      records,
      back: site.base + PAGE,
      newest: before && address,
      older: hasMore && last ? `${address}?before=${writeCursor(last)}` : undefined,
    })
    return reply.html(await renderPage(page))
  }
}

/** "Yes, that was me." */
export function confirmLogins({ security }: AccountSecurityDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const isNews = await security.signIns.confirm(request, session, readBrowser(request.body))
    reply.flash(isNews ? 'ok' : 'info', { key: `accountSecurity:unfamiliar.${isNews ? 'confirmed' : 'wasConfirmed'}` })
    return reply.redirect(request.site.base + PAGE, 303)
  }
}

async function drawn(
  sections: readonly AccountSection[],
  request: FastifyRequest,
  session: CustomerSession,
  csrf: string,
): Promise<Child[]> {
  const parts: Child[] = []
  for (const section of sections) {
    const part = await section(request, session, csrf)
    if (part !== null) parts.push(part)
  }
  return parts
}
