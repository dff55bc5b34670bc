import type { FastifyRequest } from 'fastify'
import { SECOND } from '../../core/clock.ts'
import type { Platform } from '../../platform/platform.ts'
import { wantedLogin } from '../../protocol/provider/authorization/index.ts'
import type { ProviderHost } from '../../protocol/provider/provider-host.ts'
import { authorizeParams } from './authorize-path.ts'
import { createNoteBook } from './request-notes.ts'
import type { OpenidProvider } from './types.ts'

/** Reads what an app that waits asks of the login, whether the request itself says so, or one that it refers to. */
export function createLoginWishes(
  { secrets, clock }: Pick<Platform, 'secrets' | 'clock'>,
  hostOf: (request: FastifyRequest) => ProviderHost,
): OpenidProvider['loginWishes'] {
  const notes = createNoteBook(secrets)

  return async (request, next) => {
    const params = authorizeParams(request.site, next)
    if (!params) return null
    const now = clock.now()
    notes.take(params, { organizerId: request.organizer.id, session: null, now })
    const wanted = await wantedLogin({ host: hostOf(request), params, session: null, now })
    if (wanted === null) return null
    const { prompts, maxAgeMs, loginHint, uiLocales, acrValues } = wanted
    return {
      ...(prompts.length > 0 && { prompt: prompts.join(' ') }),
      ...(maxAgeMs !== null && { maxAge: maxAgeMs / SECOND }),
      ...(loginHint !== null && { loginHint }),
      ...(uiLocales.length > 0 && { uiLocales: uiLocales.join(' ') }),
      ...(acrValues !== null && { acrValues }),
    }
  }
}
