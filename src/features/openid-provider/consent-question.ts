import type { FastifyRequest } from 'fastify'
import type { Platform } from '../../platform/platform.ts'
import { considerAuthorization } from '../../protocol/provider/authorization/index.ts'
import { OAuthError } from '../../protocol/provider/errors.ts'
import type { ProviderHost } from '../../protocol/provider/provider-host.ts'
import { authorizeParams, authorizePath } from './authorize-path.ts'
import { createNoteBook, type RequestNotes } from './request-notes.ts'
import { requestSession } from './request-session.ts'
import type { OpenidProvider } from './types.ts'

type Questions = Pick<OpenidProvider, 'consentQuestion' | 'decided' | 'accountChosen'>

/** What our pages ask and answer about the authorization request that waits in a path. */
export function createConsentQuestions(
  { secrets, clock }: Pick<Platform, 'secrets' | 'clock'>,
  { hostOf, person }: Pick<OpenidProvider, 'person'> & { hostOf: (request: FastifyRequest) => ProviderHost },
): Questions {
  const notes = createNoteBook(secrets)

  async function answered(request: FastifyRequest, next: string, answer: Partial<RequestNotes>): Promise<string> {
    const params = authorizeParams(request.site, next)
    const session = await requestSession(request, person)
    if (!params || !session) return next
    const context = { organizerId: request.organizer.id, session: session.sid, now: clock.now() }
    const known = notes.take(params, context)
    return authorizePath(request.site, notes.add(params, { ...known, decision: null, ...answer }, context))
  }

  return {
    async consentQuestion(request, next) {
      const params = authorizeParams(request.site, next)
      const session = await requestSession(request, person)
      if (!params || !session) return null
      const now = clock.now()
      const context = { organizerId: request.organizer.id, session: session.sid, now }
      const { began, hasChosenAccount = false } = notes.take(params, context)
      const host = hostOf(request)
      const fresh = began !== null && { reauthenticatedAfter: began }
      const asked = { host, params, session, now, hasChosenAccount, ...fresh }
      const outcome = await considerAuthorization(asked).catch((error: unknown) => {
        if (error instanceof OAuthError) return null
        throw error
      })
      return outcome?.kind === 'consent' ? outcome : null
    },

    decided: (request, next, decision) => answered(request, next, { decision }),
    accountChosen: (request, next) => answered(request, next, { hasChosenAccount: true }),
  }
}
