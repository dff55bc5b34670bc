import type { FastifyRequest } from 'fastify'
import type { OAuthError } from '../../protocol/provider/errors.ts'
import type { RefusalLog } from './types.ts'

/** Notes refused requests for staff, when there is somebody to note them. */
export interface Refusals {
  /** The reference that staff find this refusal by; null when it was not kept. */
  note(request: FastifyRequest, error: OAuthError, clientId: string | null): string | null
  /** The `error_description` of a refusal, with its reference when it was kept. */
  describe(request: FastifyRequest, error: OAuthError, clientId: string | null): string
}

export function createRefusals(log: RefusalLog | undefined): Refusals {
  function note(request: FastifyRequest, error: OAuthError, clientId: string | null): string | null {
    if (!log) return null
    const endpoint = request.routeOptions.url?.replace(/^\/:organizer/, '') ?? ''
    return log.note(request.organizer.id, { endpoint, error, clientId })
  }

  return {
    note,
    describe(request, error, clientId) {
      const reference = note(request, error, clientId)
      return reference === null ? error.description : `${error.description} (reference ${reference})`
    },
  }
}
