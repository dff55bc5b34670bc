import type { SigningAlg } from '../../keys/types.ts'
import { type JsonAnswer, NO_STORE } from '../answer.ts'
import type { SubjectClaims } from '../claims.ts'
import type { ProviderHost } from '../provider-host.ts'
import type { ProviderClient } from '../types.ts'

/** The claims as a JWT for this client, in the algorithm that it is registered for. OpenID Connect Core 5.3.2. */
export async function signedAnswer(
  { issuer, keys }: Pick<ProviderHost, 'issuer' | 'keys'>,
  client: ProviderClient,
  alg: SigningAlg,
  claims: SubjectClaims,
): Promise<JsonAnswer<string>> {
  const signer = await keys.signer(alg)
  const body = await signer.sign({ ...claims, iss: issuer, aud: client.clientId })
  return { status: 200, headers: { ...NO_STORE, 'content-type': 'application/jwt' }, body }
}
