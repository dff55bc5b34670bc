import type { FastifyRequest } from 'fastify'
import type { Platform } from '../../platform/platform.ts'
import { considerAuthorization } from '../../protocol/provider/authorization/index.ts'
import { OAuthError } from '../../protocol/provider/errors.ts'
import type { ProviderHost } from '../../protocol/provider/types.ts'
import { authorizeParams, authorizePath } from './authorize-path.ts'
import { createNoteBook } from './request-notes.ts'
import { requestSession } from './request-session.ts'
import type { OpenidProvider } from './types.ts'

type Questions = Pick<OpenidProvider, 'consentQuestion' | 'decided'>

/** What the consent page asks and answers about the authorization request that waits in a path. */
export function createConsentQuestions(
  { secrets, clock }: Pick<Platform, 'secrets' | 'clock'>,
  hostOf: (request: FastifyRequest) => ProviderHost,
): Questions {
  const notes = createNoteBook(secrets)

  return {
    async consentQuestion(request, next) {
      const params = authorizeParams(request.site, next)
      const session = await requestSession(request)
      if (!params || !session) return null
      const now = clock.now()
      const { began } = notes.take(params, { organizerId: request.organizer.id, session: session.sid, now })
      const host = hostOf(request)
      const asked = { host, params, session, now, ...(began !== null && { reauthenticatedAfter: began }) }
      const outcome = await considerAuthorization(asked).catch((error: unknown) => {
        if (error instanceof OAuthError) return null
        throw error
      })
      return outcome?.kind === 'consent' ? outcome : null
    },

    async decided(request, next, decision) {
      const params = authorizeParams(request.site, next)
      const session = await requestSession(request)
      if (!params || !session) return next
      const context = { organizerId: request.organizer.id, session: session.sid, now: clock.now() }
      const { began } = notes.take(params, context)
      return authorizePath(request.site, notes.add(params, { began, decision }, context))
    },
  }
}
