import type { FastifyReply, FastifyRequest } from 'fastify'
import { InvalidInput, type Message } from '../../../core/errors.ts'
import { renderPage } from '../../../ui/render.ts'
import type { Customer } from '../../customers/index.ts'
import { allow, officePath, policies, requireStaff } from '../../office-access/index.ts'
import { ChangedMeanwhile } from '../errors.ts'
import { localized } from '../rules/localized.ts'
import { stateOf } from '../rules/state.ts'
import type { UsedMembership } from '../types.ts'
import { type Merged, mergeForms, readShown, type Shown, shownOf, withChoices } from './conflict.ts'
import { customerName, customerPath, officeContext, tellingOf } from './context.ts'
import { customerOf, membershipOf, type OfficeMembershipDeps } from './find.ts'
import {
  type MembershipForm,
  membershipFormOf,
  membershipInputOf,
  newMembershipForm,
  readMembershipForm,
} from './membership-form.ts'
import { MembershipPage } from './membership-page.tsx'
import { MembershipActions, MembershipMeta, OfficeUsages } from './membership-parts.tsx'

interface Shows {
  readonly form: MembershipForm
  readonly shown?: Shown
  readonly problems?: Readonly<Record<string, Message>>
  readonly conflict?: Pick<Merged, 'conflicts' | 'taken'>
}

/** "Grant membership". */
export function addForm(deps: OfficeMembershipDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.memberships.change)
    const { organizer } = request
    const customer = await customerOf(request, deps)
    const [first, second] = await deps.memberships.types(organizer.id)
    const only = second === undefined ? first?.id : undefined
    const form = newMembershipForm(organizer, only, deps.platform.clock.now())
    return showAdd(deps, request, reply, customer, { form })
  }
}

export function submitAdd(deps: OfficeMembershipDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.memberships.change)
    const { organizer, locale } = request
    const customer = await customerOf(request, deps)
    const form = readMembershipForm(request.body, organizer)
    try {
      const input = { ...membershipInputOf(form, organizer, null), isTest: form.testmode }
      const { type } = await deps.memberships.create(organizer, customer.id, input, requireStaff(request).actor)
      reply.flash('ok', { key: 'memberships:office.created', params: { type: localized(type.name, locale) } })
      return reply.redirect(officePath(organizer.slug, customerPath(customer)), 303)
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error
      return showAdd(deps, request, reply, customer, { form, problems: error.fields })
    }
  }
}

/** One membership, with the tickets that it is used for. */
export function editForm(deps: OfficeMembershipDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.memberships.change)
    const { customer, membership } = await membershipOf(request, deps)
    return showEdit(deps, request, reply, customer, membership, {
      form: membershipFormOf(membership, request.organizer),
    })
  }
}

export function submitEdit(deps: OfficeMembershipDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.memberships.change)
    const { organizer, body } = request
    const { customer, membership } = await membershipOf(request, deps)
    const sent = readMembershipForm(body, organizer, membership.attendeeNameParts)
    if (sent.modified_at !== membership.modifiedAt) return showConflict(sent)
    const form = withChoices(sent, body)
    try {
      const input = membershipInputOf(form, organizer, membership)
      const { actor } = requireStaff(request)
      const after = await deps.memberships.update(organizer, membership.id, input, actor, membership.modifiedAt)
      const isChanged = after.modifiedAt !== membership.modifiedAt
      const key = isChanged ? 'memberships:office.saved' : 'memberships:office.unchanged'
      reply.flash(isChanged ? 'ok' : 'info', { key })
      return reply.redirect(officePath(organizer.slug, customerPath(customer)), 303)
    } catch (error) {
      if (error instanceof ChangedMeanwhile) return showConflict(form)
      if (!(error instanceof InvalidInput)) throw error
      const shown = readShown(body)
      return showEdit(deps, request, reply, customer, membership, { form, shown, problems: error.fields })
    }

    /** What is saved now, beside what was typed. */
    async function showConflict(mine: MembershipForm) {
      const now = await membershipOf(request, deps)
      const theirs = membershipFormOf(now.membership, organizer)
      const types = await deps.memberships.types(organizer.id)
      const { form, conflicts, taken } = mergeForms(mine, readShown(body), theirs, types, tellingOf(request))
      const isOnlyState = conflicts.length === 0 && taken.length === 0
      const conflict = { conflicts, taken: isOnlyState ? [stateLine(now.membership)] : taken }
      return showEdit(deps, request, reply, customer, now.membership, { form, shown: shownOf(theirs), conflict })
    }

    /** Whether it is cancelled is no field of the form. */
    function stateLine(membership: UsedMembership): string {
      const { t } = request
      const state = stateOf(membership, deps.platform.clock.now())
      return `${t('memberships:office.stateHead')}: ${t(`memberships:state.${state}`)}`
    }
  }
}

async function showAdd(
  { memberships }: OfficeMembershipDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  customer: Customer,
  { form, problems }: Shows,
) {
  const { t, organizer } = request
  const back = officePath(organizer.slug, customerPath(customer))
  const context = officeContext(request, reply, 'customers', crumbsOf(request, customer, 'memberships:office.addCrumb'))
  const page = MembershipPage({
    context,
    title: t('memberships:office.addTitle', { name: customerName(customer) }),
    form,
    shown: shownOf(form),
    types: await memberships.types(organizer.id),
    problems: problems ?? {},
    conflict: null,
    action: context.path(customerPath(customer, 'membership/add')),
    cancel: back,
    submit: t('memberships:office.add'),
    isNew: true,
  })
  return reply.code(problems ? 422 : 200).html(await renderPage(page))
}

async function showEdit(
  { memberships, platform }: OfficeMembershipDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  customer: Customer,
  membership: UsedMembership,
  { form, shown = shownOf(form), problems, conflict }: Shows,
) {
  const { t, organizer } = request
  const context = officeContext(request, reply, 'customers', crumbsOf(request, customer, 'memberships:office.what'))
  const base = context.path(customerPath(customer, `membership/${membership.id}/`))
  const page = MembershipPage({
    context,
    title: t('memberships:office.editTitle', {
      type: context.typeName(membership.type),
      name: customerName(customer),
    }),
    form,
    shown,
    types: await memberships.types(organizer.id),
    problems: problems ?? {},
    conflict: conflict ?? null,
    action: `${base}edit`,
    cancel: context.path(customerPath(customer)),
    submit: t('memberships:office.save'),
    isNew: false,
    meta: MembershipMeta({ context, membership, now: platform.clock.now() }),
    actions: MembershipActions({ context, membership, base }),
    usages: OfficeUsages({ context, usages: await memberships.usages(organizer.id, membership.id) }),
  })
  return reply.code(conflict ? 409 : problems ? 422 : 200).html(await renderPage(page))
}

export function crumbsOf(
  { t, organizer }: FastifyRequest,
  customer: Customer,
  here: 'memberships:office.addCrumb' | 'memberships:office.what',
) {
  return [
    { text: t('customers:list.title'), href: officePath(organizer.slug, 'customers') },
    { text: customer.identifier, href: officePath(organizer.slug, customerPath(customer)) },
    { text: t(here) },
  ]
}
