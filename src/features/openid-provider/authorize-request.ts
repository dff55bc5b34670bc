import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '../../platform/platform.ts'
import { authorize } from '../../protocol/provider/authorization/index.ts'
import { AUTHORIZATION_PARAMETERS } from '../../protocol/provider/authorization/parameters.ts'
import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'
import { AuthorizationPageError } from '../../protocol/provider/errors.ts'
import type { Session } from '../../protocol/provider/types.ts'
import { pageError, pageProblem } from './authorization-page.ts'
import { formOf, queryOf } from './form-body.ts'
import { loginAddress } from './login-address.ts'
import { createLoginMarkers, MARKER_PARAMETER } from './login-marker.ts'
import type { OpenidProvider } from './types.ts'

/** `isLocalPath` takes no longer ones. */
const LONGEST_PATH = 8000

export interface AuthorizeHandlers {
  /** Answers an authorization request with a redirect: back to the app, or to the login page. */
  get(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>
  /**
   * A form that another site posted comes without the session cookie (SameSite=Lax), so the browser is sent to the same
   * request as GET. Only parameters of the protocol go along. OpenID Connect Core 3.1.2.1.
   */
  post(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>
}

export function authorizeHandlers(platform: Platform, provider: OpenidProvider): AuthorizeHandlers {
  const markers = createLoginMarkers(platform.secrets)

  return {
    async get(request, reply) {
      const { organizer, site } = request
      const host = provider.host(organizer.id, site)
      const params = queryOf(request)
      const now = platform.clock.now()
      const began = markers.take(organizer.id, params, now)
      const session = await sessionOf(request)
      const asked = { host, params, session, now, ...(began !== null && { reauthenticatedAfter: began }) }
      const outcome = await authorize(asked).catch(async (error: unknown) => {
        if (!(error instanceof AuthorizationPageError)) throw error
        throw await pageProblem(error, { organizer, clients: host.clients, params, t: request.t })
      })
      if (outcome.kind === 'redirect') {
        if (outcome.error) request.log.info({ code: outcome.error }, 'authorization refused')
        return seeOther(reply, outcome.location)
      }
      const marker = markers.write(organizer.id, params, began ?? now)
      const next = withinLimit(authorizePath(request, params, marker))
      return seeOther(reply, loginAddress(site, next, { ...outcome, hasChosenLanguage: hasLocale(request) }))
    },

    async post(request, reply) {
      const form = formOf(request)
      if (!form) throw pageError('form', 'the authorization request was posted without a form')
      const params = new URLSearchParams()
      for (const [name, value] of form) if (Object.hasOwn(AUTHORIZATION_PARAMETERS, name)) params.append(name, value)
      return seeOther(reply, withinLimit(authorizePath(request, params)))
    },
  }
}

async function sessionOf(request: FastifyRequest): Promise<Session | null> {
  const session = await request.customerSession()
  if (!session) return null
  const { customer, id, authAt, amr } = session
  return { subject: customer.identifier, accountId: customer.id, sid: id, authTime: authAt, amr }
}

function hasLocale(request: FastifyRequest): boolean {
  return request.server.browser.cookies.read(request, 'locale') !== null
}

function authorizePath(request: FastifyRequest, params: URLSearchParams, marker?: string): string {
  const query = new URLSearchParams(params)
  if (marker !== undefined) query.append(MARKER_PARAMETER, marker)
  return `${request.site.base}${ENDPOINTS.authorization}?${query}`
}

function withinLimit(path: string): string {
  if (path.length > LONGEST_PATH) throw pageError('too_long', 'the authorization request is too long')
  return path
}

function seeOther(reply: FastifyReply, location: string): FastifyReply {
  return reply.code(303).header('location', location).header('cache-control', 'no-store').send()
}
