import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Far more than any request of the protocol needs, in bytes. */
export const FORM_LIMIT_BYTES = 64 * 1024

/**
 * Reads forms as `URLSearchParams`, in which repeated parameters stay visible. A body of any other type is read within the
 * limit and dropped: the endpoint says in its own words that it wants a form.
 */
export function readFormsAsParameters(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const options = { parseAs: 'string', bodyLimit: FORM_LIMIT_BYTES } as const
  app.addContentTypeParser('application/x-www-form-urlencoded', options, (_request, body, done) => {
    done(null, new URLSearchParams(String(body)))
  })
  app.addContentTypeParser('*', options, (_request, _body, done) => done(null, null))
}

/** The form of this request; null when it has none. */
export function formOf(request: FastifyRequest): URLSearchParams | null {
  return request.body instanceof URLSearchParams ? request.body : null
}

/** The query of this request as it was sent. */
export function queryOf(request: FastifyRequest): URLSearchParams {
  const start = request.url.indexOf('?')
  return new URLSearchParams(start < 0 ? '' : request.url.slice(start + 1))
}
