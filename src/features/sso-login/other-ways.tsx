import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Child } from 'hono/jsx'
import { ProviderButtons } from '../../ui/auth-layout.tsx'
import type { ProviderWays } from '../sign-in/index.ts'
import type { SsoProviders } from '../sso-providers/index.ts'
import type { OtherWays } from './questions/deps.ts'

type DrawPasskey = (
  request: FastifyRequest,
  reply: FastifyReply,
  way: { readonly next: string | null },
) => Promise<Child | null>

/**
 * Ways to prove an account that need no form of ours: a passkey, and providers other than the one that vouched for the person. Those
 * ask for a new login: one that was there before proves nothing about who sits here.
 */
export function otherWays(deps: {
  readonly providers: Pick<SsoProviders, 'byId'>
  readonly ways: ProviderWays
  readonly passkey: DrawPasskey
}): OtherWays {
  return async (request, reply, { next, except }) => {
    const left = await deps.providers.byId(request.organizer.id, except)
    const visit = { next, app: null, loginHint: '', isAgain: true, reason: 'recent' } as const
    const all = await deps.ways.list(request, visit)
    const others = all.filter(({ way }) => way !== `sso.${left?.slug}`)
    const passkey = await deps.passkey(request, reply, { next })
    if (passkey === null && others.length === 0) return null
    return (
      <>
        {passkey}
        {others.length > 0 && <ProviderButtons providers={others} />}
      </>
    )
  }
}
