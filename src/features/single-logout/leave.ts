import type { FastifyReply, FastifyRequest } from 'fastify'
import { isLocalPath } from '../../core/redirects.ts'
import { returnLocation } from '../../protocol/provider/logout/return-location.ts'
import type { LogoutWish } from '../../protocol/provider/logout/types.ts'
import type { SingleLogoutRouteDeps } from './deps.ts'
import { PATHS } from './paths.ts'
import type { EndedLogin, GoesOn } from './types.ts'

/** Goes on after a logout: past the apps that want a frame, back to the app that asked, or to the page that says goodbye. */
export async function leave(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SingleLogoutRouteDeps,
  { wish, login }: { readonly wish: LogoutWish; readonly login: EndedLogin | null },
): Promise<FastifyReply> {
  const goesOn: GoesOn =
    wish.client && wish.returnTo ? { client: wish.client, to: wish.returnTo } : { path: request.site.base + PATHS.done }
  const detour = login && (await deps.singleLogout.detour(request, login, goesOn))
  return seeOther(reply, detour ?? (await addressOf(request, deps, goesOn)))
}

/** The address to go on to. Whether an app may be returned to is asked again at each use. */
export async function addressOf(
  { organizer, site }: FastifyRequest,
  { provider }: Pick<SingleLogoutRouteDeps, 'provider'>,
  goesOn: GoesOn,
): Promise<string> {
  const done = site.base + PATHS.done
  if ('path' in goesOn) return isLocalPath(goesOn.path) ? goesOn.path : done
  const client = await provider.host(organizer, site).clients.findByKey(goesOn.client)
  return returnLocation(client, goesOn.to) ?? done
}

export function seeOther(reply: FastifyReply, location: string): FastifyReply {
  return reply.code(303).header('location', location).header('cache-control', 'no-store').send()
}
