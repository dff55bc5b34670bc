import type { FastifyReply, FastifyRequest } from 'fastify'
import { seeOther } from '../../platform/http/see-other.ts'
import type { Platform } from '../../platform/platform.ts'
import { authorize } from '../../protocol/provider/authorization/index.ts'
import { AUTHORIZATION_PARAMETERS } from '../../protocol/provider/authorization/parameters.ts'
import type { AuthorizationOutcome, AuthorizationRequest } from '../../protocol/provider/authorization/types.ts'
import { AuthorizationPageError } from '../../protocol/provider/errors.ts'
import { parameter } from '../../protocol/provider/parameters.ts'
import { pageError, pageProblem } from './authorization-page.ts'
import { authorizePath } from './authorize-path.ts'
import { formOf, queryOf } from './form-body.ts'
import { sendFormPost } from './form-post-page.tsx'
import { consentAddress, loginAddress } from './login-address.ts'
import { comesFromOwnPage, sendOnward } from './onward-page.tsx'
import type { Refusals } from './refusals.ts'
import { createNoteBook } from './request-notes.ts'
import { requestSession } from './request-session.ts'
import type { OpenidProvider } from './types.ts'

export interface AuthorizeHandlers {
  /** Answers an authorization request: back to the app, or on to the login or the consent page. */
  get(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>
  /**
   * A form that another site posted comes without the session cookie (SameSite=Lax), so the browser is sent to the same
   * request as GET. Only parameters of the protocol go along. OpenID Connect Core 3.1.2.1.
   */
  post(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>
}

interface AuthorizeDeps {
  readonly provider: Pick<OpenidProvider, 'host' | 'person'>
  readonly refusals: Refusals
  /** What the iframe of Session Management 1.0 sees of this browser; null when it sees nothing. */
  readonly browserState?: ((request: FastifyRequest) => string | null) | undefined
}

export function authorizeHandlers(platform: Platform, deps: AuthorizeDeps): AuthorizeHandlers {
  const { provider, refusals, browserState } = deps
  const { clock, secrets } = platform
  const noteBook = createNoteBook(secrets)

  return {
    async get(request, reply) {
      const { organizer, site } = request
      const host = provider.host(organizer, site)
      const params = queryOf(request)
      const now = clock.now()
      const session = await requestSession(request, provider.person)
      const context = { organizerId: organizer.id, session: session?.sid ?? null, now }
      const { began, decision, hasChosenAccount = false } = noteBook.take(params, context)
      const state = browserState?.(request) ?? null
      const asked: AuthorizationRequest = {
        host,
        params,
        session,
        now,
        hasChosenAccount,
        ...(began !== null && { reauthenticatedAfter: began }),
        ...(decision !== null && { decision }),
        ...(state !== null && { browserState: state }),
        describeRefusal: (error, client) => refusals.describe(request, error, client.clientId),
      }
      const outcome = await authorize(asked).catch(async (error: unknown) => {
        if (!(error instanceof AuthorizationPageError)) throw error
        const reference = refusals.note(request, error, parameter(params, 'client_id'))
        throw await pageProblem(error, { organizer, clients: host.clients, params, t: request.t, reference })
      })
      if (outcome.kind === 'redirect' || outcome.kind === 'form_post') return answerApp(request, reply, outcome)
      const isConsent = outcome.kind === 'consent'
      const notes = { began: began ?? now, decision: null, hasChosenAccount: hasChosenAccount && isConsent }
      const next = authorizePath(site, noteBook.add(params, notes, context))
      if (isConsent) return seeOther(reply, consentAddress(site, next))
      const { customer_accounts_native, customer_accounts_registration } = organizer.settings
      const canRegister = customer_accounts_native && customer_accounts_registration
      const facts = { canRegister, hasChosenLanguage: hasLocale(request) }
      return seeOther(reply, loginAddress(site, next, { ...outcome, ...facts }))
    },

    async post(request, reply) {
      const form = formOf(request)
      if (!form) throw pageError('form', 'the authorization request was posted without a form')
      const params = new URLSearchParams()
      for (const [name, value] of form) if (Object.hasOwn(AUTHORIZATION_PARAMETERS, name)) params.append(name, value)
      return seeOther(reply, authorizePath(request.site, params))
    },
  }
}

async function answerApp(
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: Extract<AuthorizationOutcome, { kind: 'redirect' | 'form_post' }>,
): Promise<FastifyReply> {
  if (outcome.error) request.log.info({ code: outcome.error.code }, 'authorization refused')
  if (outcome.kind === 'form_post') return sendFormPost(request, reply, outcome)
  const { location } = outcome
  return location.startsWith('http') && comesFromOwnPage(request)
    ? sendOnward(request, reply, location)
    : seeOther(reply, location)
}

function hasLocale(request: FastifyRequest): boolean {
  return request.server.browser.cookies.read(request, 'locale') !== null
}
