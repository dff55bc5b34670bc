import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Message, NotFound } from '../../core/errors.ts'
import { formatDay, formatInstant } from '../../platform/i18n/format.ts'
import type { Platform } from '../../platform/platform.ts'
import { renderFragment, renderPage } from '../../ui/render.ts'
import type { Customer, Customers } from '../customers/index.ts'
import { accountsAreOn, shopFrame } from '../organizers/index.ts'
import { accountFrame, type SignIn, toLogin } from '../sign-in/index.ts'
import { CopyDocument } from './pages/copy.tsx'
import { KeepEndPage, KeepPage } from './pages/keep.tsx'
import { PrivacyPage } from './pages/privacy.tsx'
import type { Privacy } from './types.ts'

export interface PrivacyRoutesDeps {
  readonly platform: Pick<Platform, 'clock'>
  readonly privacy: Privacy
  readonly customers: Pick<Customers, 'byId'>
  readonly signIn: Pick<SignIn, 'recentSession'>
}

type Session = NonNullable<Awaited<ReturnType<FastifyRequest['customerSession']>>>

const PATH = '/account/privacy'
const body = z.object({ format: z.enum(['json', 'html']).catch('html'), confirm: z.string().max(10).catch('') })
const token = z.object({ token: z.string().max(100).catch('') }).catch({ token: '' })

/** The pages of the person. The scope has `organizerScope`, `pageHooks` and `customerSessionHook`. */
export function privacyRoutes(app: FastifyInstance, deps: PrivacyRoutesDeps): void {
  app.register(async (account) => {
    account.addHook('onRequest', accountsAreOn)
    account.get(PATH, async (request, reply) => {
      const session = await request.customerSession()
      return session ? show(request, reply, deps, session, null) : toLogin(request, reply)
    })
    account.post(`${PATH}/download`, download(deps))
    account.post(`${PATH}/delete`, planDeletion(deps))
    account.post(`${PATH}/keep`, keep(deps))
    account.get('/account/keep', keepForm(deps))
    account.post('/account/keep', keepByLink(deps))
  })
}

async function customerOf({ organizer }: FastifyRequest, { customers }: PrivacyRoutesDeps, session: Session) {
  const customer = await customers.byId(organizer.id, session.customer.id)
  if (!customer) throw new NotFound('customer')
  return customer
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: PrivacyRoutesDeps,
  session: Session,
  problem: Message | null,
) {
  const { organizer, site, t } = request
  const customer = await customerOf(request, deps, session)
  const page = PrivacyPage({
    frame: accountFrame(request, reply, session, 'privacy'),
    t,
    csrf: reply.csrfToken(),
    organizer: organizer.name,
    path: site.base + PATH,
    apps: `${site.base}/account/apps`,
    facts: await deps.privacy.preview(organizer, customer),
    leaving: dayOf(request, customer),
    problem,
  })
  return reply.code(problem ? 422 : 200).html(await renderPage(page))
}

function dayOf({ organizer, locale }: FastifyRequest, { deletionDueAt }: Customer): string | null {
  return deletionDueAt === null ? null : formatDay(deletionDueAt, locale, organizer.timeZone)
}

function download(deps: PrivacyRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await deps.signIn.recentSession(request, reply, PATH)
    if (!session) return reply
    const { organizer, t, locale } = request
    const customer = await customerOf(request, deps, session)
    const { format } = body.parse(request.body ?? {})
    const parts = await deps.privacy.copy(organizer, customer, format)
    const now = deps.platform.clock.now()
    const name = `${t('privacy:download.file')}-${organizer.slug}-${new Date(now).toISOString().slice(0, 10)}.${format}`
    reply.header('content-disposition', `attachment; filename="${name}"`).header('cache-control', 'no-store')
    if (format === 'json') {
      const data = Object.fromEntries(parts.map((part) => [part.key, part.data]))
      const copy = { organizer: organizer.name, made: new Date(now).toISOString(), ...data }
      return reply.type('application/json; charset=utf-8').send(`${JSON.stringify(copy, null, 2)}\n`)
    }
    const when = formatInstant(now, locale, organizer.timeZone)
    const own = customer.name || customer.identifier
    const page = CopyDocument({
      t,
      locale,
      timeZone: organizer.timeZone,
      organizer: organizer.name,
      name: own,
      when,
      parts,
    })
    return reply.type('text/html; charset=utf-8').send(`<!doctype html>${await renderFragment(page)}`)
  }
}

function planDeletion(deps: PrivacyRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await deps.signIn.recentSession(request, reply, PATH)
    if (!session) return reply
    const { organizer, site } = request
    if (body.parse(request.body ?? {}).confirm !== 'on') {
      return show(request, reply, deps, session, { key: 'privacy:delete.confirmMissing' })
    }
    const customer = await customerOf(request, deps, session)
    const isPlanned = await deps.privacy.plan(organizer, site, customer, session.id)
    const day = dayOf(request, await customerOf(request, deps, session)) ?? ''
    if (isPlanned) reply.flash('ok', { key: 'privacy:delete.planned', params: { day } })
    else reply.flash('info', { key: 'privacy:delete.already' })
    return reply.redirect(site.base + PATH, 303)
  }
}

function keep(deps: PrivacyRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await request.customerSession()
    if (!session) return toLogin(request, reply)
    const isKept = await deps.privacy.keep(request.organizer, session.customer)
    reply.flash(isKept ? 'ok' : 'info', { key: isKept ? 'privacy:leaving.kept' : 'privacy:leaving.wasNot' })
    return reply.redirect(request.site.base + PATH, 303)
  }
}

function keepForm({ privacy }: PrivacyRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { organizer, site, t } = request
    const secret = token.parse(request.query).token
    const customer = await privacy.findKept(organizer, secret)
    if (!customer) return end(request, reply, 'gone')
    const page = KeepPage({
      frame: shopFrame(request, reply),
      t,
      csrf: reply.csrfToken(),
      organizer: organizer.name,
      identifier: customer.identifier,
      day: dayOf(request, customer) ?? '',
      action: `${site.base}/account/keep?token=${encodeURIComponent(secret)}`,
      cancel: `${site.base}/`,
    })
    return reply.header('cache-control', 'no-store').html(await renderPage(page))
  }
}

function keepByLink({ privacy }: PrivacyRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const isKept = await privacy.keepByLink(request.organizer, token.parse(request.query).token)
    return end(request, reply, isKept ? 'done' : 'gone')
  }
}

async function end(request: FastifyRequest, reply: FastifyReply, how: 'done' | 'gone') {
  const page = KeepEndPage({ frame: shopFrame(request, reply), t: request.t, end: how })
  return reply
    .code(how === 'done' ? 200 : 410)
    .header('cache-control', 'no-store')
    .html(await renderPage(page))
}
