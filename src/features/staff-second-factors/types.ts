import type { PasskeyId, TotpDeviceId, UserId } from '../../core/ids.ts'

/** The words of the addresses: an authenticator app, or a passkey. */
export type DeviceType = 'totp' | 'webauthn'

/** An authenticator app. Instants in ms. */
export interface TotpDevice {
  readonly id: TotpDeviceId
  readonly userId: UserId
  readonly name: string
  /** Encrypted. */
  readonly secret: string
  readonly createdAt: number
  /** Null until its first code was right; before that it counts for nothing. */
  readonly confirmedAt: number | null
  readonly lastUsedAt: number | null
}

/** A WebAuthn credential. Instants in ms. */
export interface Passkey {
  readonly id: PasskeyId
  readonly userId: UserId
  /** base64url */
  readonly credentialId: string
  /** COSE key. */
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly transports: readonly string[]
  readonly name: string
  /** Copied between devices by its provider. */
  readonly isBackedUp: boolean
  readonly createdAt: number
  readonly lastUsedAt: number | null
}

/** A confirmed device of either type. Instants in ms. */
export interface Device {
  readonly type: DeviceType
  readonly id: string
  readonly name: string
  /** A security key that is plugged in or held to the machine. */
  readonly isKey: boolean
  readonly createdAt: number
  readonly lastUsedAt: number | null
}

/** How many recovery codes are left. `madeAt` of the newest, in ms; null when there is none. */
export interface RecoveryCodesLeft {
  readonly left: number
  readonly madeAt: number | null
}

/** Everything that somebody can prove a second factor with. */
export interface Factors {
  /** The oldest first. */
  readonly devices: readonly Device[]
  readonly codes: RecoveryCodesLeft
}

/** Why a passkey is made or asked for. Each challenge counts for one of these. */
export type ChallengePurpose = 'login' | 'second_step' | 'register' | 'reauthentication'
