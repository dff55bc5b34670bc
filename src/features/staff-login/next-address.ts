import type { FastifyReply, FastifyRequest } from 'fastify'
import { safeRedirect } from '../../core/redirects.ts'
import type { Log } from '../../platform/observe/log.ts'
import { ask, type BackendRegistry } from '../staff-backends/index.ts'
import type { BackendCall, BackendCalls } from './backend-request.ts'

export const HOME = '/control/'

/** Where a login leads: what the user's backend says, if it is a path of this site; else the start page. */
export type NextAddress = (
  request: FastifyRequest,
  reply: FastifyReply,
  backend: string,
  /** The call that found the user; it knows where an attempt was to lead. */
  call?: BackendCall,
) => Promise<string>

export function nextAddresses(deps: { backends: BackendRegistry; calls: BackendCalls; log: Log }): NextAddress {
  return async (request, reply, identifier, known) => {
    const backend = deps.backends.get(identifier)
    if (!backend) return HOME
    const call = known ?? deps.calls(backend, request, reply)
    const answer = await ask(backend, 'getNextUrl', () => backend.getNextUrl(call.request), { log: deps.log })
    return answer.ok && typeof answer.value === 'string' ? safeRedirect(answer.value, HOME) : HOME
  }
}
