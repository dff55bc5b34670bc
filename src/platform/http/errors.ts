import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { FoyerError, InvalidInput, type Message, NotFound } from '../../core/errors.ts'
import { say } from '../i18n/i18n.ts'

/** What an error page needs to know. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly text: Message
  /** To quote to the operator; the log has it, too. */
  readonly reference: string
}

/** Draws an error page in the look of the place where it happened. */
export type ErrorPage = (request: FastifyRequest, reply: FastifyReply, problem: Problem) => Promise<string>

const BY_STATUS: Readonly<Record<number, string>> = {
  400: 'errors:badRequest',
  404: 'errors:notFound',
  405: 'errors:methodNotAllowed',
  413: 'errors:tooLarge',
  414: 'errors:tooLarge',
  415: 'errors:unsupportedType',
  429: 'errors:tooMany',
  431: 'errors:tooLarge',
  503: 'errors:overloaded',
}

/** Turns anything that was thrown into what may be said about it. */
export function toProblem(error: unknown, reference: string): Problem {
  if (error instanceof FoyerError) {
    const text = error.text ?? { key: BY_STATUS[error.status] ?? 'errors:internal' }
    return { status: error.status, code: error.code, text, reference: error.reference ?? reference }
  }
  const status = (error as FastifyError | undefined)?.statusCode
  if (status !== undefined && status >= 400 && status < 500) {
    return { status, code: 'bad_request', text: { key: BY_STATUS[status] ?? 'errors:badRequest' }, reference }
  }
  return { status: 500, code: 'internal', text: { key: 'errors:internal' }, reference }
}

/** One translator for each kind of answer; everything that a handler throws ends here. */
export function installErrorHandling(
  app: FastifyInstance,
  options: { page: ErrorPage; allowedMethods: (path: string) => string[] },
): void {
  app.setErrorHandler(async (error, request, reply) => {
    if (error instanceof NotFound && request.is404) return notFound(request, reply)
    const problem = toProblem(error, request.id)
    if (problem.status >= 500) request.log.error({ err: error, problem: problem.code }, 'request failed')
    else request.log.info({ problem: problem.code, reason: (error as Error).message }, 'request refused')
    if (error instanceof FoyerError) reply.headers(error.headers)
    return answer(request, reply, problem, error)
  })

  async function notFound(request: FastifyRequest, reply: FastifyReply) {
    const path = request.url.split('?')[0] ?? '/'
    const allowed = options.allowedMethods(path)
    if (allowed.length > 0 && !allowed.includes(request.method)) {
      reply.header('allow', allowed.join(', '))
      const text = { key: 'errors:methodNotAllowed' }
      return answer(request, reply, { status: 405, code: 'method_not_allowed', text, reference: request.id })
    }
    return answer(request, reply, toProblem(new NotFound(), request.id))
  }
  app.setNotFoundHandler(notFound)
  app.decorate('answerNotFound', notFound)

  async function answer(request: FastifyRequest, reply: FastifyReply, problem: Problem, error?: unknown) {
    reply.code(problem.status).header('cache-control', 'no-store')
    switch (answerKind(request)) {
      case 'oauth':
        return reply.send(oauthJson(problem))
      case 'api':
        return reply.send(apiJson(request, problem, error))
      case 'page':
        return reply.html(await options.page(request, reply, problem))
    }
  }
}

function answerKind(request: FastifyRequest): 'page' | 'api' | 'oauth' {
  const declared = request.routeOptions.config?.answers
  if (declared) return declared
  return request.url.startsWith('/api/') ? 'api' : 'page'
}

/** RFC 6749 5.2; `reference` is ours. */
function oauthJson(problem: Problem): Record<string, unknown> {
  const error = problem.status >= 500 ? 'server_error' : 'invalid_request'
  const word = problem.status === 429 || problem.status === 503 ? 'temporarily_unavailable' : error
  return { error: word, error_description: problem.code.replaceAll('_', ' '), reference: problem.reference }
}

/** The shapes of the reference's REST API: `{field: [text]}` for input, `{detail: text}` for the rest. */
function apiJson(request: FastifyRequest, problem: Problem, error: unknown): Record<string, unknown> {
  if (error instanceof InvalidInput) {
    return Object.fromEntries(Object.entries(error.fields).map(([field, text]) => [field, [say(request.t, text)]]))
  }
  return { detail: say(request.t, problem.text), code: problem.code, reference: problem.reference }
}

declare module 'fastify' {
  interface FastifyInstance {
    /** For scopes whose hooks must run before the page for an unknown address is drawn. */
    readonly answerNotFound: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
  }
}
