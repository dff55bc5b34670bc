import type { FastifyReply, FastifyRequest } from 'fastify'
import { InvalidInput } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import type { Customer } from '../../customers/index.ts'
import { allow, policies, requireStaff } from '../../office-access/index.ts'
import { readOrder, readParams, readWith } from '../forms.ts'
import type { Choices } from '../rules/fields.ts'
import { ComparePage } from './compare-page.tsx'
import { customerAddress, customerBy, type MergeRouteDeps, mergeContext } from './context.ts'
import { FindPage } from './find-page.tsx'

const MOST_LIKELY = 5

/** Asks for the other account, and goes on once it is known. */
export function findForm({ customers }: MergeRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.merge)
    const { organizer, t } = request
    const customer = await customerBy(customers, organizer.id, readParams(request.params).identifier)
    const typed = readWith(request.query)
    const other =
      typed === undefined || typed === ''
        ? null
        : ((await customers.byIdentifier(organizer.id, typed.replace(/^#/, ''))) ??
          (await customers.byEmail(organizer.id, typed.toLowerCase())))
    if (other && other.id !== customer.id) {
      return reply.redirect(customerAddress(request, customer, `merge/${encodeURIComponent(other.identifier)}`), 303)
    }
    const key = typed === '' ? 'empty' : other ? 'same' : 'unknown'
    const page = FindPage({
      ...mergeContext(request, reply, customer, t('customerMerge:crumb')),
      customer,
      typed: typed ?? '',
      problem: typed === undefined ? null : { key: `customerMerge:bad.${key}`, params: { typed } },
      likely: await likelyOnes(request, customers, customer),
      address: (page) => customerAddress(request, customer, page),
    })
    return reply.code(typed === undefined ? 200 : 422).html(await renderPage(page))
  }
}

/** Accounts with the same name or phone number. */
async function likelyOnes(
  { organizer }: FastifyRequest,
  customers: MergeRouteDeps['customers'],
  customer: Customer,
): Promise<Customer[]> {
  const found = new Map<string, Customer>()
  for (const search of [customer.name, customer.phone]) {
    if (!search) continue
    const page = await customers.list(organizer.id, { search, limit: MOST_LIKELY * 2 })
    for (const other of page.customers) {
      const isSame = other.name === customer.name || (other.phone !== null && other.phone === customer.phone)
      if (isSame && other.id !== customer.id && other.mergedInto === null) found.set(other.id, other)
    }
  }
  return [...found.values()].slice(0, MOST_LIKELY)
}

export function compareForm(deps: MergeRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.merge)
    const { kept, removed } = await bothOf(request, deps)
    return showComparison(request, reply, deps, { kept, removed, choices: {}, tells: true })
  }
}

export function submitMerge(deps: MergeRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.merge)
    const { kept, removed } = await bothOf(request, deps)
    const order = readOrder(request.body)
    try {
      await deps.customerMerge.merge(request.organizer, kept, removed, order, requireStaff(request).actor)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      const again = await bothOf(request, deps)
      return showComparison(request, reply, deps, { ...again, ...order, wrong: error })
    }
    reply.flash('ok', { key: 'customerMerge:compare.done', params: { identifier: removed.identifier } })
    return reply.redirect(customerAddress(request, kept), 303)
  }
}

interface Shown {
  readonly kept: Customer
  readonly removed: Customer
  readonly choices: Choices
  readonly tells: boolean
  readonly wrong?: InvalidInput
}

async function showComparison(request: FastifyRequest, reply: FastifyReply, deps: MergeRouteDeps, shown: Shown) {
  const { organizer, t, locale } = request
  const { kept, removed, choices, tells, wrong } = shown
  const preview = await deps.customerMerge.preview(organizer, kept, removed).catch((error: unknown) => {
    if (error instanceof InvalidInput) return error
    throw error
  })
  if (preview instanceof InvalidInput) {
    reply.flash('warn', preview.fields.with ?? { key: 'customerMerge:bad.merged' })
    return reply.redirect(customerAddress(request, kept), 303)
  }
  const page = ComparePage({
    ...mergeContext(request, reply, kept, t('customerMerge:crumb')),
    locale,
    preview,
    choices,
    tells,
    problem: wrong?.fields.with ?? null,
    action: customerAddress(request, kept, `merge/${encodeURIComponent(removed.identifier)}`),
    swap: customerAddress(request, removed, `merge/${encodeURIComponent(kept.identifier)}`),
    cancel: customerAddress(request, kept),
  })
  return reply.code(wrong ? 422 : 200).html(await renderPage(page))
}

/** @throws NotFound */
async function bothOf({ organizer, params }: FastifyRequest, { customers }: MergeRouteDeps) {
  const { identifier, other } = readParams(params)
  return {
    kept: await customerBy(customers, organizer.id, identifier),
    removed: await customerBy(customers, organizer.id, other),
  }
}
