import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { InvalidInput, NotFound } from '../../../core/errors.ts'
import { type FormProblems, problemsOf, readFields } from '../../../platform/http/form-fields.ts'
import { isLocale } from '../../../platform/i18n/i18n.ts'
import { renderPage } from '../../../ui/render.ts'
import type { AuditActor } from '../../audit/index.ts'
import { recentLogin } from '../../office-access/index.ts'
import type { User } from '../../staff/index.ts'
import { NATIVE } from '../rules.ts'
import { ADD_FIELDS, type AddForm, AddPage } from './add.tsx'
import { adminContext, userName, userPath } from './context.ts'
import type { StaffAdminRoutesDeps } from './deps.ts'

/** Accounts before their first login. */
export function addRoutes(app: FastifyInstance, deps: StaffAdminRoutesDeps): void {
  const { platform, staff, staffAdmin, backends, passwordLinks } = deps
  const targets = backends.all.map(({ identifier }) => identifier)

  app.get('/admin/users/add', async (request, reply) => {
    if (recentLogin(request, reply) === null) return reply
    const form = { ...readFields({}, ADD_FIELDS), locale: platform.config.defaultLocale }
    return show(request, reply, backendOf(request), form, {})
  })

  app.post('/admin/users/add', async (request, reply) => {
    const login = recentLogin(request, reply)
    if (login === null) return reply
    const backend = backendOf(request)
    const form = readFields(request.body, ADD_FIELDS)
    let made: User | null = null
    const problems = await problemsOf(async () => {
      made = await (backend === NATIVE ? addNative(form, login.actor) : prepare(backend, form, login.actor))
    })
    if (problems || made === null) return show(request, reply.code(422), backend, form, problems ?? {})
    const user: User = made
    platform.outbox.wake()
    reply.flash('ok', { key: 'staffAdmin:done.add', params: { name: userName(user, request.t) } })
    return reply.redirect(userPath(user), 303)
  })

  /** @throws NotFound for a backend that the configuration does not name */
  function backendOf(request: FastifyRequest): string {
    const { backend = targets.includes(NATIVE) ? NATIVE : targets[0] } = request.query as { backend?: unknown }
    if (typeof backend !== 'string' || !targets.includes(backend)) throw new NotFound('staff backend')
    return backend
  }

  async function addNative(form: AddForm, actor: AuditActor): Promise<User | null> {
    const locale = localeOf(form)
    const { email, fullname } = form
    if (form.first !== 'password') {
      const user = await prepare(NATIVE, { ...form, identifier: '' }, actor)
      if (user) await passwordLinks?.send(user, actor)
      return user
    }
    if (form.password === '') throw new InvalidInput({ password: { key: 'staffAdmin:problem.noPassword' } })
    const user = await staff.users.createUser(
      { email, fullname, locale, password: form.password, isAdmin: form.is_admin !== '' },
      actor,
    )
    await staffAdmin.edit(user, { needsPasswordChange: true }, actor)
    return user
  }

  async function prepare(backend: string, form: AddForm, actor: AuditActor): Promise<User | null> {
    const { identifier, email, fullname } = form
    const account = { backend, identifier, email, fullname, locale: localeOf(form), isAdmin: form.is_admin !== '' }
    return staff.users.byId(await staffAdmin.prepare(account, actor))
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    backend: string,
    form: AddForm,
    problems: FormProblems,
  ): Promise<FastifyReply> {
    const context = adminContext(request, reply, backends, [{ text: request.t('staffAdmin:add.title') }])
    return reply.html(await renderPage(AddPage({ context, backend, targets, form, problems })))
  }
}

/** @throws InvalidInput */
function localeOf({ locale }: AddForm) {
  if (!isLocale(locale)) throw new InvalidInput({ locale: { key: 'staffAdmin:problem.locale' } })
  return locale
}
