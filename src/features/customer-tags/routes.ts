import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { InvalidInput, NotFound } from '../../core/errors.ts'
import { say } from '../../platform/i18n/i18n.ts'
import { renderPage } from '../../ui/render.ts'
import type { Customer, Customers } from '../customers/index.ts'
import { allow, officeFrame, officePath, policies, requireStaff } from '../office-access/index.ts'
import { TagOfRule } from './errors.ts'
import { TagsPage } from './page.tsx'
import { tagsPath } from './section.tsx'
import type { CustomerTags } from './types.ts'

export interface CustomerTagRoutesDeps {
  readonly customers: Pick<Customers, 'byIdentifier'>
  readonly customerTags: CustomerTags
}

/** Suggestions beside the field. */
const SUGGESTED = 30
const params = z.object({ identifier: z.string().max(100).catch('') })
const body = z.object({ tag: z.string().max(1000).catch('') })

/** Below `/control/organizer/:organizer`: tags of a customer, for those who may change customers. */
export function customerTagRoutes(app: FastifyInstance, { customers, customerTags }: CustomerTagRoutesDeps): void {
  app.addHook('onRequest', async (request) => {
    allow(request, policies.customers.change)
  })

  app.get('/customer/:identifier/tags', async (request, reply) => {
    return show(request, reply, await customerOf(request), '')
  })

  app.post('/customer/:identifier/tags', async (request, reply) => {
    const customer = await customerOf(request)
    const { tag: typed } = body.parse(request.body ?? {})
    try {
      const tag = await customerTags.add(request.organizer, customer, typed, requireStaff(request).actor)
      reply.flash('ok', { key: 'customerTags:added', params: { tag } })
    } catch (error) {
      if (!(error instanceof InvalidInput) || error.fields.tag === undefined) throw error
      return show(request, reply.code(422), customer, typed, say(request.t, error.fields.tag))
    }
    return reply.redirect(tagsPath(request, customer), 303)
  })

  app.post('/customer/:identifier/tags/remove', async (request, reply) => {
    const customer = await customerOf(request)
    const { tag } = body.parse(request.body ?? {})
    try {
      const left = await customerTags.remove(request.organizer, customer, tag, requireStaff(request).actor)
      reply.flash('ok', { key: `customerTags:${left === 'rule' ? 'stillByRule' : 'removed'}`, params: { tag } })
    } catch (error) {
      if (error instanceof TagOfRule && error.text) reply.flash('warn', error.text)
      else if (error instanceof NotFound) reply.flash('warn', { key: 'customerTags:wasGone' })
      else throw error
    }
    return reply.redirect(tagsPath(request, customer), 303)
  })

  /** @throws NotFound, also for accounts of which nothing personal is left */
  async function customerOf({ organizer, params: given }: FastifyRequest): Promise<Customer> {
    const customer = await customers.byIdentifier(organizer.id, params.parse(given).identifier)
    if (!customer || (customer.email === null && !customer.isActive && customer.name === '')) {
      throw new NotFound('customer')
    }
    return customer
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    customer: Customer,
    typed: string,
    problem?: string,
  ) {
    const { organizer, t } = request
    const back = officePath(organizer.slug, `customer/${encodeURIComponent(customer.identifier)}/`)
    const page = TagsPage({
      ...officeFrame(request, reply, {
        active: 'customers',
        crumbs: [
          { text: t('customers:list.title'), href: officePath(organizer.slug, 'customers') },
          { text: customer.identifier, href: back },
          { text: t('customerTags:title') },
        ],
      }),
      t,
      csrf: reply.csrfToken(),
      customer: customer.name || customer.email || customer.identifier,
      tags: await customerTags.of(organizer.id, customer.id),
      known: (await customerTags.inUse(organizer.id)).slice(0, SUGGESTED),
      typed,
      problem,
      action: tagsPath(request, customer),
      back,
    })
    return reply.html(await renderPage(page))
  }
}
