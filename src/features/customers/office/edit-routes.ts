import type { FastifyReply, FastifyRequest } from 'fastify'
import { InvalidInput, type Message, TooManyRequests } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import { allow, officePath, policies, requireStaff } from '../../office-access/index.ts'
import { CustomerOutdated } from '../errors.ts'
import type { Customers } from '../service.ts'
import type { Customer, FindOwnedNotes, OwnedNotes } from '../types.ts'
import { customerName, customerPath, type OfficeContext, officeContext } from './context.ts'
import type { CustomerRoutesDeps } from './deps.ts'
import { type EditConflict, EditPage } from './edit.tsx'
import { changeableCustomerOf } from './find.ts'
import { type CustomerForm, emptyForm, formOf, keepOwned, newCustomerOf, readForm, updateOf } from './form.ts'
import { readBase } from './form-base.ts'
import { keepTheirs, type Merged, mergeForms } from './form-merge.ts'

/** So often it is tried anew when somebody else saves in the very same moment. */
const MAX_TRIES = 5

const nothingOwned: FindOwnedNotes = async () => new Map()

type Problems = Readonly<Record<string, Message>>

export function addForm({ customers }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.change)
    const proposal = await customers.freeIdentifier(request.organizer.id)
    return showAdd(request, reply, emptyForm(request.organizer, proposal), {}, 200)
  }
}

export function submitAdd(deps: CustomerRoutesDeps) {
  const { platform, customers } = deps
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.change)
    const { organizer } = request
    const form = readForm(request.body, organizer)
    try {
      const input = newCustomerOf(form, organizer, platform.clock.now())
      const actor = requireStaff(request).actor
      const customer = await platform.db.transaction((trx) => customers.create(trx, organizer, input, actor))
      const isSent = form.send_activation && (await sendFirstLink(deps, request, customer))
      const key = isSent ? 'customers:create.createdSent' : 'customers:create.created'
      reply.flash('ok', { key, params: { name: customerName(customer), email: customer.email ?? '' } })
      return reply.redirect(officePath(organizer.slug, customerPath(customer)), 303)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return showAdd(request, reply, form, await nameOwner(error.fields, form, request, customers), 422)
    }
  }
}

/** False when this account can get none. */
async function sendFirstLink(deps: CustomerRoutesDeps, request: FastifyRequest, customer: Customer): Promise<boolean> {
  if (!request.organizer.settings.customer_accounts_native || !customer.isActive) return false
  try {
    return await deps.sendPasswordLink(request.organizer, customer, requireStaff(request).actor)
  } catch (error) {
    if (!(error instanceof TooManyRequests)) throw error
    return false
  }
}

export function editForm({ customers, ownedNotes = nothingOwned }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.change)
    const customer = await changeableCustomerOf(request, customers)
    const owned = await ownedNotes(request, customer)
    const form = formOf(customer, request.organizer)
    return showEdit(request, reply, customer, { form, owned, problems: {}, status: 200 })
  }
}

export function submitEdit(deps: CustomerRoutesDeps) {
  const { platform, customers, ownedNotes = nothingOwned } = deps
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.change)
    const { organizer } = request
    for (let tries = 0; ; tries++) {
      const customer = await changeableCustomerOf(request, customers)
      const owned = await ownedNotes(request, customer)
      const { form, conflicts } = merge(request, reply, customer, owned)
      if (conflicts.length > 0) {
        const conflict = { conflicts, who: await lastEditor(deps, request, customer) }
        return showEdit(request, reply, customer, { form, owned, problems: {}, conflict, status: 409 })
      }
      try {
        const changes = updateOf(form, organizer, customer, platform.clock.now(), owned)
        const actor = requireStaff(request).actor
        const after = await customers.update(organizer, customer.id, changes, actor, customer.modifiedAt)
        return tellSaved(request, reply, customer, after)
      } catch (error) {
        if (error instanceof CustomerOutdated && tries < MAX_TRIES) continue
        if (!(error instanceof InvalidInput)) throw error
        const problems = await nameOwner(error.fields, form, request, customers)
        return showEdit(request, reply, customer, { form, owned, problems, status: 422 })
      }
    }
  }
}

