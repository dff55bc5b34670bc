import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type FormProblems, problemsOf, readFields } from '../../../platform/http/form-fields.ts'
import { renderPage } from '../../../ui/render.ts'
import { recentLogin } from '../../office-access/index.ts'
import type { User } from '../../staff/index.ts'
import { checkMove, NATIVE } from '../rules.ts'
import type { Move } from '../types.ts'
import { adminContext, changeableUserOf, userName, userPath } from './context.ts'
import type { StaffAdminRoutesDeps } from './deps.ts'
import { ConfirmMovePage, MovePage, unmanagedBy } from './move.tsx'
import { lacksTick } from './unmanaged-tick.tsx'

const FIELDS = ['backend', 'identifier', 'confirmed'] as const

/** An account gets another backend: chosen, then shown with what it means, then done. */
export function moveRoutes(app: FastifyInstance, deps: StaffAdminRoutesDeps): void {
  const { staff, staffAdmin, backends, passwordLinks, platform } = deps
  const configured = backends.all.map(({ identifier }) => identifier)

  app.get('/admin/users/:user/move', async (request, reply) => {
    if (recentLogin(request, reply) === null) return reply
    const user = await changeableUserOf(request, staff)
    const other = configured.find((identifier) => identifier !== user.authBackend) ?? user.authBackend
    return choose(request, reply, user, { backend: other, identifier: '' }, {})
  })

  app.post('/admin/users/:user/move', async (request, reply) => {
    const login = recentLogin(request, reply)
    if (login === null) return reply
    const user = await changeableUserOf(request, staff)
    const { confirmed, ...form } = readFields(request.body, FIELDS)
    const move = { ...form, identifier: form.identifier.trim() }
    const isConfirmed = confirmed === 'yes'
    const lacks = isConfirmed && lacksTick(request.body, unmanagedBy(move, user, await staffAdmin.holdings(user)))
    if (lacks) return confirm(request, reply.code(422), user, move, lacks)
    const problems = await problemsOf(async () =>
      isConfirmed ? staffAdmin.move(user, move, configured, login.actor) : checkMove(user, move, configured),
    )
    if (problems) return choose(request, reply.code(422), user, move, problems)
    if (!isConfirmed) return confirm(request, reply, user, move)
    const moved = await staff.users.byId(user.id)
    if (move.backend === NATIVE && moved?.isActive) await passwordLinks?.send(moved, login.actor)
    platform.outbox.wake()
    reply.flash('ok', { key: 'staffAdmin:done.move', params: { name: userName(user, request.t) } })
    return reply.redirect(userPath(user), 303)
  })

  const contextOf = (request: FastifyRequest, reply: FastifyReply, user: User) =>
    adminContext(request, reply, backends, [
      { text: userName(user, request.t), href: userPath(user) },
      { text: request.t('staffAdmin:menu.move') },
    ])

  async function choose(
    request: FastifyRequest,
    reply: FastifyReply,
    user: User,
    form: Move,
    problems: FormProblems,
  ): Promise<FastifyReply> {
    const context = contextOf(request, reply, user)
    return reply.html(await renderPage(MovePage({ context, user, form, targets: configured, problems })))
  }

  async function confirm(
    request: FastifyRequest,
    reply: FastifyReply,
    user: User,
    move: Move,
    lacksTick = false,
  ): Promise<FastifyReply> {
    const holdings = await staffAdmin.holdings(user)
    const context = contextOf(request, reply, user)
    return reply.html(await renderPage(ConfirmMovePage({ context, user, move, holdings, lacksTick })))
  }
}
