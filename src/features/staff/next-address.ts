import type { FastifyRequest } from 'fastify'
import { safeRedirect } from '../../core/redirects.ts'
import type { Log } from '../../platform/observe/log.ts'
import { ask, type BackendRegistry } from '../staff-backends/index.ts'
import type { backendCalls } from './backend-request.ts'

export const HOME = '/control/'

/** Where a login leads: what the user's backend says, if it is a path of this site; else the start page. */
export type NextAddress = (request: FastifyRequest, backend: string) => Promise<string>

export function nextAddresses(deps: {
  backends: BackendRegistry
  calls: ReturnType<typeof backendCalls>
  log: Log
}): NextAddress {
  return async (request, identifier) => {
    const backend = deps.backends.get(identifier)
    if (!backend) return HOME
    const call = deps.calls(backend, request)
    const answer = await ask(backend, 'getNextUrl', () => backend.getNextUrl(call.request), { log: deps.log })
    return answer.ok && typeof answer.value === 'string' ? safeRedirect(answer.value, HOME) : HOME
  }
}
