import type { FastifyInstance } from 'fastify'
import { errorPage } from './error-pages.tsx'
import { mailboxRoutes } from './features/demo/index.ts'
import { organizerBrandRoutes, organizerPageRoutes, organizerScope } from './features/organizers/index.ts'
import type { Features } from './features.ts'
import { loadAssetAddresses, serveAssets } from './platform/http/assets.ts'
import { healthRoutes } from './platform/http/health.ts'
import { createHttpServer, pageHooks } from './platform/http/server.ts'
import type { Platform } from './platform/platform.ts'

/** The whole server: every address, in scopes that share what must be known before a handler runs. Does not listen yet. */
export async function buildApp(platform: Platform, features: Features): Promise<FastifyInstance> {
  const { config } = platform
  const { organizers } = features
  await organizers.loadHosts()

  const app = await createHttpServer(platform, { errorPage, hostLookup: organizers.hostLookup })
  app.decorate('assets', loadAssetAddresses())
  app.decorate('siteName', config.instanceName)
  app.decorateRequest('organizer', null as never)
  app.decorateRequest('site', null as never)
  await serveAssets(app)
  healthRoutes(app, platform)
  app.get('/', async (_request, reply) => reply.redirect('/control/'))

  if (config.demo) {
    await app.register(async (demo) => mailboxRoutes(demo, platform), { prefix: '/demo' })
  }
  await app.register(
    async (shop) => {
      organizerScope(shop, { organizers, config })
      pageHooks(shop)
      organizerPageRoutes(shop)
      shop.setNotFoundHandler(shop.answerNotFound)
    },
    { prefix: '/:organizer' },
  )
  await app.register(
    async (brand) => {
      organizerScope(brand, { organizers, config })
      organizerBrandRoutes(brand, { organizers })
    },
    { prefix: '/:organizer' },
  )
  return app
}
