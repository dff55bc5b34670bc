import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { InvalidInput, NotFound } from '../../../core/errors.ts'
import { say, type Translate } from '../../../platform/i18n/i18n.ts'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { renderPage } from '../../../ui/render.ts'
import { recentLogin, requireStaff } from '../../office-access/index.ts'
import type { User } from '../../staff/index.ts'
import type { Holdings } from '../types.ts'
import { ACTS, type Act } from './acts.ts'
import { type AdminContext, adminContext, changeableUserOf, userName, userPath } from './context.ts'
import type { StaffAdminRoutesDeps } from './deps.ts'
import { lacksTick, UnmanagedTick } from './unmanaged-tick.tsx'

/** Every act has a page that says what will happen, and is done by its form. */
export function actRoutes(app: FastifyInstance, deps: StaffAdminRoutesDeps): void {
  for (const act of ACTS) {
    app.get(`/admin/users/:user/${act.path}`, async (request, reply) => {
      if (recentLogin(request, reply) === null) return reply
      return show(request, reply, act, await offered(request, act))
    })

    app.post(`/admin/users/:user/${act.path}`, async (request, reply) => {
      const login = recentLogin(request, reply)
      if (login === null) return reply
      const { user, ...page } = await offered(request, act)
      if (lacksTick(request.body, act.unmanaged?.(page.holdings) ?? [])) {
        return show(request, reply.code(422), act, { user, ...page, lacksTick: true })
      }
      try {
        await act.run(deps, user, login.actor)
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error
        const problem = Object.values(error.fields).map((message) => say(request.t, message))
        return show(request, reply.code(422), act, { user, ...page, problem })
      }
      deps.platform.outbox.wake()
      reply.flash('ok', { key: `staffAdmin:done.${act.path}`, params: { name: userName(user, request.t) } })
      return reply.redirect(userPath(user), 303)
    })
  }

  /** @throws NotFound when there is nothing to do */
  async function offered(request: FastifyRequest, act: Act): Promise<Page> {
    const user = await changeableUserOf(request, deps.staff)
    const holdings = await deps.staffAdmin.holdings(user)
    if (!act.isOffered(user, holdings, deps.passwordLinks)) throw new NotFound(`something to do: ${act.path}`)
    return { user, holdings }
  }

  async function show(request: FastifyRequest, reply: FastifyReply, act: Act, page: Page): Promise<FastifyReply> {
    const { t } = request
    const context = adminContext(request, reply, deps.backends, [
      { text: userName(page.user, t), href: userPath(page.user) },
      { text: t(`staffAdmin:menu.${act.path}`) },
    ])
    const isOneself = page.user.id === requireStaff(request).user.id
    return reply.html(await renderPage(ActPage({ ...page, context, act, isOneself })))
  }
}

interface Page {
  readonly user: User
  readonly holdings: Holdings
  readonly problem?: readonly string[]
  /** The box that has to be ticked was not. */
  readonly lacksTick?: boolean
}

interface ActPageProps extends Page {
  readonly context: AdminContext
  readonly act: Act
  readonly isOneself: boolean
}

function ActPage({ context, act, user, holdings, problem = [], lacksTick = false, isOneself }: ActPageProps) {
  const { t, frame, crumbs, csrf } = context
  const title = t(`staffAdmin:ask.${act.path}`, { name: userName(user, t) })
  const isHarmful = act.path === 'deactivate' || act.path === 'anonymize' || act.path === 'sessions'
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      {problem.map((text) => (
        <Notice tone="bad" role="alert" class="mb-5" title={text} />
      ))}
      {isOneself && isHarmful && <Notice tone="warn" class="mb-5" title={t('staffAdmin:act.oneself')} />}
      <DialogPage
        title={title}
        text={user.fullname === '' ? undefined : user.email}
        consequences={act.consequences(context, user, holdings)}
        post={{ action: userPath(user, act.path), csrf }}
        submit={submitText(t, act, holdings)}
        tone={act.danger ? 'danger-solid' : 'primary'}
        cancel={{ href: userPath(user), text: t('words:cancel') }}
      >
        <UnmanagedTick t={t} organizers={act.unmanaged?.(holdings) ?? []} isMissing={lacksTick} />
      </DialogPage>
    </OfficeLayout>
  )
}

/** Repeats the consequence. */
function submitText(t: Translate, { path }: Act, { sessions: count }: Holdings): string {
  if (path === 'deactivate' && count === 0) return t('staffAdmin:menu.deactivate')
  return t(`staffAdmin:submit.${path}`, { count })
}
