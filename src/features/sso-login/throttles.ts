import { MINUTE, SECOND } from '../../core/clock.ts'
import { isPublicAddress } from '../../platform/outgoing/public-address.ts'
import { addressKey } from '../../platform/throttle/address-key.ts'
import type { Throttle } from '../../platform/throttle/throttle.ts'

const windowS = (10 * MINUTE) / SECOND

/**
 * How often one address may set out and come back: a whole school behind one address has room. Addresses of the own network are
 * not counted: one of those is that of a proxy, behind which everybody is.
 */
export interface SsoThrottles {
  /** @throws TooManyRequests */
  start(ip: string): Promise<void>
  /** @throws TooManyRequests */
  comeBack(ip: string): Promise<void>
}

export function createSsoThrottles(throttle: Throttle): SsoThrottles {
  const starts = throttle.define('sso-start-address', { points: 1500, windowS })
  const returns = throttle.define('sso-return-address', { points: 3000, windowS })
  return {
    start: async (ip) => (isPublicAddress(ip) ? starts.consume(addressKey(ip)) : undefined),
    comeBack: async (ip) => (isPublicAddress(ip) ? returns.consume(addressKey(ip)) : undefined),
  }
}
