import type { FastifyReply, FastifyRequest } from 'fastify'
import { errorAnswer, type JsonAnswer } from '../../protocol/provider/answer.ts'
import { OAuthError } from '../../protocol/provider/errors.ts'

/** Sends what an endpoint for programs answers, or its refusal in the words of OAuth. */
export async function respond(
  request: FastifyRequest,
  reply: FastifyReply,
  run: () => Promise<JsonAnswer<unknown>>,
): Promise<FastifyReply> {
  try {
    return send(reply, await run())
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    request.log.info({ code: error.code, reason: error.message }, 'request refused')
    return send(reply, errorAnswer(error))
  }
}

function send(reply: FastifyReply, { status, headers, body }: JsonAnswer<unknown>): FastifyReply {
  return reply.code(status).headers(headers).type('application/json; charset=utf-8').send(JSON.stringify(body))
}
