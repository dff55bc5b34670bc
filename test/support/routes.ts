import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'

const CHANNEL = 'fastify.initialization'

/** Every address that answers GET on the servers that `start` builds, as it stands in the code: `/:organizer/account/login`. */
export async function collectGetRoutes<Result>(
  start: () => Promise<Result>,
): Promise<{ result: Result; routes: string[] }> {
  const routes = new Set<string>()
  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url }) => {
      if ([method].flat().includes('GET')) routes.add(url === '/' ? url : url.replace(/\/$/, ''))
    })
  }
  subscribe(CHANNEL, listen)
  try {
    return { result: await start(), routes: [...routes].sort() }
  } finally {
    unsubscribe(CHANNEL, listen)
  }
}
