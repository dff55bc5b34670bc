import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { allow, officePath, policies, requireStaff } from '../../office-access/index.ts'
import { customerObject } from '../customers.ts'
import { customerPath } from './context.ts'
import type { CustomerRoutesDeps } from './deps.ts'
import { changeableCustomerOf } from './find.ts'

const body = z.object({ session: z.string().max(60) }).catch({ session: '' })

/** Ends one session of a customer, or `all`. */
export function endSessions({ platform, customers, audit, sessions }: CustomerRoutesDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    allow(request, policies.customers.endSessions)
    const { organizer } = request
    const customer = await changeableCustomerOf(request, customers)
    const { session } = body.parse(request.body ?? {})
    const listed = (await sessions?.list(organizer, customer.id)) ?? []
    let count = 0
    for (const { id } of listed) {
      if ((session === 'all' || session === id) && (await sessions?.endOne(organizer, customer.id, id))) count++
    }
    if (count === 0) reply.flash('info', { key: 'customers:sessions.noneEnded' })
    else {
      await audit.record(platform.db.q, organizer.id, {
        action: 'foyer.customer.sessions.ended',
        actor: requireStaff(request).actor,
        object: customerObject(customer),
      })
      reply.flash('ok', { key: 'customers:sessions.ended', params: { count } })
    }
    return reply.redirect(officePath(organizer.slug, customerPath(customer)), 303)
  }
}
