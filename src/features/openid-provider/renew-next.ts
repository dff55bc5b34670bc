import type { FastifyRequest } from 'fastify'
import type { Platform } from '../../platform/platform.ts'
import { authorizeParams, authorizePath } from './authorize-path.ts'
import { createNoteBook } from './request-notes.ts'

/**
 * Makes an authorization request whose login began too long ago one whose login begins now: a link in a mail counts for longer
 * than a login page. That is what the endpoint itself does for a request that comes anew, so it gives nothing away.
 */
export function createRenewNext({ secrets, clock }: Pick<Platform, 'secrets' | 'clock'>) {
  const notes = createNoteBook(secrets)

  return ({ site, organizer }: FastifyRequest, next: string): string => {
    const params = authorizeParams(site, next)
    if (!params) return next
    const context = { organizerId: organizer.id, session: null, now: clock.now() }
    const { began } = notes.take(params, context)
    return authorizePath(site, notes.add(params, { began: began ?? context.now, decision: null }, context))
  }
}
