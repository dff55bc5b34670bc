import type { Claims } from '../../../protocol/client/claims.ts'
import type { Connection } from '../../../protocol/client/connection.ts'
import { ProviderProblem } from '../../../protocol/client/errors.ts'
import { finishLogin } from '../../../protocol/client/finish-login.ts'
import type { VerifiedPerson } from '../../../protocol/client/types.ts'
import type { BackendAttempt, BackendLogin, BackendRequest } from '../contract.ts'
import { attemptSchema } from './begin-login.ts'
import type { OidcConfig } from './config.ts'
import { type ReadIdentity, readIdentity } from './identity.ts'
import { problemInWords, REFUSALS } from './texts.ts'

/** Longer ID tokens are not kept for the logout: the address would be too long for many servers. In characters. */
const MAX_HINT_LENGTH = 4000

type Request = BackendRequest<OidcConfig>

/**
 * The steps of a return from the provider, in order. Each of them throws a refusal that the person can read.
 * @param now ms
 */
export async function handleReturn(
  request: Request,
  provider: () => Promise<Connection>,
  now: number,
): Promise<BackendLogin> {
  const parameters = request.method === 'POST' ? request.form : request.query
  const attempt = await request.attempts.take(parameters.state)
  if (attempt === null) throw request.refuse(REFUSALS.attemptGone)
  const person = await verifiedPerson(request, await provider(), attempt, now)
  const { identity } = accepted(request, readIdentity(claimSources(person, request.config), request.config))
  const expected = attemptSchema.parse(attempt.data).identifier
  if (expected !== null && expected !== identity.identifier) throw request.refuse(REFUSALS.anotherPerson)
  const user = await request.users.getOrCreateForBackend(identity)
  return { user, secondFactorDone: hasSecondFactor(person, request.config), session: sessionOf(person, request) }
}

async function verifiedPerson(
  request: Request,
  connection: Connection,
  { data, purpose }: BackendAttempt,
  now: number,
): Promise<VerifiedPerson> {
  const parameters = request.method === 'POST' ? request.form : request.query
  const { state = '' } = parameters
  try {
    return await finishLogin(connection, { parameters, remembered: attemptSchema.parse(data), state, now })
  } catch (error) {
    if (!(error instanceof ProviderProblem)) throw error
    request.log.warn({ err: error, ...error.detail }, 'a login could not be completed')
    const isStale = error.code === 'not_fresh' && purpose === 'login'
    throw request.refuse(isStale ? REFUSALS.badAnswer : problemInWords(error))
  }
}

/** The claims by which people are known, those of the signed ID token first. */
function claimSources({ idTokenClaims, userinfo }: VerifiedPerson, config: OidcConfig): readonly Claims[] {
  const more = userinfo === null ? [] : [userinfo]
  return config.claims_from === 'userinfo' ? more : [idTokenClaims, ...more]
}

function accepted(request: Request, read: ReadIdentity): Exclude<ReadIdentity, { refusal: unknown }> {
  if ('identity' in read) return read
  throw request.refuse(read.refusal)
}

/** Whether the provider says that it checked one of the ways that count as a second factor: `amr`, RFC 8176, or `acr`. */
function hasSecondFactor({ amr, acr }: VerifiedPerson, { second_factor: counting }: OidcConfig): boolean {
  return [acr ?? '', ...amr].some((value) => counting.includes(value))
}

function sessionOf({ idToken, sid }: VerifiedPerson, { config }: Request): NonNullable<BackendLogin['session']> {
  const hint = idToken.length <= MAX_HINT_LENGTH ? { id_token: idToken } : {}
  return { ...(sid !== null && { id: sid }), ...(config.rp_logout && { data: hint }) }
}
