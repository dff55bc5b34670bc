import type { FastifyInstance } from 'fastify'
import { Forbidden } from '../../core/errors.ts'
import type { Organizers } from '../organizers/index.ts'

/**
 * Below `/api/v1/organizers/:organizer`: the organizer, if the caller works for it. One that does not exist is answered like one
 * of somebody else.
 */
export function apiOrganizerScope(app: FastifyInstance, { organizers }: { organizers: Pick<Organizers, 'bySlug'> }) {
  app.addHook('onRequest', async (request) => {
    const { organizer: slug } = request.params as { organizer: string }
    const organizer = await organizers.bySlug(slug)
    const permissions = organizer && (await request.caller.permissions(organizer))
    if (!organizer || !permissions) throw new Forbidden('not an organizer of the caller')
    request.organizer = organizer
    request.officePermissions = permissions
  })
}
