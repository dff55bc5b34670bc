import type { FastifyReply, FastifyRequest } from 'fastify'
import { seeOther } from '../../platform/http/see-other.ts'
import type { LogoutWish } from '../../protocol/provider/logout/types.ts'
import type { SingleLogoutRouteDeps } from './deps.ts'
import { addressOf } from './onward.ts'
import { PATHS } from './paths.ts'
import type { GoesOn, LeavingLogin } from './types.ts'

/** Goes on after a logout: past the apps that want a frame, back to the app that asked, or to the page that says goodbye. */
export async function leave(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SingleLogoutRouteDeps,
  { wish, login }: { readonly wish: LogoutWish; readonly login: LeavingLogin | null },
): Promise<FastifyReply> {
  const goesOn: GoesOn =
    wish.client && wish.returnTo ? { client: wish.client, to: wish.returnTo } : { path: request.site.base + PATHS.done }
  const detour = login && (await deps.singleLogout.detour(request, login, goesOn))
  return seeOther(reply, detour ?? (await addressOf(request, deps, goesOn)))
}
