import type { FastifyReply, FastifyRequest } from 'fastify'
import { InvalidInput, type Message } from '../../../core/errors.ts'
import { displayName } from '../../../core/person-names.ts'
import { profileKeys } from '../../../core/profile-fields.ts'
import { renderPage } from '../../../ui/render.ts'
import { officePath, requirePermission, requireStaff } from '../../staff/index.ts'
import { profileLabel } from '../profile-fields.tsx'
import type { Customer, Customers } from '../types.ts'
import { customerName, customerPath, officeContext } from './context.ts'
import type { CustomerRoutesDeps } from './deps.ts'
import { EditPage } from './edit.tsx'
import { changeableCustomerOf } from './find.ts'
import { type CustomerForm, emptyForm, formOf, newCustomerOf, readForm, updateOf } from './form.ts'

type Problems = Readonly<Record<string, Message>>

export async function addForm(request: FastifyRequest, reply: FastifyReply) {
  requirePermission(request, 'customers:write')
  return showAdd(request, reply, emptyForm(request.organizer), {}, 200)
}

export function submitAdd({ platform, customers }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    requirePermission(request, 'customers:write')
    const { organizer } = request
    const form = readForm(request.body, organizer)
    try {
      const input = newCustomerOf(form, organizer, platform.clock.now())
      const actor = requireStaff(request).actor
      const customer = await platform.db.transaction((trx) => customers.create(trx, organizer, input, actor))
      reply.flash('ok', { key: 'customers:create.created', params: { name: customerName(customer) } })
      return reply.redirect(officePath(organizer.slug, customerPath(customer)), 303)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return showAdd(request, reply, form, await nameOwner(error.fields, form, request, customers), 422)
    }
  }
}

export function editForm({ customers }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    requirePermission(request, 'customers:write')
    const customer = await changeableCustomerOf(request, customers)
    const form = formOf(customer, request.organizer)
    return showEdit(request, reply, customer, { form, problems: {}, conflict: null, status: 200 })
  }
}

export function submitEdit({ platform, customers }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    requirePermission(request, 'customers:write')
    const { organizer } = request
    const customer = await changeableCustomerOf(request, customers)
    const form = readForm(request.body, organizer, customer.nameParts)
    if (form.modified_at !== customer.modifiedAt) {
      const conflict = differences(customer, form, request)
      const shown = { ...form, modified_at: customer.modifiedAt }
      return showEdit(request, reply, customer, { form: shown, problems: {}, conflict, status: 409 })
    }
    try {
      const after = await customers.update(
        organizer,
        customer.id,
        updateOf(form, organizer, customer, platform.clock.now()),
        requireStaff(request).actor,
      )
      const isChanged = after.modifiedAt !== customer.modifiedAt
      reply.flash(isChanged ? 'ok' : 'info', { key: isChanged ? 'customers:edit.saved' : 'customers:edit.unchanged' })
      return reply.redirect(officePath(organizer.slug, customerPath(customer)), 303)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      const problems = await nameOwner(error.fields, form, request, customers)
      return showEdit(request, reply, customer, { form, problems, conflict: null, status: 422 })
    }
  }
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

/** What is saved now and differs from what was typed, one line for each field. */
function differences(customer: Customer, form: CustomerForm, { organizer, t }: FastifyRequest): string[] {
  const saved = formOf(customer, organizer)
  const yesNo = (value: boolean) => t(value ? 'words:yes' : 'words:no')
  const lines: string[] = []
  const nameNow = displayName(customer.nameParts)
  if (displayName({ _scheme: form.scheme, ...form.name }) !== nameNow) {
    lines.push(`${t('customers:field.name_parts')}: ${nameNow}`)
  }
  for (const field of ['email', 'phone', 'external_identifier', 'notes'] as const) {
    if (saved[field].trim() !== form[field].trim()) {
      lines.push(`${t(`customers:field.${field}`)}: ${saved[field] || t('words:none')}`)
    }
  }
  for (const key of profileKeys(organizer.settings.customer_accounts_profile_fields)) {
    const now = saved.profile[key] ?? ''
    if (now !== (form.profile[key] ?? '').trim()) lines.push(`${profileLabel(key, t)}: ${now || t('words:none')}`)
  }
  for (const field of ['is_active', 'is_verified', 'phone_verified'] as const) {
    if (saved[field] !== form[field]) lines.push(`${t(`customers:field.${field}`)}: ${yesNo(saved[field])}`)
  }
  return lines
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
    conflict: null,
  })
  return reply.code(status).html(await renderPage(page))
}

interface Shown {
  readonly form: CustomerForm
  readonly problems: Problems
  readonly conflict: readonly string[] | null
  readonly status: number
}

async function showEdit(request: FastifyRequest, reply: FastifyReply, customer: Customer, shown: Shown) {
  const { t, organizer } = request
  const { form, problems, conflict, status } = shown
  const view = officePath(organizer.slug, customerPath(customer))
  const context = officeContext(request, reply, [
    { text: customer.identifier, href: view },
    { text: t('customers:edit.crumb') },
  ])
  const page = EditPage({
    context,
    title: t('customers:edit.title', { name: customerName(customer) }),
    form,
    problems,
    action: context.path(customerPath(customer, 'edit')),
    cancel: view,
    submit: t('customers:edit.save'),
    isNew: false,
    conflict,
  })
  return reply.code(status).html(await renderPage(page))
}
