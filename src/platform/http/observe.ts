import type { FastifyInstance } from 'fastify'
import type { Platform } from '../platform.ts'

/** One log line and one measurement for each answer; never a query value, cookie or body. */
export function observeRequests(app: FastifyInstance, platform: Platform): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? null
    platform.metrics.request({
      method: request.method,
      route,
      status: reply.statusCode,
      durationMs: reply.elapsedTime,
    })
    request.log.info(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    )
    done()
  })
}
