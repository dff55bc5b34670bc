import type { FastifyReply, FastifyRequest } from 'fastify'
import { fittingNext } from '../../core/redirects.ts'
import type { BackendLogin, LoadedBackend } from '../staff-backends/index.ts'
import { type BackendCall, sessionOwner } from './backend-request.ts'
import type { BackendDoors, DoorDeps } from './doors.ts'

const REAUTH_PATH = '/control/reauth/'

/**
 * Somebody who is logged in came back with a proof of who they are. For the person of the session its limits count anew;
 * anybody else is refused, and the session stays what it was.
 */
export async function reauthenticate(
  { platform, staff, doors }: DoorDeps & { readonly doors: BackendDoors },
  request: FastifyRequest,
  reply: FastifyReply,
  { backend, call, login }: { backend: LoadedBackend; call: BackendCall; login: BackendLogin },
): Promise<FastifyReply> {
  const owner = sessionOwner(request)
  const current = request.staff
  const isSame = owner !== null && owner.id === login.user.id && current?.session.authBackend === backend.identifier
  reply.header('cache-control', 'no-store')
  if (!current || !isSame) {
    platform.metrics.login('staff', 'failed', 'other_person')
    reply.flash('bad', { key: 'doors:provedOther', params: { name: owner?.email ?? '' } })
    const next = call.request.next ?? '/control/'
    return reply.redirect(`${REAUTH_PATH}?${new URLSearchParams({ next: fittingNext(next, '/control/') })}`, 303)
  }
  const next = await doors.nextAddress(request, reply, backend.identifier, call)
  await staff.reauthentication.succeed(current, { method: null })
  for (const { tone, text } of call.messages) reply.flash(tone, { key: 'staff:login.message', params: { text } })
  return reply.redirect(next, 303)
}
