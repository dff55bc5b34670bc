import { InvalidInput } from '../../../core/errors.ts'
import { readSettings } from '../rules.ts'
import type { SsoClientInput, SsoClientSettings } from '../types.ts'

/** The least that makes a client. */
export const forum = { name: 'Forum', redirectUris: ['https://forum.example/cb'] } as const

/** The keys of the messages for a client like `forum`, by field; empty when nothing is wrong. */
export function problems(input: SsoClientInput, before?: SsoClientSettings): Record<string, string> {
  try {
    readSettings({ ...(before ? {} : forum), ...input }, before)
    return {}
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    return Object.fromEntries(
      Object.entries(error.fields).map(([field, message]) => [field, message.key.replace('ssoClients:', '')]),
    )
  }
}

/** A public key for ES256. */
export const EC_KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
} as const
/** A public key for EdDSA, RFC 8037 appendix A.2. */
export const OKP_KEY = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } as const
