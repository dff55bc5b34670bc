import { decodeJwt } from 'jose'
import { parseBasic } from '../../protocol/provider/client-authentication/parse-basic.ts'

const LONGEST = 200

/** What a request says which client it is from, whether or not that is true. */
export interface ClientClaim {
  readonly params: URLSearchParams
  readonly authorization: string | null
}

/** The `client_id` that a request names: in the header, the body, or a signed assertion that is not checked here. */
export function claimedClientId({ params, authorization }: ClientClaim): string | null {
  const named = authorization === null ? null : (parseBasic(authorization)?.clientId ?? null)
  const clientId = named ?? (params.get('client_id') || subjectOf(params.get('client_assertion')))
  return clientId === null ? null : clientId.slice(0, LONGEST)
}

function subjectOf(assertion: string | null): string | null {
  if (!assertion) return null
  try {
    return decodeJwt(assertion).sub ?? null
  } catch {
    return null
  }
}
