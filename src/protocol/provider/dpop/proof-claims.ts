import { hashSecret } from '../../../core/random.ts'
import { isNumericDate, problemOfStart } from '../jwt-times.ts'

/** How long a proof is good after it was made, in ms. RFC 9449 11.1. */
export const PROOF_LIFE_MS = 60_000
const LONGEST_JTI = 500

/** The request that a proof has to be made for. */
export interface ProvenRequest {
  readonly method: string
  /** Absolute URL without a query. */
  readonly url: string
  /** The access token that the request carries, null at the token endpoint. */
  readonly accessToken: string | null
  /** In ms. */
  readonly now: number
}

/** Why the claims of a proof do not fit a request, a clause after "The DPoP proof"; null when they do. RFC 9449 4.3. */
export function problemOfClaims(claims: Readonly<Record<string, unknown>>, request: ProvenRequest): string | null {
  const { htm, htu, iat, jti, ath, exp } = claims
  const { method, url, accessToken, now } = request
  if (typeof jti !== 'string' || jti === '' || jti.length > LONGEST_JTI) return 'has no jti'
  if (htm !== method) return `must have the htm ${method}`
  if (typeof htu !== 'string' || !isSameAddress(htu, url)) return `must have the htu ${url}`
  if (!isNumericDate(iat)) return 'has no iat'
  if (iat * 1000 < now - PROOF_LIFE_MS) return 'is older than a minute: is the clock of the client right?'
  if (exp !== undefined && !(isNumericDate(exp) && exp * 1000 > now)) return 'has expired'
  const early = problemOfStart(claims, now)
  if (early) return early
  if (accessToken !== null && ath !== hashSecret(accessToken)) return 'must have the SHA-256 of the access token as ath'
  return null
}

/** Query and fragment do not count, and addresses are compared as RFC 3986 6.2.2 and 6.2.3 normalise them. */
function isSameAddress(sent: string, own: string): boolean {
  if (sent === own) return true
  const [left, right] = [URL.parse(sent), URL.parse(own)]
  return left !== null && right !== null && addressOf(left) === addressOf(right)
}

function addressOf({ origin, pathname, username, password }: URL): string {
  const path = pathname.replace(/%([0-9a-f]{2})/gi, (escaped, code: string) => {
    const character = String.fromCharCode(Number.parseInt(code, 16))
    return /[\w.~-]/.test(character) ? character : escaped.toUpperCase()
  })
  return JSON.stringify([origin, path, username, password])
}
