import type { FastifyRequest } from 'fastify'
import { ENDPOINTS } from '../../protocol/provider/endpoints.ts'
import { OAuthError, type OAuthErrorCode } from '../../protocol/provider/errors.ts'
import type { LogoutProblem } from '../../protocol/provider/logout/types.ts'
import type { SingleLogoutRouteDeps } from './deps.ts'
import type { KeptWish } from './types.ts'

const LONGEST_SHOWN = 300

/** Why the app gets nobody back, as a page says it. */
export interface ShownProblem {
  readonly text: string
  /** What staff find it by; null when it was not kept. */
  readonly reference: string | null
}

type Deps = Pick<SingleLogoutRouteDeps, 'provider' | 'refusals'>

interface Refusal {
  readonly code: OAuthErrorCode
  readonly rule: string
  readonly description: string
}

const REFUSALS: Readonly<Record<LogoutProblem, Refusal>> = {
  hint_invalid: {
    code: 'invalid_request',
    rule: 'logout_hint_invalid',
    description: 'id_token_hint is not an ID token of this issuer',
  },
  client_missing: {
    code: 'invalid_request',
    rule: 'logout_client_missing',
    description: 'post_logout_redirect_uri needs id_token_hint or client_id',
  },
  client_unknown: {
    code: 'unauthorized_client',
    rule: 'client_id_unknown',
    description: 'client_id is not known here, or switched off',
  },
  client_differs: {
    code: 'invalid_request',
    rule: 'logout_client_differs',
    description: 'id_token_hint was issued to another client than client_id',
  },
  return_unknown: {
    code: 'invalid_request',
    rule: 'post_logout_redirect_uri_differs',
    description: 'post_logout_redirect_uri is not registered for this client',
  },
}

/** Keeps a refused logout request for staff and answers its reference. */
export function noteRefusal(
  { organizer }: FastifyRequest,
  { refusals }: Deps,
  error: OAuthError,
  clientId: string | null,
): string | null {
  return refusals?.note(organizer.id, { endpoint: ENDPOINTS.endSession, error, clientId }) ?? null
}

/** What a page says about the fault of a request; null for one without. */
export async function problemOf(request: FastifyRequest, deps: Deps, wish: KeptWish): Promise<ShownProblem | null> {
  if (wish.problem === null) return null
  const { organizer, site, t } = request
  const client = wish.client && (await deps.provider.host(organizer, site).clients.findByKey(wish.client))
  const { code, rule, description } = REFUSALS[wish.problem]
  const { uri } = wish.sent
  const hint = {
    rule,
    ...(uri !== null && { sent: uri.slice(0, LONGEST_SHOWN) }),
    ...(client && { expected: client.postLogoutRedirectUris.join(', ').slice(0, LONGEST_SHOWN) }),
  }
  const clientId = client?.clientId ?? wish.sent.clientId
  request.log.info({ code, reason: description }, 'logout request refused')
  return {
    text: t(`singleLogout:problem.${wish.problem}`, {
      name: client?.name ?? t('singleLogout:theApp'),
      organizer: organizer.name,
      uri: shownUri(uri),
    }),
    reference: noteRefusal(request, deps, new OAuthError(code, description, { hint }), clientId),
  }
}

/** Only a complete address is shown, in its encoded form, so that nobody can write sentences into our page. */
function shownUri(uri: string | null): string {
  const href = URL.parse(uri ?? '')?.href ?? '–'
  return href.length > LONGEST_SHOWN ? `${href.slice(0, LONGEST_SHOWN)}…` : href
}
