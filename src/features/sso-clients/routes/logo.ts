import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { NotFound } from '../../../core/errors.ts'
import type { SsoClients } from '../types.ts'

const params = z.object({ client: z.string().max(100).catch(''), hash: z.string().max(100).catch('') })
const A_YEAR = 'public, max-age=31536000, immutable'

/** Logos of apps, for everybody: the hash in the address changes with the picture, so it is cached for ever. */
export function ssoClientLogoRoutes(app: FastifyInstance, { ssoClients }: { ssoClients: Pick<SsoClients, 'logo'> }) {
  app.get('/brand/app/:client/:hash', async (request, reply) => {
    const { client, hash } = params.parse(request.params)
    const logo = await ssoClients.logo(request.organizer.id, client, hash)
    if (!logo) throw new NotFound('logo')
    return reply
      .type(logo.mediaType)
      .header('cache-control', A_YEAR)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(Buffer.from(logo.data))
  })
}
