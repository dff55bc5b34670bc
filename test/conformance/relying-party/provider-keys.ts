import { randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

/** The signing keys of one provider, and of nobody else. */
export interface SigningKeys {
  /** The published key that signs at the moment. */
  readonly current: JWK
  /** From now on another key signs. */
  rotate(): Promise<void>
  /** @param options.kid false leaves the name of the key out */
  sign(
    claims: Readonly<Record<string, unknown>>,
    options?: { readonly typ?: string; readonly kid?: false },
  ): Promise<string>
}

export async function createSigningKeys(alg: 'RS256' | 'ES256'): Promise<SigningKeys> {
  let [pair, current] = await newKey(alg)
  return {
    get current() {
      return current
    },
    async rotate() {
      ;[pair, current] = await newKey(alg)
    },
    sign: (claims, { typ = 'JWT', kid } = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg, typ, ...(kid !== false && current.kid !== undefined && { kid: current.kid }) })
        .sign(pair.privateKey),
  }
}

async function newKey(alg: string) {
  const pair = await generateKeyPair(alg)
  const jwk: JWK = { ...(await exportJWK(pair.publicKey)), kid: randomUUID(), alg, use: 'sig' }
  return [pair, jwk] as const
}
