import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type FormProblems, problemsOf, readFields } from '../../../platform/http/form-fields.ts'
import { renderPage } from '../../../ui/render.ts'
import { recentLogin } from '../../office-access/index.ts'
import type { User } from '../../staff/index.ts'
import { NATIVE } from '../rules.ts'
import { adminContext, changeableUserOf, userName, userPath } from './context.ts'
import type { StaffAdminRoutesDeps } from './deps.ts'
import { type EditForm, EditPage, formOf } from './edit.tsx'

const FIELDS = ['email', 'fullname', 'locale', 'time_zone', 'is_admin', 'needs_password_change'] as const

/** Name, language, rights; the email only where the account has its password here. */
export function editRoutes(app: FastifyInstance, { staff, staffAdmin, backends }: StaffAdminRoutesDeps): void {
  app.get('/admin/users/:user/edit', async (request, reply) => {
    if (recentLogin(request, reply, 'very recent') === null) return reply
    const user = await changeableUserOf(request, staff)
    return show(request, reply, user, formOf(user), {})
  })

  app.post('/admin/users/:user/edit', async (request, reply) => {
    const login = recentLogin(request, reply, 'very recent')
    if (login === null) return reply
    const user = await changeableUserOf(request, staff)
    const form = readFields(request.body, FIELDS)
    const isNative = user.authBackend === NATIVE
    const problems = await problemsOf(() =>
      staffAdmin.edit(
        user,
        {
          fullname: form.fullname,
          email: form.email,
          locale: form.locale,
          timeZone: form.time_zone,
          isAdmin: form.is_admin !== '',
          ...(isNative && { needsPasswordChange: form.needs_password_change !== '' }),
        },
        login.actor,
      ),
    )
    if (problems) return show(request, reply.code(422), user, form, problems)
    reply.flash('ok', { key: 'staffAdmin:done.edit' })
    return reply.redirect(userPath(user), 303)
  })

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    user: User,
    form: EditForm,
    problems: FormProblems,
  ): Promise<FastifyReply> {
    const { t } = request
    const context = adminContext(request, reply, backends, [
      { text: userName(user, t), href: userPath(user) },
      { text: t('staffAdmin:detail.edit') },
    ])
    return reply.html(await renderPage(EditPage({ context, user, form, problems })))
  }
}
