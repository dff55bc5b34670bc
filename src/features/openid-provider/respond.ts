import type { FastifyReply, FastifyRequest } from 'fastify'
import { errorAnswer, type JsonAnswer } from '../../protocol/provider/answer.ts'
import { OAuthError } from '../../protocol/provider/errors.ts'
import type { Refusals } from './refusals.ts'

/**
 * Sends what an endpoint for programs answers, or its refusal in the words of OAuth. A body that is a text is sent as it is, in
 * the type that the answer names.
 * @param clientId the client that the request names, for those who look into a refusal
 */
export async function respond(
  request: FastifyRequest,
  reply: FastifyReply,
  refusals: Refusals,
  clientId: () => string | null,
  run: () => Promise<JsonAnswer<unknown>>,
): Promise<FastifyReply> {
  try {
    return send(reply, await run())
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    request.log.info({ code: error.code, reason: error.message }, 'request refused')
    const answer = errorAnswer(error)
    const error_description = refusals.describe(request, error, clientId())
    return send(reply, { ...answer, body: { ...answer.body, error_description } })
  }
}

function send(reply: FastifyReply, { status, headers, body }: JsonAnswer<unknown>): FastifyReply {
  reply.code(status).headers(headers)
  if (typeof body === 'string') return reply.send(body)
  return reply.type('application/json; charset=utf-8').send(body === null ? undefined : JSON.stringify(body))
}
