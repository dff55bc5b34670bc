import type { FastifyInstance, FastifyRequest } from 'fastify'
import { clientAddress } from '../../platform/http/client-address.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Staff } from '../staff/index.ts'
import { singleValues } from './backend-request.ts'

/** Filled in by a script of the login page when it is shown at another address than its own. */
export const ORIGIN_FIELD = '_origin'
const MAX_LENGTH = 300
const WITHOUT_TOKEN = { config: { office: 'open', csrf: false }, bodyLimit: 4096 } as const

export type ForeignOrigins = ReturnType<typeof foreignOrigins>

/**
 * Notices a login page that is shown at a foreign address, as by a proxy that passes everything on and listens. Nothing is refused for
 * it: such a proxy would leave the word out. It stands in the log and in the metrics.
 */
export function foreignOrigins({ config, log, metrics }: Pick<Platform, 'config' | 'log' | 'metrics'>) {
  const expected = new URL(config.url).origin

  function note(request: FastifyRequest, origin: string, login: 'page' | 'failed' | 'passed'): void {
    const { host, referer } = request.headers
    metrics.foreignLoginPage(login)
    log.warn(
      { origin: origin.slice(0, MAX_LENGTH), expected, host, referer, ip: clientAddress(request), login },
      'the login page was shown at another address: somebody may stand in between',
    )
  }

  return {
    /** What the page is to find at its own address, back to front. */
    told: [...expected].reverse().join(''),

    /** For a page that was looked at. */
    notePage(request: FastifyRequest): void {
      const { origin = '' } = singleValues(request.body)
      if (origin !== '' && origin !== expected) note(request, origin, 'page')
    },

    /** For a form that was sent from such a page. @param hasPassed what was typed is right: it is known to others now */
    noteLogin(request: FastifyRequest, hasPassed: boolean): void {
      const origin = singleValues(request.body)[ORIGIN_FIELD] ?? ''
      if (origin !== '' && origin !== expected) note(request, origin, hasPassed ? 'passed' : 'failed')
    },
  }
}

/** Where the script of the login page reports to, from whatever address it is shown at. */
export function foreignOriginRoute(
  app: FastifyInstance,
  origins: ForeignOrigins,
  { throttle }: Pick<Staff, 'throttle'>,
) {
  app.post('/login/bad_origin', WITHOUT_TOKEN, async (request, reply) => {
    await throttle.visit(clientAddress(request))
    origins.notePage(request)
    return reply.code(204).send()
  })
}
