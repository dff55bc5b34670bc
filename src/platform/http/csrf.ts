import type { FastifyReply, FastifyRequest } from 'fastify'
import { CsrfRefused } from '../../core/errors.ts'
import { type Random, randomSecret } from '../../core/random.ts'
import type { SecretBox } from '../crypto/secret-box.ts'
import type { Cookies } from './cookies.ts'

/** Name of the hidden field that every form carries. */
export const CSRF_FIELD = '_csrf'
/** Carries the token of a script, which sends no form. Other sites cannot set it. */
const CSRF_HEADER = 'x-csrftoken'
const COOKIE = 'csrf'
const PURPOSE = 'csrf'

export interface Csrf {
  /** The token for the forms of this page; gives the browser its cookie on the first call. */
  token(request: FastifyRequest, reply: FastifyReply): string
  /** @throws CsrfRefused when the form did not come from a page of this browser session */
  check(request: FastifyRequest): void
  /** A new cookie, so that forms loaded before a login or logout end. */
  rotate(request: FastifyRequest, reply: FastifyReply): void
}

/** Signed double submit: the field is a MAC of the cookie, and the browser's own word on the origin must not contradict. */
export function createCsrf(deps: { cookies: Cookies; secrets: SecretBox; random: Random }): Csrf {
  const issued = new WeakMap<FastifyRequest, string>()

  function issue(request: FastifyRequest, reply: FastifyReply): string {
    const value = randomSecret(deps.random)
    issued.set(request, value)
    deps.cookies.set(reply, COOKIE, value)
    return value
  }

  return {
    token(request, reply) {
      const value = issued.get(request) ?? deps.cookies.read(request, COOKIE) ?? issue(request, reply)
      return deps.secrets.mac(value, PURPOSE)
    },
    check(request) {
      const site = request.headers['sec-fetch-site']
      if (site !== undefined && site !== 'same-origin' && site !== 'none') {
        throw new CsrfRefused(`sent from another site (${site})`)
      }
      const cookie = deps.cookies.read(request, COOKIE)
      const field =
        (request.body as Record<string, unknown> | null | undefined)?.[CSRF_FIELD] ?? request.headers[CSRF_HEADER]
      if (cookie === null) throw new CsrfRefused('no cookie')
      if (typeof field !== 'string' || !deps.secrets.checkMac(cookie, PURPOSE, field))
        throw new CsrfRefused('wrong token')
    },
    rotate(request, reply) {
      issue(request, reply)
    },
  }
}
