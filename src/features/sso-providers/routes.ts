import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { NotFound } from '../../core/errors.ts'
import type { SsoProviders } from './types.ts'

const params = z.object({ slug: z.string().max(100).catch(''), hash: z.string().max(100).catch('') })
const A_YEAR = 'public, max-age=31536000, immutable'

interface Deps {
  readonly ssoProviders: Pick<SsoProviders, 'icon' | 'bySlug'>
}

/** Icons of providers for everybody, and the public keys with which we sign at providers. */
export function ssoProviderPublicRoutes(app: FastifyInstance, { ssoProviders }: Deps): void {
  app.get('/account/login/:slug/icon/:hash', async (request, reply) => {
    const { slug, hash } = params.parse(request.params)
    const icon = await ssoProviders.icon(request.organizer.id, slug, hash)
    if (!icon) throw new NotFound('icon')
    return reply
      .type(icon.mediaType)
      .header('cache-control', A_YEAR)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(Buffer.from(icon.data))
  })

  app.get('/account/login/:slug/keys', async (request, reply) => {
    const { slug } = params.parse(request.params)
    const provider = await ssoProviders.bySlug(request.organizer.id, slug)
    if (!provider?.publicKeys) throw new NotFound('keys')
    return reply
      .type('application/jwk-set+json')
      .header('cache-control', 'public, max-age=300')
      .send(JSON.stringify(provider.publicKeys))
  })
}
