import type { FastifyReply, FastifyRequest } from 'fastify'
import { MINUTE } from '../../core/clock.ts'
import type { StaffLogin } from '../staff/index.ts'
import { sendToReauth } from './reauth-address.ts'
import { requireOneself } from './scope.ts'

/** How old the last proof may be, in ms: for pages that change how accounts log in, and for email addresses and secrets. */
const LIMITS_MS = { recent: 15 * MINUTE, 'very recent': 5 * MINUTE } as const

/**
 * For sensitive pages: who is logged in, when the last proof of it is recent enough (15 minutes; 5 for `very recent`).
 * Otherwise sends the person to prove it again and back to this page, and answers null; the caller then returns `reply`.
 * @param reply null for a caller who says so in a way of their own
 * @throws Forbidden to an administrator who looks through another account
 */
export function recentLogin(
  request: FastifyRequest,
  reply: FastifyReply | null,
  limit: keyof typeof LIMITS_MS = 'recent',
): StaffLogin | null {
  const login = requireOneself(request)
  if (request.server.clock.now() - login.session.authAt <= LIMITS_MS[limit]) return login
  if (reply) sendToReauth(request, reply)
  return null
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Set by the staff routes. */
    clock: { now(): number }
  }
}
