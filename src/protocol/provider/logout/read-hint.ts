import { type OwnIdToken, readOwnIdToken } from '../../keys/verify-id-token.ts'
import { parameter } from '../parameters.ts'
import type { LogoutRequest } from './types.ts'

/** `invalid` for anything that is not an ID token of this issuer; null when none was sent. */
export type ReadHint = OwnIdToken | 'invalid' | null

/** `id_token_hint` says whom to log out: an ID token that this issuer signed, expired or not. RP-Initiated Logout 1.0, 2 and 4. */
export async function readHint({
  host,
  params,
}: Pick<LogoutRequest, 'host' | 'params'>): Promise<{ readonly token: ReadHint }> {
  const hint = parameter(params, 'id_token_hint')
  if (hint === null) return { token: null }
  return { token: (await readOwnIdToken(hint, host.issuer, await host.keys.publicKeys())) ?? 'invalid' }
}
