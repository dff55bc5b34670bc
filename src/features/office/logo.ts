import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { InvalidInput } from '../../core/errors.ts'
import { LOGO_MAX_BYTES } from '../../core/image-type.ts'
import { type FormProblems, problemsOf } from '../../platform/http/form-fields.ts'
import { acceptUploads, isUploadedFile } from '../../platform/http/uploads.ts'
import { allow, officePath, policies, requireStaff } from '../office-access/index.ts'
import type { Organizers } from '../organizers/index.ts'

/** A logo that is too large is still read, so that the page can say so. */
const FORM_MAX_BYTES = 10 * LOGO_MAX_BYTES

interface LogoDeps {
  readonly organizers: Pick<Organizers, 'setLogo' | 'removeLogo'>
  /** The settings page with what is wrong. */
  readonly showProblems: (request: FastifyRequest, reply: FastifyReply, problems: FormProblems) => Promise<FastifyReply>
}

/** The logo of an organizer, on its settings page. The right is asked for before a file is read. */
export function logoRoutes(app: FastifyInstance, { organizers, showProblems }: LogoDeps): void {
  const settings = ({ organizer }: FastifyRequest) => officePath(organizer.slug, 'settings')

  app.addHook('onRequest', async (request) => {
    allow(request, policies.organizers.change)
  })
  acceptUploads(app, FORM_MAX_BYTES)

  app.post('/settings/logo', async (request, reply) => {
    const problems = await problemsOf(() =>
      organizers.setLogo(request.organizer, fileOf(request.body), requireStaff(request).actor),
    )
    if (problems) return showProblems(request, reply.code(422), problems)
    reply.flash('ok', { key: 'office:settings.logoSaved' })
    return reply.redirect(settings(request), 303)
  })

  app.post('/settings/logo/remove', async (request, reply) => {
    await organizers.removeLogo(request.organizer, requireStaff(request).actor)
    reply.flash('ok', { key: 'office:settings.logoRemoved' })
    return reply.redirect(settings(request), 303)
  })
}

/** @throws InvalidInput when no file was chosen */
function fileOf(body: unknown): Uint8Array {
  const sent: unknown = typeof body === 'object' && body !== null && 'logo' in body ? body.logo : undefined
  const file = [sent].flat().find(isUploadedFile)
  if (!file) throw new InvalidInput({ logo: { key: 'office:settings.logoMissing' } })
  return file.data
}
