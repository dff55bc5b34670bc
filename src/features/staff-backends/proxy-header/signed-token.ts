import { createLocalJWKSet, createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from 'jose'
import type { Clock } from '../../../core/clock.ts'
import type { Outgoing } from '../../../platform/outgoing/types.ts'
import { outgoingFetch } from '../../../protocol/client/outgoing-fetch.ts'
import { type Asserted, listOf } from './asserted.ts'
import type { Proof } from './config.ts'

type JwtProof = Extract<Proof, { kind: 'jwt' }>

const SYMMETRIC = ['HS256', 'HS384', 'HS512']
const ASYMMETRIC = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']
/** The set of keys could not be fetched, or is none. */
const KEY_TROUBLE = ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID']
const CLOCK_TOLERANCE_S = 30
const MAX_TOKEN_LENGTH = 16_384

export interface TokenReader {
  /** The verified claims of a token (RFC 7519), or why it is not believed. @throws Error when the keys cannot be fetched */
  read(token: string, proof: JwtProof): Promise<{ readonly claims: JWTPayload } | { readonly problem: string }>
  /** @throws Error when the keys cannot be fetched */
  check(proof: JwtProof): Promise<void>
}

/** @param deps.outgoing through which keys are fetched; they are kept */
export function createTokenReader({ outgoing, clock }: { outgoing: Outgoing; clock: Clock }): TokenReader {
  const call = outgoingFetch(outgoing)
  const remote = new Map<string, ReturnType<typeof createRemoteJWKSet>>()

  function remoteKeys(url: string) {
    const known = remote.get(url) ?? createRemoteJWKSet(new URL(url), { [customFetch]: call })
    remote.set(url, known)
    return known
  }

  async function verified(token: string, { key, issuer, audience }: JwtProof): Promise<JWTPayload> {
    const options = {
      issuer,
      audience,
      algorithms: key.kind === 'secret' ? SYMMETRIC : ASYMMETRIC,
      clockTolerance: CLOCK_TOLERANCE_S,
      requiredClaims: ['exp'],
      currentDate: new Date(clock.now()),
    }
    if (key.kind === 'secret') return (await jwtVerify(token, new TextEncoder().encode(key.secret), options)).payload
    if (key.kind === 'public') return (await jwtVerify(token, key.key, options)).payload
    return (await jwtVerify(token, key.kind === 'url' ? remoteKeys(key.url) : createLocalJWKSet(key.jwks), options))
      .payload
  }

  return {
    async read(token, proof) {
      if (token.length > MAX_TOKEN_LENGTH) return { problem: 'the token is too long' }
      try {
        return { claims: await verified(token, proof) }
      } catch (error) {
        if (!isAboutToken(error)) throw error
        return { problem: error.message }
      }
    },
    async check({ key }) {
      if (key.kind === 'url') await remoteKeys(key.url).reload()
    },
  }
}

/** An error of the token, in contrast to one of the way to the keys. A key of the wrong kind is a TypeError. */
function isAboutToken(error: unknown): error is Error {
  if (error instanceof TypeError) return true
  return error instanceof errors.JOSEError && !KEY_TROUBLE.includes(error.code)
}

/** Whom verified claims name. */
export function assertedBy(claims: JWTPayload, names: JwtProof['claims'], separator: string): Asserted {
  const value = (name: string): unknown => (Object.hasOwn(claims, name) ? claims[name] : undefined)
  const text = (name: string) => {
    const found = value(name)
    return typeof found === 'string' ? found.trim() : ''
  }
  const groups = value(names.groups)
  return {
    identifier: text(names.identifier),
    email: text(names.email),
    name: text(names.name),
    groups: Array.isArray(groups)
      ? groups.filter((group): group is string => typeof group === 'string')
      : listOf(text(names.groups), separator),
  }
}

/** The token of a header: behind `Bearer` (RFC 6750), which only `Authorization` needs. */
export function tokenOf(value: string, header: string): string | null {
  const bearer = /^Bearer +([^ ]+)$/i.exec(value)?.[1]
  if (bearer !== undefined) return bearer
  return header === 'authorization' || value.includes(' ') ? null : value
}
