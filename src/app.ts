import type { FastifyInstance } from 'fastify'
import { office } from './app/office.ts'
import { insertedMetadata, provider } from './app/provider.ts'
import { shop } from './app/shop.ts'
import { errorPage } from './error-pages.tsx'
import { apiRoutes } from './features/api/index.ts'
import { mailboxRoutes } from './features/demo/index.ts'
import type { Features } from './features.ts'
import { loadAssetAddresses, serveAssets } from './platform/http/assets.ts'
import { healthRoutes } from './platform/http/health.ts'
import { createHttpServer } from './platform/http/server.ts'
import type { Platform } from './platform/platform.ts'

/**
 * The whole server: every address, in scopes that share what must be known before a handler runs. Does not listen yet.
 * @throws ConfigError when a staff backend cannot be loaded
 */
export async function buildApp(platform: Platform, features: Features): Promise<FastifyInstance> {
  const { config } = platform
  await features.organizers.loadHosts()

  const app = await createHttpServer(platform, { errorPage, hostLookup: features.organizers.hostLookup })
  app.decorate('assets', loadAssetAddresses())
  app.decorate('siteName', config.instanceName)
  app.decorateRequest('organizer', null as never)
  app.decorateRequest('site', null as never)
  await serveAssets(app)
  healthRoutes(app, platform)
  app.get('/', async (_request, reply) => reply.redirect('/control/'))

  await app.register(shop(platform, features), { prefix: '/:organizer' })
  await app.register(provider(platform, features), { prefix: '/:organizer' })
  await app.register(insertedMetadata(platform, features), { prefix: '/.well-known' })
  const backends = await features.staff.loadBackends()
  await app.register(office(platform, features, backends), { prefix: '/control' })
  await app.register(async (api) => apiRoutes(api, { ...features, platform, backends }), { prefix: '/api/v1' })
  if (config.demo) await app.register(async (demo) => mailboxRoutes(demo, platform), { prefix: '/demo' })
  return app
}
