import { z } from 'zod'
import { beginLogin } from '../../../protocol/client/begin-login.ts'
import type { Connection } from '../../../protocol/client/connection.ts'
import { rememberedSchema } from '../../../protocol/client/remembered.ts'
import type { BackendRequest } from '../contract.ts'
import type { OidcConfig } from './config.ts'

/** What is remembered between leaving for the provider and coming back. */
export const attemptSchema = rememberedSchema.extend({
  /** At a reauthentication: who has to come back. */
  identifier: z.string().nullable(),
})

/**
 * The address of the authorization request. A reauthentication demands a fresh login.
 * @param now ms
 * @throws ProviderProblem
 */
export async function authorizationAddress(
  connection: Connection,
  request: BackendRequest<OidcConfig>,
  now: number,
): Promise<string> {
  const { config, user, attempts } = request
  const isFresh = request.purpose === 'reauthentication'
  const identifier = isFresh ? (user?.authBackendIdentifier ?? null) : null
  const isProved = !isFresh || config.auth_time === 'require'
  const { address } = await beginLogin(connection, {
    redirectUri: request.callbackUrl,
    wishes: isFresh ? { maxAge: 0, loginHint: user?.email } : { prompt: config.prompt, maxAge: config.max_age },
    isFresh,
    now,
    state: (remembered) =>
      attempts.start({ ...remembered, identifier, freshSince: isProved ? remembered.freshSince : null }),
  })
  return address
}
