import type { FastifyReply, FastifyRequest } from 'fastify'
import { seeOther } from '../../../platform/http/see-other.ts'
import { decideLogout } from '../../../protocol/provider/logout/decide.ts'
import { LOGOUT_PARAMETERS } from '../../../protocol/provider/logout/parameters.ts'
import { logOutBrowser } from '../../sign-in/index.ts'
import type { SingleLogoutRouteDeps } from '../deps.ts'
import { leave } from '../leave.ts'
import { leaving } from '../onward.ts'
import { PATHS, SEALED } from '../paths.ts'
import { formOf, queryOf, readWish } from '../read-request.ts'
import type { KeptWish, LeavingLogin } from '../types.ts'
import { ask } from './ask.ts'
import { showDone } from './done.ts'

/**
 * RP-Initiated Logout 1.0, 2: logs out at once when an ID token proves that the app knows this person, and asks otherwise.
 * Nobody is sent anywhere but to an address that the app registered.
 */
export function endSession(deps: SingleLogoutRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const params = queryOf(request)
    const wish = keptWish(request, deps, params) ?? (await readWish(request, deps, params))
    const session = await request.customerSession()
    const host = deps.provider.host(request.organizer, request.site)
    const person = session && (await deps.provider.person(request.organizer.id, session.customer))
    const known = session && person && { ...person, sid: session.id }
    switch (await decideLogout({ host, wish, session: known })) {
      case 'end':
        return leave(request, reply, deps, { wish, login: await logOut(request, reply, deps) })
      case 'ask':
        return ask(request, reply, deps, { wish, session })
      case 'nobody':
        if (wish.problem !== null) return showDone(request, reply, deps, wish)
        return leave(request, reply, deps, { wish, login: null })
    }
  }
}

/**
 * A form of another site comes without the session cookie (SameSite=Lax), so the browser is sent on to the same request by GET.
 * What the ID token proves goes along sealed: the token itself does not get into an address. A form of our own is the person's
 * yes and carries the token of the form.
 */
export function sendOn(deps: SingleLogoutRouteDeps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const form = formOf(request)
    if (!form.has(SEALED)) {
      const known = [...form].filter(([name]) => Object.hasOwn(LOGOUT_PARAMETERS, name))
      const wish = await readWish(request, deps, new URLSearchParams(known))
      const kept = new URLSearchParams({ [SEALED]: deps.singleLogout.seal(request.organizer, 'wish', wish) })
      return seeOther(reply, `${request.site.base}${PATHS.endSession}?${kept}`)
    }
    request.server.browser.csrf.check(request)
    const wish = keptWish(request, deps, form) ?? NO_WISH
    return leave(request, reply, deps, { wish, login: await logOut(request, reply, deps) })
  }
}

/** What is left of a question that waited for too long: the answer counts, but the browser stays here. */
const NO_WISH: KeptWish = {
  client: null,
  hint: null,
  returnTo: null,
  problem: null,
  uiLocales: null,
  sent: { clientId: null, uri: null },
}

function keptWish(request: FastifyRequest, { singleLogout }: SingleLogoutRouteDeps, params: URLSearchParams) {
  const sealed = params.get(SEALED)
  return sealed === null ? null : (singleLogout.open(request.organizer, 'wish', sealed) ?? NO_WISH)
}

async function logOut(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: SingleLogoutRouteDeps,
): Promise<LeavingLogin | null> {
  const session = await logOutBrowser(deps.signIn, request, reply)
  return session && leaving(session)
}
