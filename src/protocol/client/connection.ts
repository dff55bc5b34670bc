import type * as openid from 'openid-client'
import type { ProviderKeys } from './provider-keys.ts'
import type { ClientSettings, Trace } from './types.ts'

export interface CallOptions {
  /** Our time in ms; the system's unless told otherwise. */
  readonly now?: number
  /** Hears of each call. */
  readonly trace?: Trace | undefined
}

/** A provider as it describes itself, with us as its client. */
export interface Connection {
  readonly settings: ClientSettings
  /** Checked, and as JSON good enough to be stored and read again by `connectionFrom`. */
  readonly metadata: openid.ServerMetadata
  /** The provider's signing keys; fetched when they are needed and kept. */
  readonly keys: ProviderKeys
  /** When the description was read, in ms. */
  readonly readAt: number
  readonly client: openid.Configuration
  /** The same client for one login: with this time, and calls that are heard. */
  clientFor(options: CallOptions): openid.Configuration
}
