import type { FastifyRequest } from 'fastify'
import { FoyerError } from '../../core/errors.ts'
import { OAuthError } from '../../protocol/provider/errors.ts'
import { readLogoutRequest } from '../../protocol/provider/logout/index.ts'
import { parameter } from '../../protocol/provider/parameters.ts'
import type { SingleLogoutRouteDeps } from './deps.ts'
import { noteRefusal } from './problems.ts'
import type { KeptWish } from './types.ts'

/** The query as it was sent, so that repeated parameters stay visible. */
export function queryOf(request: FastifyRequest): URLSearchParams {
  const start = request.url.indexOf('?')
  return new URLSearchParams(start < 0 ? '' : request.url.slice(start + 1))
}

/** The fields of a form, repeated ones included. */
export function formOf({ body }: FastifyRequest): URLSearchParams {
  const params = new URLSearchParams()
  if (typeof body !== 'object' || body === null) return params
  for (const [name, value] of Object.entries(body)) for (const one of [value].flat()) params.append(name, String(one))
  return params
}

/**
 * A logout request of an app, read and judged.
 * @throws FoyerError for a page, when it makes no sense
 */
export async function readWish(
  request: FastifyRequest,
  deps: Pick<SingleLogoutRouteDeps, 'provider' | 'refusals'>,
  params: URLSearchParams,
): Promise<KeptWish> {
  const host = deps.provider.host(request.organizer, request.site)
  const clientId = parameter(params, 'client_id')
  const uri = parameter(params, 'post_logout_redirect_uri')
  try {
    const wish = await readLogoutRequest({ host, params })
    return { ...wish, uiLocales: parameter(params, 'ui_locales'), sent: { clientId, uri } }
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    const reference = noteRefusal(request, deps, error, clientId)
    const isTwice = error.hint?.rule === 'parameter_repeated'
    const text = {
      key: isTwice ? 'singleLogout:bad.twice' : 'singleLogout:bad.tooLong',
      params: { name: error.hint?.sent ?? '' },
    }
    throw new FoyerError(error.message, {
      code: error.code,
      status: 400,
      text,
      ...(reference !== null && { reference }),
    })
  }
}
