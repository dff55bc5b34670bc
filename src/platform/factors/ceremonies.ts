import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type VerifiedRegistrationResponse,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { AssertionJson, RegistrationJson } from './credential-json.ts'
import type { RelyingParty } from './relying-party.ts'

/** How long a browser waits for its person, in ms. */
const TIMEOUT_MS = 120_000
/** EdDSA, ES256, RS256, the best first: COSE numbers (RFC 9053). */
const ALGORITHMS = [-8, -7, -257]

export interface NewPasskeyUser {
  readonly id: string
  /** Shown where somebody chooses among passkeys. */
  readonly account: string
  readonly name: string
}

export interface KnownPasskey {
  /** base64url */
  readonly credentialId: string
  readonly transports: readonly string[]
}

/**
 * Whether a passkey has to verify its holder and to name its account by itself, so that it can log in alone. Security keys that
 * cannot are good for a second step.
 */
export type Demand = 'required' | 'preferred'

/** What `navigator.credentials.create` is given. */
export function registrationOptions(
  rp: RelyingParty,
  rpName: string,
  user: NewPasskeyUser,
  known: readonly KnownPasskey[],
  challenge: Uint8Array<ArrayBuffer>,
  demand: Demand = 'required',
) {
  return generateRegistrationOptions({
    rpName,
    rpID: rp.id,
    userID: new Uint8Array(Buffer.from(user.id)),
    userName: user.account,
    userDisplayName: user.name,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    timeout: TIMEOUT_MS,
    challenge,
    excludeCredentials: known.map(describe),
    authenticatorSelection: { residentKey: demand, userVerification: demand },
  })
}

/** The new credential; null when the answer is not one to this challenge, of this page. */
export async function verifyRegistration(
  rp: RelyingParty,
  challenge: string,
  response: RegistrationJson,
  demand: Demand = 'required',
): Promise<VerifiedRegistrationResponse['registrationInfo'] | null> {
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: rp.origin,
      expectedRPID: rp.id,
      requireUserVerification: demand === 'required',
      supportedAlgorithmIDs: ALGORITHMS,
    })
    return registrationInfo ?? null
  } catch {
    return null
  }
}

export interface RequestFor {
  /** Only these; null for any. */
  readonly passkeys: readonly KnownPasskey[] | null
  /** Whether the holder has to be verified: finger, face or PIN. */
  readonly verifies: boolean
}

/** What `navigator.credentials.get` is given. */
export function requestOptions(
  rp: RelyingParty,
  challenge: Uint8Array<ArrayBuffer>,
  { passkeys, verifies }: RequestFor,
) {
  return generateAuthenticationOptions({
    rpID: rp.id,
    challenge,
    timeout: TIMEOUT_MS,
    userVerification: verifies ? 'required' : 'preferred',
    ...(passkeys !== null && { allowCredentials: passkeys.map(describe) }),
  })
}

export interface VerifiedAssertion {
  readonly count: number
  readonly isUserVerified: boolean
  readonly isBackedUp: boolean
}

/**
 * Checks type, challenge, origin, relying party, presence and signature; null when any of them is wrong. The counter is for
 * whoever stores it.
 */
export async function verifyAssertion(
  rp: RelyingParty,
  challenge: string,
  passkey: { readonly credentialId: string; readonly publicKey: Uint8Array<ArrayBuffer> },
  response: AssertionJson,
  { verifies }: Pick<RequestFor, 'verifies'>,
): Promise<VerifiedAssertion | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: rp.origin,
      expectedRPID: rp.id,
      credential: { id: passkey.credentialId, publicKey: passkey.publicKey, counter: 0 },
      requireUserVerification: verifies,
    })
    if (!verified) return null
    const { newCounter, userVerified, credentialBackedUp } = authenticationInfo
    return { count: newCounter, isUserVerified: userVerified, isBackedUp: credentialBackedUp }
  } catch {
    return null
  }
}

function describe({ credentialId, transports }: KnownPasskey) {
  return { id: credentialId, transports: [...transports] }
}
