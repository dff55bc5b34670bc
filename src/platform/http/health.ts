import type { FastifyInstance, FastifyRequest } from 'fastify'
import { NotFound } from '../../core/errors.ts'
import { migrationState } from '../db/migrate.ts'
import type { Platform } from '../platform.ts'

/** A mail that has been due for longer than this means that nothing is being delivered, in milliseconds. */
const OUTBOX_LAG_LIMIT_MS = 15 * 60 * 1000

interface Check {
  readonly ok: boolean
  readonly [detail: string]: unknown
}

/**
 * `/healthz`: the process lives. `/readyz`: it can do its work (503 otherwise), with what it depends on. `/metrics`:
 * Prometheus, for the machine itself or with the configured bearer token.
 */
export function healthRoutes(app: FastifyInstance, platform: Platform): void {
  const quiet = { logLevel: 'silent' } as const
  app.get('/healthz', quiet, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  )

  app.get('/readyz', quiet, async (_request, reply) => {
    const checks = {
      database: await check(async () => {
        await platform.db.ping()
        return { ok: true, kind: platform.db.kind }
      }),
      migrations: await check(async () => {
        const { pending } = await migrationState(platform.db)
        return { ok: pending.length === 0, pending }
      }),
      outbox: await check(async () => {
        const lag = await platform.outbox.lag()
        return { ok: lag.oldestDueMs < OUTBOX_LAG_LIMIT_MS, ...lag }
      }),
    }
    const ready = Object.values(checks).every((result) => result.ok)
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: ready ? 'ready' : 'not ready', checks })
  })

  app.get('/metrics', quiet, async (request, reply) => {
    if (!maySeeMetrics(request, platform)) throw new NotFound()
    return reply.type(platform.metrics.contentType).send(await platform.metrics.render())
  })
}

async function check(run: () => Promise<Check>): Promise<Check> {
  try {
    return await run()
  } catch (error) {
    return { ok: false, error: (error as { code?: string }).code ?? 'failed' }
  }
}

function maySeeMetrics(request: FastifyRequest, platform: Platform): boolean {
  const { metricsToken } = platform.config
  if (metricsToken === '') return isFromThisMachine(request)
  const given = request.headers.authorization ?? ''
  return platform.secrets.mac(given, 'metrics') === platform.secrets.mac(`Bearer ${metricsToken}`, 'metrics')
}

/** A request that a proxy on this machine passes on comes from elsewhere, also when that proxy is not a trusted one. */
function isFromThisMachine(request: FastifyRequest): boolean {
  const wasPassedOn = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'via'].some(
    (name) => name in request.headers,
  )
  return !wasPassedOn && ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)
}
