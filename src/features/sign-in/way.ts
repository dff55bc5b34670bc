import type { FastifyReply, FastifyRequest } from 'fastify'
import { withNext } from '../../platform/http/next-path.ts'
import { allowFormTargets } from '../../platform/http/security-headers.ts'
import type { SignInRouteDeps } from './route-deps.ts'
import type { NextApp } from './types.ts'

/** The app that waits at the end of the way; null when the person is on the way to a page of the shop. */
export async function waitingApp(
  request: FastifyRequest,
  { describeNext }: Pick<SignInRouteDeps, 'describeNext'>,
  next: string | null,
): Promise<NextApp | null> {
  return next === null ? null : ((await describeNext?.(request, request.site.base + next)) ?? null)
}

/** Lets a form that logs in lead on to the app. */
export function allowWaitingApp(reply: FastifyReply, app: NextApp | null): void {
  if (app) allowFormTargets(reply, app.formTargets)
}

/**
 * The address of another form on the same way. Somebody who is logged in came here to log in again, so that form has to
 * show although there is a session.
 */
export async function onTheWay(
  request: FastifyRequest,
  path: string,
  next: string | null,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const isLoggedIn = (await request.customerSession()) !== null
  return withNext(request.site, path, next, { ...(isLoggedIn && { reauth: '1' }), ...more })
}
