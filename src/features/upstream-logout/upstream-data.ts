import type { SecretBox } from '../../platform/crypto/secret-box.ts'

/** What sessions keep for a logout at their provider is sealed for this. */
const SEALED_FOR = 'id token of a provider'
/** Longer ID tokens make addresses that many servers refuse. In characters. */
const MAX_HINT_LENGTH = 4000

/** For `UpstreamLogin.data`; null when the token is too long to be sent along. */
export function sealIdToken(secrets: SecretBox, idToken: string): string | null {
  return idToken.length > MAX_HINT_LENGTH ? null : secrets.seal(idToken, SEALED_FOR)
}

export function openIdToken(secrets: SecretBox, sealed: string): string {
  return secrets.open(sealed, SEALED_FOR)
}
