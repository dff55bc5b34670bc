import type { FastifyInstance } from 'fastify'
import { Forbidden } from '../../../core/errors.ts'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { renderPage } from '../../../ui/render.ts'
import { recentLogin, requireStaff } from '../../office-access/index.ts'
import { impersonationProblem } from '../rules.ts'
import type { StaffAdmin } from '../staff-admin.ts'
import { adminContext, changeableUserOf, userName, userPath } from './context.ts'
import type { StaffAdminRoutesDeps } from './deps.ts'

/** Below `/control`. */
const STOP_PATH = '/admin/impersonate/stop'
/** What comes after it in an address is a secret. */
const INVITATION = /^(\/control\/invite\/)[^/]+/

/** An administrator looks through the account of somebody else. */
export function impersonateRoutes(app: FastifyInstance, { staff, staffAdmin, backends }: StaffAdminRoutesDeps): void {
  app.get('/admin/users/:user/impersonate', async (request, reply) => {
    const login = recentLogin(request, reply)
    if (login === null) return reply
    const { t } = request
    const user = await changeableUserOf(request, staff)
    const problem = impersonationProblem(login.user, user)
    if (problem !== null) throw new Forbidden(problem, { key: `staffAdmin:impersonate.${problem}` })
    const name = userName(user, t)
    const crumbs = [{ text: name, href: userPath(user) }, { text: t('staffAdmin:detail.impersonate') }]
    const { frame, csrf, ...context } = adminContext(request, reply, backends, crumbs)
    const title = t('staffAdmin:impersonate.ask', { name })
    return reply.html(
      await renderPage(
        <OfficeLayout frame={frame} title={title} crumbs={context.crumbs}>
          <DialogPage
            title={title}
            consequences={[
              t('staffAdmin:impersonate.sees', { name }),
              t('staffAdmin:impersonate.written', { name }),
              t('staffAdmin:impersonate.closed'),
              t('staffAdmin:impersonate.ends'),
            ]}
            post={{ action: userPath(user, 'impersonate'), csrf }}
            submit={t('staffAdmin:impersonate.submit', { name })}
            cancel={{ href: userPath(user), text: t('words:cancel') }}
          />
        </OfficeLayout>,
      ),
    )
  })

  app.post('/admin/users/:user/impersonate', async (request, reply) => {
    const login = recentLogin(request, reply)
    if (login === null) return reply
    const user = await changeableUserOf(request, staff)
    await staffAdmin.impersonation.start(login, user)
    return reply.redirect('/control/', 303)
  })
}

/** The way back, below `/control`; open to whoever looks through another account. */
export function stopImpersonatingRoutes(app: FastifyInstance, { staffAdmin }: { staffAdmin: StaffAdmin }): void {
  app.post(STOP_PATH, { config: { office: 'first' } }, async (request, reply) => {
    const login = requireStaff(request)
    await staffAdmin.impersonation.stop(login)
    if (!login.impersonator) return reply.redirect('/control/', 303)
    reply.flash('ok', { key: 'staffAdmin:impersonate.stopped' })
    return reply.redirect(userPath(login.user), 303)
  })
}

/** Below `/control`: what an administrator asks to be changed through another account is written down before it is done. */
export function impersonationHook(app: FastifyInstance, { staffAdmin }: { staffAdmin: StaffAdmin }): void {
  app.addHook('preHandler', async (request) => {
    if (!request.staff?.impersonator || request.is404) return
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return
    const path = request.originalUrl.split('?', 1)[0] ?? ''
    if (path === `/control${STOP_PATH}`) return
    const told = path.replace(INVITATION, '$1…')
    await staffAdmin.impersonation.note(request.staff, request.method, told)
  })
}