/** What was typed together with what somebody else saved since the form was shown. */
function merge(request: FastifyRequest, reply: FastifyReply, customer: Customer, owned: OwnedNotes): Merged {
  const { organizer, body } = request
  const sent = keepTheirs(readForm(body, organizer, customer.nameParts), keptIn(body))
  const typed = keepOwned(sent, formOf(customer, organizer), owned)
  if (typed.modified_at === customer.modifiedAt) return { form: typed, conflicts: [] }
  const context = editContext(request, reply, customer)
  return mergeForms(readBase(typed.base), typed, formOf(customer, organizer), { organizer, context })
}

function tellSaved(request: FastifyRequest, reply: FastifyReply, before: Customer, after: Customer) {
  const isChanged = after.modifiedAt !== before.modifiedAt
  reply.flash(isChanged ? 'ok' : 'info', { key: isChanged ? 'customers:edit.saved' : 'customers:edit.unchanged' })
  if (after.email !== before.email && !after.isVerified) {
    reply.flash('warn', { key: 'customers:edit.newAddress', params: { email: after.email ?? '' } })
  }
  return reply.redirect(officePath(request.organizer.slug, customerPath(after)), 303)
}

/** The fields in which somebody decided for what was saved before. */
function keptIn(body: unknown): ReadonlySet<string> {
  const kept = Object.entries(typeof body === 'object' && body !== null ? body : {})
  return new Set(kept.filter(([, value]) => value === 'theirs').map(([name]) => name.replace(/^keep-/, '')))
}

/** Who changed the account last; null when it was not somebody of the staff. */
async function lastEditor({ audit }: CustomerRoutesDeps, { organizer }: FastifyRequest, { id }: Customer) {
  const object = { type: 'customer', id } as const
  const [entry] = await audit.list(organizer.id, { limit: 1, object, actions: ['pretix.customer.changed'] })
  return entry?.actorType === 'staff' ? entry.actorName : null
}

/** Staff may know whose address it is. */
async function nameOwner(
  problems: Problems,
  form: CustomerForm,
  { organizer }: FastifyRequest,
  customers: Customers,
): Promise<Problems> {
  if (problems.email?.key !== 'customers:bad.emailTaken') return problems
  const owner = await customers.byEmail(organizer.id, form.email.trim().toLowerCase())
  if (!owner) return problems
  const params = { name: customerName(owner), identifier: owner.identifier }
  return { ...problems, email: { key: 'customers:edit.takenBy', params } }
}

async function showAdd(
  request: FastifyRequest,
  reply: FastifyReply,
  form: CustomerForm,
  problems: Problems,
  status: number,
) {
  const { t } = request
  const title = t('customers:create.title')
  const context = officeContext(request, reply, [{ text: title }])
  const page = EditPage({
    context,
    title,
    form,
    problems,
    action: context.path('customer/add'),
    cancel: context.path('customers'),
    submit: t('customers:create.save'),
    isNew: true,
    owned: new Map(),
  })
  return reply.code(status).html(await renderPage(page))
}

interface Shown {
  readonly form: CustomerForm
  readonly owned: OwnedNotes
  readonly problems: Problems
  readonly conflict?: EditConflict
  readonly status: number
}

function editContext(request: FastifyRequest, reply: FastifyReply, customer: Customer): OfficeContext {
  return officeContext(request, reply, [
    { text: customer.identifier, href: officePath(request.organizer.slug, customerPath(customer)) },
    { text: request.t('customers:edit.crumb') },
  ])
}

async function showEdit(request: FastifyRequest, reply: FastifyReply, customer: Customer, shown: Shown) {
  const { t, organizer } = request
  const { form, owned, problems, conflict, status } = shown
  const context = editContext(request, reply, customer)
  const page = EditPage({
    context,
    title: t('customers:edit.title', { name: customerName(customer) }),
    form,
    problems,
    action: context.path(customerPath(customer, 'edit')),
    cancel: officePath(organizer.slug, customerPath(customer)),
    submit: t('customers:edit.save'),
    isNew: false,
    owned,
    conflict,
  })
  return reply.code(status).html(await renderPage(page))
}
