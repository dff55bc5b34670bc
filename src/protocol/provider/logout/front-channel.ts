import type { ProviderClient } from '../types.ts'
import { withParameters } from './return-location.ts'

interface FrontChannelFacts {
  readonly issuer: string
  readonly sid: string
}

/**
 * What a frame opens so that the app ends its own login: the registered address, with issuer and session for apps that want
 * to know. Front-Channel Logout 1.0, section 2.
 * @returns null for an app without such an address
 */
export function frontChannelAddress(client: ProviderClient, { issuer, sid }: FrontChannelFacts): string | null {
  const { isActive, frontchannelLogoutUri: uri, frontchannelLogoutSessionRequired: wantsSession } = client
  if (!isActive || uri === null) return null
  return wantsSession ? withParameters(uri, { iss: issuer, sid }) : uri
}
