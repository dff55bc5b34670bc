import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { InvalidInput, NotFound } from '../../core/errors.ts'
import { renderPage } from '../../ui/render.ts'
import { accountsAreOn } from '../organizers/index.ts'
import { accountFrame, toLogin } from '../sign-in/index.ts'
import { readAnswer, readEntryForm, readEntryId } from './forms.ts'
import { DeletePage, EntryPage } from './pages/entry.tsx'
import { EntriesPage, type EntryPages } from './pages/list.tsx'
import { formOf, schemeOf } from './rules/form.ts'
import type { Entry, EntryForm, EntryKind, SavedPeople } from './types.ts'

const PATHS: Readonly<Record<EntryKind, string>> = { people: '/account/profiles', addresses: '/account/addresses' }
const EMPTY: EntryForm = { name: {}, texts: {}, isBusiness: false }

type Session = NonNullable<Awaited<ReturnType<FastifyRequest['customerSession']>>>
type Page = (request: FastifyRequest, reply: FastifyReply, session: Session) => Promise<FastifyReply>

/** The pages of the person. The scope has `organizerScope`, `pageHooks` and `customerSessionHook`. */
export function savedPeopleRoutes(app: FastifyInstance, deps: { readonly savedPeople: SavedPeople }): void {
  app.register(async (account) => {
    account.addHook('onRequest', accountsAreOn)
    routesOf(account, 'people', deps.savedPeople)
    routesOf(account, 'addresses', deps.savedPeople)
  })
}

function routesOf(app: FastifyInstance, kind: EntryKind, saved: SavedPeople): void {
  const own = (page: Page) => async (request: FastifyRequest, reply: FastifyReply) => {
    const session = await request.customerSession()
    return session ? page(request, reply, session) : toLogin(request, reply)
  }
  const entryOf = async (request: FastifyRequest, { customer }: Session): Promise<Entry> => {
    const entry = await saved.find(request.organizer, kind, customer.id, readEntryId(request.params))
    if (!entry) throw new NotFound('saved entry')
    return entry
  }
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    session: Session,
    entry: Entry | null,
    form?: EntryForm,
    wrong?: InvalidInput,
  ) => {
    const { organizer } = request
    const scheme = schemeOf(entry, organizer)
    const page = EntryPage({
      ...pagesOf(request, reply, session, kind),
      csrf: reply.csrfToken(),
      organizer,
      entry,
      scheme,
      form: form ?? (entry ? formOf(entry, scheme) : EMPTY),
      problems: wrong?.fields ?? {},
    })
    return reply.code(wrong ? 422 : 200).html(await renderPage(page))
  }
  const done = (request: FastifyRequest, reply: FastifyReply, text: 'added' | 'changed' | 'deleted') => {
    reply.flash('ok', { key: `savedPeople:${kind}.${text}` })
    return reply.redirect(request.site.base + PATHS[kind], 303)
  }
  const save = (isNew: boolean) =>
    own(async (request, reply, session) => {
      const { organizer, body } = request
      const entry = isNew ? null : await entryOf(request, session)
      const form = readEntryForm(body, kind, schemeOf(entry, organizer))
      try {
        if (entry) await saved.change(organizer, kind, session.customer.id, entry.id, form)
        else await saved.add(organizer, kind, session.customer.id, form)
      } catch (error) {
        if (error instanceof InvalidInput) return show(request, reply, session, entry, form, error)
        throw error
      }
      return done(request, reply, isNew ? 'added' : 'changed')
    })

  const path = PATHS[kind]
  app.get(
    path,
    own(async (request, reply, session) => {
      const entries = await saved.list(request.organizer, kind, session.customer.id)
      return reply.html(await renderPage(EntriesPage({ ...pagesOf(request, reply, session, kind), entries })))
    }),
  )
  app.get(
    `${path}/add`,
    own((request, reply, session) => show(request, reply, session, null)),
  )
  app.post(`${path}/add`, save(true))
  app.get(
    `${path}/:id/edit`,
    own(async (request, reply, session) => show(request, reply, session, await entryOf(request, session))),
  )
  app.post(`${path}/:id/edit`, save(false))
  app.get(
    `${path}/:id/delete`,
    own(async (request, reply, session) => {
      const entry = await entryOf(request, session)
      const page = DeletePage({ ...pagesOf(request, reply, session, kind), csrf: reply.csrfToken(), entry })
      return reply.html(await renderPage(page))
    }),
  )
  app.post(
    `${path}/:id/delete`,
    own(async (request, reply, session) => {
      const { organizer, params } = request
      if (!(await saved.remove(organizer, kind, session.customer.id, readEntryId(params)))) {
        throw new NotFound('saved entry')
      }
      return done(request, reply, 'deleted')
    }),
  )
  if (kind === 'people') app.post(`${path}/:id/answer`, own(removeAnswer(saved)))
}

function removeAnswer(saved: SavedPeople): Page {
  return async (request, reply, { customer }) => {
    const { organizer, params, body, site } = request
    const id = readEntryId(params)
    if (!(await saved.find(organizer, 'people', customer.id, id))) throw new NotFound('saved entry')
    const isRemoved = await saved.removeAnswer(organizer, customer.id, id, readAnswer(body))
    reply.flash(isRemoved ? 'ok' : 'warn', { key: isRemoved ? 'savedPeople:answerGone' : 'savedPeople:wasGone' })
    return reply.redirect(`${site.base}${PATHS.people}/${id}/edit`, 303)
  }
}

function pagesOf(request: FastifyRequest, reply: FastifyReply, session: Session, kind: EntryKind): EntryPages {
  const { site, t, locale } = request
  return {
    frame: accountFrame(request, reply, session, 'people'),
    t,
    locale,
    kind,
    path: (one, ...parts) => [site.base + PATHS[one], ...parts].join('/'),
  }
}
