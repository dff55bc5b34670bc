import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'

const CHANNEL = 'fastify.initialization'

export interface Route {
  readonly method: string
  /** As it stands in the code: `/:organizer/account/login`. */
  readonly url: string
}

interface Collected<Result, Found> {
  readonly result: Result
  readonly routes: Found[]
}

/** Every method and address that the servers answer that `start` builds, sorted. */
export async function collectRoutes<Result>(start: () => Promise<Result>): Promise<Collected<Result, Route>> {
  const found = new Map<string, Route>()
  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', (route) => {
      const url = route.url === '/' ? route.url : route.url.replace(/\/$/, '')
      for (const method of [route.method].flat()) found.set(`${url} ${method}`, { method, url })
    })
  }
  subscribe(CHANNEL, listen)
  try {
    const result = await start()
    return { result, routes: [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, route]) => route) }
  } finally {
    unsubscribe(CHANNEL, listen)
  }
}

/** Every address that answers GET. */
export async function collectGetRoutes<Result>(start: () => Promise<Result>): Promise<Collected<Result, string>> {
  const { result, routes } = await collectRoutes(start)
  return { result, routes: routes.filter(({ method }) => method === 'GET').map(({ url }) => url) }
}
