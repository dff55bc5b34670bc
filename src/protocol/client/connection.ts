import type { RemoteJWKSet } from 'jose'
import type * as openid from 'openid-client'
import type { ClientSettings } from './types.ts'

/** A provider as it describes itself, with us as its client. */
export interface Connection {
  readonly settings: ClientSettings
  readonly client: openid.Configuration
  readonly metadata: openid.ServerMetadata
  /** The provider's signing keys; fetched when they are needed and kept. */
  readonly keys: RemoteJWKSet
  /** When the description was read, in ms. */
  readonly readAt: number
}
