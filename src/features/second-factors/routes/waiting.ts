import type { FastifyReply, FastifyRequest } from 'fastify'
import { allowFormTargets } from '../../../platform/http/security-headers.ts'
import type { SecondFactorDeps } from '../deps.ts'
import { amrOfBoth } from '../rules/second-step.ts'
import { backToLogin, nextOf } from '../scope.ts'
import type { Waiting } from '../second-step.ts'

/** The login that waits for its second step in this browser; null when there is none any more. */
export function waitingIn(request: FastifyRequest, { signIn, secondFactors }: SecondFactorDeps) {
  return secondFactors.secondStep.find(request.organizer, signIn.pendingToken(request))
}

/**
 * To the login, because there is nothing to go on with. Somebody who came in meanwhile, with another tab perhaps, finds
 * their account there.
 */
export async function noLoginWaits(
  request: FastifyRequest,
  reply: FastifyReply,
  next: string | undefined,
  key: 'gone' | 'tooMany' | 'noAccess' = 'gone',
): Promise<FastifyReply> {
  if ((await request.customerSession()) === null) reply.flash('warn', { key: `secondFactors:step.${key}` })
  return backToLogin(request, reply, nextOf(request, next))
}

/** Names the app that waits at the end, and lets the forms of the page lead there. */
export async function appBehind(
  request: FastifyRequest,
  reply: FastifyReply,
  { describeNext }: SecondFactorDeps,
  { login }: Waiting,
) {
  const app = login.next === null ? null : await describeNext(request, request.site.base + login.next)
  if (app) allowFormTargets(reply, app.formTargets)
  return app
}

/**
 * Begins the session of a login that passed both steps.
 * @param more what the second step proved, RFC 8176 words
 * @param goesTo a path within the organizer's pages, instead of where the person wanted to go
 */
export async function finishWaiting(
  request: FastifyRequest,
  reply: FastifyReply,
  { signIn }: SecondFactorDeps,
  { login, customer }: Waiting,
  { more, goesTo = login.next }: { more: readonly string[]; goesTo?: string | null },
): Promise<FastifyReply> {
  const { amr, checkedHash, upstream } = login
  const proven = {
    customer,
    amr: amrOfBoth(amr, more),
    next: goesTo,
    upstream,
    ...(checkedHash !== null && { checkedHash }),
  }
  const answer = await signIn.finish(request, reply, proven, true)
  return answer ?? noLoginWaits(request, reply, undefined, 'noAccess')
}
