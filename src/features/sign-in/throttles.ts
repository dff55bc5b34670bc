import { BlockList, isIP } from 'node:net'
import { MINUTE, SECOND } from '../../core/clock.ts'
import { addressKey } from '../../platform/throttle/address-key.ts'
import { consumeAll } from '../../platform/throttle/consume-all.ts'
import type { Throttle } from '../../platform/throttle/throttle.ts'

const minutes = (count: number) => (count * MINUTE) / SECOND

/** How often somebody may try at the doors of the account. Unknown addresses count like known ones. */
export interface SignInThrottles {
  /** Counts a login before it is tried. @throws TooManyRequests */
  login(ip: string, organizerId: string, email: string): Promise<void>
  /** Forgets a login that succeeded. */
  loggedIn(ip: string, organizerId: string, email: string): Promise<void>
  /** Counts a registration. @throws TooManyRequests */
  registration(ip: string, organizerId: string, email: string): Promise<void>
  /** Counts a link that somebody asks for. @throws TooManyRequests */
  link(ip: string, organizerId: string, email: string): Promise<void>
  /** Counts a link that staff sends. @throws TooManyRequests */
  staffLink(organizerId: string, email: string): Promise<void>
}

export function createThrottles(throttle: Throttle): SignInThrottles {
  const loginAddress = throttle.define('customer-login-address', { points: 60, windowS: minutes(15) })
  const loginPair = throttle.define('customer-login-pair', { points: 5, windowS: minutes(5) })
  const loginAccount = throttle.define('customer-login-account', { points: 30, windowS: minutes(5) })
  const registerAddress = throttle.define('customer-register-address', { points: 10, windowS: minutes(10) })
  const linkAddress = throttle.define('customer-link-address', { points: 20, windowS: minutes(10) })
  const mailsToOne = throttle.define('customer-mails', { points: 3, windowS: minutes(10) })

  return {
    async login(ip, organizerId, email) {
      const from = addressKey(ip)
      const account = `${organizerId} ${email}`
      await consumeAll([
        [loginAddress, from],
        [loginPair, `${from} ${account}`],
        [loginAccount, account],
      ])
    },
    async loggedIn(ip, organizerId, email) {
      const from = addressKey(ip)
      const account = `${organizerId} ${email}`
      await Promise.all([
        loginPair.reset(`${from} ${account}`),
        loginAddress.reward(from),
        loginAccount.reward(account),
      ])
    },
    async registration(ip, organizerId, email) {
      if (isPublicAddress(ip)) await registerAddress.consume(addressKey(ip))
      await mailsToOne.consume(`${organizerId} ${email}`)
    },
    async link(ip, organizerId, email) {
      if (isPublicAddress(ip)) await linkAddress.consume(addressKey(ip))
      await mailsToOne.consume(`${organizerId} ${email}`)
    },
    async staffLink(organizerId, email) {
      await mailsToOne.consume(`${organizerId} ${email}`)
    },
  }
}

const inside = new BlockList()
for (const [net, prefix] of [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  inside.addSubnet(net, prefix, 'ipv4')
}
inside.addAddress('::1', 'ipv6')
inside.addSubnet('fc00::', 7, 'ipv6')
inside.addSubnet('fe80::', 10, 'ipv6')

/** Whether an address tells visitors apart. One of the own network is that of a proxy, behind which everybody is. */
export function isPublicAddress(ip: string): boolean {
  const family = isIP(ip)
  return family !== 0 && !inside.check(ip, family === 6 ? 'ipv6' : 'ipv4')
}
