import type { CustomerId, PasskeyId } from '../../core/ids.ts'

/** A WebAuthn credential. Instants in ms. */
export interface Passkey {
  readonly id: PasskeyId
  readonly customerId: CustomerId
  /** base64url */
  readonly credentialId: string
  /** COSE key. */
  readonly publicKey: Uint8Array<ArrayBuffer>
  /** Host for which it was made, and at which alone it works. */
  readonly rpId: string
  readonly transports: readonly string[]
  readonly name: string
  /** Copied between devices by its provider. */
  readonly isBackedUp: boolean
  readonly createdAt: number
  readonly lastUsedAt: number | null
}

/** How many recovery codes are left of the present set. `madeAt` in ms; null when there is none. */
export interface RecoveryCodesLeft {
  readonly left: number
  readonly madeAt: number | null
}

/** Everything that somebody can prove a second step with. */
export interface Factors {
  /** The newest last. */
  readonly passkeys: readonly Passkey[]
  /** Since when the authenticator app is on, in ms; null when it is off. */
  readonly totpSince: number | null
  readonly codes: RecoveryCodesLeft
}

/** Why a passkey is made or asked for. Each challenge counts for one of these. */
export type ChallengePurpose = 'login' | 'second_step' | 'register' | 'reauthentication'
