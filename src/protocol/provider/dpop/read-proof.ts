import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, type JWK, type JWSHeaderParameters } from 'jose'

/** Longer headers than this hold no proof. */
const LONGEST_PROOF = 8000
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv']

export interface DpopProof {
  /** RFC 7638 thumbprint of the key. */
  readonly jkt: string
  readonly claims: Readonly<Record<string, unknown>>
}

/** A proof, or why a header holds none: a clause after "The DPoP proof". */
export type ReadProof = DpopProof | { readonly problem: string }

/** A proof is a JWT of type `dpop+jwt` that carries the public key that it is signed with. RFC 9449 4.2 and 4.3. */
export async function readProof(header: string, algs: readonly string[]): Promise<ReadProof> {
  if (header.length > LONGEST_PROOF || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(header)) {
    return { problem: 'is not one signed JWT in compact form' }
  }
  const parts = readHeader(header)
  if (typeof parts === 'string') return { problem: parts }
  if (!algs.includes(parts.alg)) return { problem: `must be signed with ${algs.join(', ')}` }
  try {
    const { payload } = await compactVerify(header, parts.jwk, { algorithms: [parts.alg] })
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload))
    if (!isObject(claims)) return { problem: 'does not hold a JSON object' }
    return { jkt: await calculateJwkThumbprint(parts.jwk), claims }
  } catch {
    return { problem: 'is not signed with the key in its jwk' }
  }
}

function readHeader(proof: string): { jwk: JWK; alg: string } | string {
  let header: JWSHeaderParameters
  try {
    header = decodeProtectedHeader(proof)
  } catch {
    return 'has a header that cannot be read'
  }
  const { typ, alg, jwk, crit } = header
  if (typeof typ !== 'string' || !/^(?:application\/)?dpop\+jwt$/i.test(typ)) return 'must have the typ dpop+jwt'
  if (crit !== undefined) return 'has crit in its header, which is not understood here'
  if (typeof alg !== 'string') return 'has no alg in its header'
  if (!isObject(jwk)) return 'has no jwk in its header'
  if (PRIVATE_MEMBERS.some((name) => Object.hasOwn(jwk, name))) return 'has a private key in its jwk'
  return { jwk, alg }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
