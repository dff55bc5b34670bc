import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '../../../core/errors.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import { innerPath, outerPath } from '../../../platform/http/next-path.ts'
import type { SsoProvider } from '../../sso-providers/index.ts'
import type { SsoLoginDeps } from '../deps.ts'
import { readStart } from '../forms.ts'
import { leaveFor } from '../leave.ts'
import { providerName } from '../names.ts'
import { refuse, refuseProblem } from '../refuse.ts'
import { wishOf } from '../wishes.ts'

/**
 * Sets out for a provider. `?next=` where to go on, `?login_hint=` an address to begin with, `?reauth=1` although somebody is
 * logged in, and `?reason=` says why.
 */
export function startLogin(deps: SsoLoginDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { site, locale } = request
    const provider = await providerOf(request, deps)
    const { next: wanted, login_hint: loginHint, reauth, reason } = readStart(request.query)
    const next = innerPath(wanted, site)
    const session = await request.customerSession()
    if (session && !reauth) {
      return reply.header('cache-control', 'no-store').redirect(outerPath(next, site, '/account/'), 303)
    }
    const again = againQuery({ reauth, reason, loginHint })
    if (!provider.isActive) return refuse(request, reply, deps, { provider, reason: 'provider_disabled', next, again })
    await deps.ssoLogin.throttles.start(clientAddress(request))
    const app = next === null ? null : await deps.openidProvider.loginWishes(request, site.base + next)
    const { wishes, isFresh } = wishOf({
      isAgain: reauth && session !== null,
      reason,
      loginHint,
      locale,
      app,
    })
    const data = { ...again, ...(isFresh && { asked: '1' }) }
    try {
      const address = await deps.ssoLogin.begin(request, reply, provider, {
        purpose: 'login',
        next,
        wishes,
        isFresh,
        data,
      })
      return await leaveFor(request, reply, address, providerName(provider, locale))
    } catch (error) {
      return refuseProblem(request, reply, deps, error, { provider, next, again })
    }
  }
}

/** The provider of the address. @throws NotFound */
export async function providerOf(
  request: FastifyRequest,
  { providers }: Pick<SsoLoginDeps, 'providers'>,
): Promise<SsoProvider> {
  const { provider: slug } = request.params as { provider: string }
  const provider = await providers.bySlug(request.organizer.id, slug)
  if (!provider) throw new NotFound('provider')
  return provider
}

function againQuery({
  reauth,
  reason,
  loginHint,
}: {
  readonly reauth: boolean
  readonly reason: string | null
  readonly loginHint: string
}): Record<string, string> {
  return {
    ...(reauth && { reauth: '1' }),
    ...(reason !== null && { reason }),
    ...(loginHint !== '' && { login_hint: loginHint }),
  }
}
