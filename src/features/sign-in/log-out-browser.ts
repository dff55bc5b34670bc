import type { FastifyReply, FastifyRequest } from 'fastify'
import { noteLoggedOut } from './just-logged-out.ts'
import { clearSessionCookie, sessionToken } from './session-hook.ts'
import type { SignIn } from './sign-in.ts'
import type { LoggedOutSession } from './types.ts'

/** Logs this browser out of the organizer. Answers the session that it had, null when there was none to speak of. */
export async function logOutBrowser(
  signIn: Pick<SignIn, 'logOut' | 'sessions'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<LoggedOutSession | null> {
  const session = await request.customerSession()
  const token = sessionToken(request)
  const hasUpstream = session !== null && session.identityId !== null
  const upstream = hasUpstream ? await signIn.sessions.upstreamOf(request.organizer, session.id) : null
  if (token !== null) await signIn.logOut(request.organizer, token, session)
  clearSessionCookie(request, reply)
  if (token !== null) noteLoggedOut(request, reply)
  request.server.browser.csrf.rotate(request, reply)
  return session && { ...session, upstream }
}
