import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { FoyerError, NotFound, TooManyRequests } from '../../core/errors.ts'
import { clientAddress } from '../../platform/http/client-address.ts'
import { absoluteUrl } from '../../platform/http/site.ts'
import type { Platform } from '../../platform/platform.ts'
import { addressKey } from '../../platform/throttle/address-key.ts'
import { errorAnswer, NO_STORE } from '../../protocol/provider/answer.ts'
import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'
import { OAuthError } from '../../protocol/provider/errors.ts'
import type { RefusalLog } from '../openid-provider/index.ts'
import { allowRegistrationFromAnywhere } from './cors.ts'
import type { ClientRegistration, RegistrationContext } from './types.ts'

export interface ClientRegistrationRoutesDeps {
  readonly platform: Platform
  readonly registration: Pick<ClientRegistration, 'registrations'>
  /** Keeps refusals for staff. */
  readonly refusals?: RefusalLog
}

const BODY_LIMIT_BYTES = 64 * 1024
const ATTEMPTS = { points: 1000, windowS: 300 }
const WRONG_TOKENS = { points: 20, windowS: 300 }
const PAUSE_S = 60
const oneParams = z.object({ clientId: z.string().max(100) })

/** The endpoints for apps that register themselves. Needs the organizer's scope and no session. */
export function clientRegistrationRoutes(app: FastifyInstance, deps: ClientRegistrationRoutesDeps): void {
  const { throttle } = deps.platform
  const { registrations } = deps.registration
  const attempts = throttle.define('client registration', ATTEMPTS)
  const wrongTokens = throttle.define('wrong registration tokens', WRONG_TOKENS)
  const options = { config: { answers: 'oauth', csrf: false }, bodyLimit: BODY_LIMIT_BYTES } as const
  const one = `${ENDPOINTS.registration}/:clientId`

  app.addHook('onRequest', async (request) => {
    const { customer_accounts, sso_registration } = request.organizer.settings
    if (!customer_accounts || !sso_registration) throw new NotFound('client registration')
  })
  readBodiesAsText(app)
  allowRegistrationFromAnywhere(app, { [ENDPOINTS.registration]: ['POST'], [one]: ['GET', 'PUT', 'DELETE'] })

  app.post(ENDPOINTS.registration, options, (request, reply) =>
    answer(request, reply, 201, (context) => registrations.register(context, bodyOf(request))),
  )
  app.get(one, { ...options, exposeHeadRoute: false }, (request, reply) =>
    answer(request, reply, 200, (context) => registrations.read(context, clientIdOf(request))),
  )
  app.put(one, options, (request, reply) =>
    answer(request, reply, 200, (context) => registrations.update(context, clientIdOf(request), bodyOf(request))),
  )
  app.delete(one, options, (request, reply) =>
    answer(request, reply, 204, async (context) => {
      await registrations.remove(context, clientIdOf(request))
      return null
    }),
  )

  refuseOtherMethods(app, ENDPOINTS.registration, ['GET', 'PUT', 'PATCH', 'DELETE'], 'POST, OPTIONS')
  refuseOtherMethods(app, one, ['POST', 'PATCH'], 'GET, PUT, DELETE, OPTIONS')

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    run: (context: RegistrationContext) => Promise<object | null>,
  ): Promise<FastifyReply> {
    const address = addressKey(clientAddress(request))
    await attempts.consume(address)
    if (await wrongTokens.isBlocked(address)) throw new TooManyRequests('wrong registration tokens', PAUSE_S)
    try {
      const body = await run({
        organizer: request.organizer,
        issuer: absoluteUrl(request.site, ''),
        authorization: request.headers.authorization ?? null,
      })
      return send(reply, { status, headers: NO_STORE, body })
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error
      request.log.info({ code: error.code, reason: error.message }, 'registration refused')
      if (error.code === 'invalid_token') await wrongTokens.consume(address)
      const reference = deps.refusals?.note(request.organizer.id, {
        endpoint: ENDPOINTS.registration,
        error,
        clientId: clientIdOf(request) || null,
      })
      const refusal = errorAnswer(error)
      const error_description = reference ? `${error.description} (reference ${reference})` : error.description
      return send(reply, { ...refusal, body: { ...refusal.body, error_description } })
    }
  }
}

interface Sent {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: object | null
}

function send(reply: FastifyReply, { status, headers, body }: Sent): FastifyReply {
  reply.code(status).headers(headers)
  return body === null ? reply.send() : reply.type('application/json; charset=utf-8').send(JSON.stringify(body))
}

/** RFC 9110 15.5.6, in the words of OAuth. */
function refuseOtherMethods(app: FastifyInstance, url: string, method: string[], allow: string): void {
  const config = { answers: 'oauth', csrf: false } as const
  const handler = () => {
    throw new FoyerError('wrong method', { code: 'method_not_allowed', status: 405, headers: { allow } })
  }
  app.route({ method, url, config, exposeHeadRoute: false, handler })
}

/** Whatever type it says it has: what is no JSON is refused in the words of the protocol. */
function readBodiesAsText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) =>
    done(null, body),
  )
}

function bodyOf({ body }: FastifyRequest): string {
  return typeof body === 'string' ? body : ''
}

function clientIdOf(request: FastifyRequest): string {
  const params = oneParams.safeParse(request.params)
  return params.success ? params.data.clientId : ''
}
