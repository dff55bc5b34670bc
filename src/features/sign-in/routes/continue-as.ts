import type { FastifyReply, FastifyRequest } from 'fastify'
import { innerPath, outerPath } from '../../../platform/http/next-path.ts'
import { readContinue } from '../forms.ts'
import type { SignInRouteDeps } from '../route-deps.ts'
import { onTheWay } from '../way.ts'

/** "Continue as": goes on with the account that is logged in, if it is still the one that the page named. */
export function continueAs({ accountChosen }: SignInRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { site } = request
    const form = readContinue(request.body)
    const next = innerPath(form.next, site)
    const session = await request.customerSession()
    reply.header('cache-control', 'no-store')
    if (session?.customer.identifier !== form.account) {
      return reply.redirect(await onTheWay(request, '/account/login', next, { reason: 'select_account' }), 303)
    }
    const path = outerPath(next, site, '/account/')
    return reply.redirect(next !== null && accountChosen ? await accountChosen(request, path) : path, 303)
  }
}
