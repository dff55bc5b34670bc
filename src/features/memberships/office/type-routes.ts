import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { InvalidInput, type Message, NotFound } from '../../../core/errors.ts'
import { looksLikeId, type MembershipTypeId } from '../../../core/ids.ts'
import { renderPage } from '../../../ui/render.ts'
import { allow, officePath, policies, requireStaff } from '../../office-access/index.ts'
import { TypeInUse, TypeKept } from '../errors.ts'
import { localized } from '../rules/localized.ts'
import type { Memberships, MembershipType } from '../types.ts'
import { type OfficeContext, officeContext } from './context.ts'
import { emptyTypeForm, readTypeForm, type TypeForm, typeFormOf, typeInputOf } from './type-form.ts'
import { TypeListPage } from './type-list.tsx'
import { DeleteTypePage, TypePage } from './type-pages.tsx'

const PAGE_SIZE = 50
const listQuery = z.object({ cursor: z.string().max(1000).optional().catch(undefined) })
const oneParams = z.object({ id: z.string().max(50).catch('') })

/** Below `/control/organizer/:organizer`: the types of membership, for those who may change the organizer's settings. */
export function membershipTypeRoutes(app: FastifyInstance, { kinds }: Pick<Memberships, 'kinds'>): void {
  app.addHook('onRequest', async (request) => {
    allow(request, policies.membershipTypes.manage)
  })

  app.get('/membershiptypes', async (request, reply) => {
    const { id } = request.organizer
    const page = await kinds.list(id, { limit: PAGE_SIZE, ...listQuery.parse(request.query) })
    const ids = page.items.map((type) => type.id)
    const [total, counts] = await Promise.all([kinds.count(id), kinds.memberships(id, ids)])
    const context = contextOf(request, reply)
    return reply.html(await renderPage(TypeListPage({ context, page, total, counts })))
  })

  app.get('/membershiptype/add', (request, reply) => showAdd(request, reply, emptyTypeForm()))

  app.post('/membershiptype/add', async (request, reply) => {
    const { organizer, locale } = request
    const form = readTypeForm(request.body)
    try {
      const type = await kinds.create(organizer, typeInputOf(form), requireStaff(request).actor)
      reply.flash('ok', { key: 'memberships:types.created', params: { name: localized(type.name, locale) } })
      return reply.redirect(officePath(organizer.slug, 'membershiptypes'), 303)
    } catch (error) {
      return showAdd(request, reply, form, problemsOf(error))
    }
  })

  app.get('/membershiptype/:id/edit', async (request, reply) => {
    const type = await typeOf(request)
    return showEdit(request, reply, type, typeFormOf(type))
  })

  app.post('/membershiptype/:id/edit', async (request, reply) => {
    const type = await typeOf(request)
    const form = readTypeForm(request.body)
    try {
      await kinds.update(request.organizer, type.id, typeInputOf(form), requireStaff(request).actor)
      reply.flash('ok', { key: 'memberships:types.saved' })
      return reply.redirect(officePath(request.organizer.slug, 'membershiptypes'), 303)
    } catch (error) {
      return showEdit(request, reply, type, form, problemsOf(error))
    }
  })

  app.get('/membershiptype/:id/delete', async (request, reply) => {
    const type = await typeOf(request)
    return showDelete(request, reply, type, (await kinds.obstacle(request.organizer.id, type.id)) ?? undefined)
  })

  app.post('/membershiptype/:id/delete', async (request, reply) => {
    const type = await typeOf(request)
    try {
      await kinds.remove(request.organizer, type.id, requireStaff(request).actor)
    } catch (error) {
      if (!(error instanceof TypeInUse || error instanceof TypeKept)) throw error
      return showDelete(request, reply.code(error.status), type, error.text)
    }
    reply.flash('ok', { key: 'memberships:types.deleted', params: { name: localized(type.name, request.locale) } })
    return reply.redirect(officePath(request.organizer.slug, 'membershiptypes'), 303)
  })

  /** @throws NotFound */
  async function typeOf(request: FastifyRequest): Promise<MembershipType> {
    const { id } = oneParams.parse(request.params)
    const type = looksLikeId(id) ? await kinds.byId(request.organizer.id, id as MembershipTypeId) : null
    if (!type) throw new NotFound('membership type')
    return type
  }
}

type Problems = Readonly<Record<string, Message>>

async function showAdd(request: FastifyRequest, reply: FastifyReply, form: TypeForm, problems?: Problems) {
  const { t } = request
  const title = t('memberships:types.create')
  const context = contextOf(request, reply, title)
  const [action, submit] = [context.path('membershiptype/add'), t('memberships:types.add')]
  const page = TypePage({ context, title, form, problems: problems ?? {}, action, submit, deletion: null })
  return reply.code(problems ? 422 : 200).html(await renderPage(page))
}

async function showEdit(
  request: FastifyRequest,
  reply: FastifyReply,
  type: MembershipType,
  form: TypeForm,
  problems?: Problems,
) {
  const { t, locale } = request
  const name = localized(type.name, locale)
  const context = contextOf(request, reply, name)
  const page = TypePage({
    context,
    title: t('memberships:types.editTitle', { name }),
    form,
    problems: problems ?? {},
    action: context.path(`membershiptype/${type.id}/edit`),
    submit: t('memberships:types.save'),
    deletion: context.path(`membershiptype/${type.id}/delete`),
  })
  return reply.code(problems ? 422 : 200).html(await renderPage(page))
}

async function showDelete(
  request: FastifyRequest,
  reply: FastifyReply,
  type: MembershipType,
  reason: Message | undefined,
) {
  const name = localized(type.name, request.locale)
  const context = contextOf(request, reply, name)
  const back = context.path(`membershiptype/${type.id}/`)
  return reply.html(await renderPage(DeleteTypePage({ context, name, back, reason: reason ?? null })))
}

/** @param crumb the page's own name below the list; none for the list itself */
function contextOf(request: FastifyRequest, reply: FastifyReply, crumb?: string): OfficeContext {
  const href = officePath(request.organizer.slug, 'membershiptypes')
  const list = { text: request.t('memberships:types.title'), ...(crumb !== undefined && { href }) }
  return officeContext(request, reply, 'membershiptypes', crumb === undefined ? [list] : [list, { text: crumb }])
}

/** @throws what is no wrong input */
function problemsOf(error: unknown): Problems {
  if (error instanceof InvalidInput) return error.fields
  throw error
}
