import { MINUTE, SECOND } from '../../core/clock.ts'
import { addressKey } from '../../platform/throttle/address-key.ts'
import { consumeAll, rewardAll } from '../../platform/throttle/consume-all.ts'
import type { Throttle } from '../../platform/throttle/throttle.ts'

const window = (minutes: number) => (minutes * MINUTE) / SECOND

/** Attempts at the staff login, counted before they are made. */
export interface LoginThrottle {
  /**
   * @param account backend and name as typed; unknown names count like known ones
   * @param isKnownBrowser the account logged in with this browser before: what others try at the account does not lock it out
   * @throws TooManyRequests
   */
  attempt(ip: string, account: string, isKnownBrowser: boolean): Promise<void>
  /** How many more tries this address has at this account. */
  left(ip: string, account: string): Promise<number>
  /** The attempt was a success and is forgotten. */
  success(ip: string, account: string, isKnownBrowser: boolean): Promise<void>
  /** The attempt could not be made, because the server was at its limit, and is forgotten. */
  notMade(ip: string, account: string, isKnownBrowser: boolean): Promise<void>
  /**
   * A visit of an address that a login passes on its way elsewhere and back.
   * @throws TooManyRequests
   */
  visit(ip: string): Promise<void>
  /**
   * A refusal that strangers can bring about, before it is written to the history.
   * @throws TooManyRequests
   */
  refusal(ip: string): Promise<void>
  /**
   * A call from server to server.
   * @throws TooManyRequests
   */
  call(ip: string): Promise<void>
}

export function createLoginThrottle(throttle: Throttle): LoginThrottle {
  const address = throttle.define('staff-login-address', { points: 60, windowS: window(15) })
  const pair = throttle.define('staff-login-pair', { points: 5, windowS: window(5) })
  const account = throttle.define('staff-login-account', { points: 30, windowS: window(5) })
  const visits = throttle.define('staff-login-visit', { points: 300, windowS: window(5) })
  const calls = throttle.define('staff-login-call', { points: 600, windowS: window(5) })
  const refusals = throttle.define('staff-login-refusal', { points: 20, windowS: window(60) })
  const counted = (ip: string, name: string, isKnownBrowser: boolean) => {
    const from = addressKey(ip)
    const here = [[address, from] as const, [pair, `${from} ${name}`] as const]
    return isKnownBrowser ? here : [...here, [account, name] as const]
  }

  return {
    attempt: (ip, name, isKnownBrowser) => consumeAll(counted(ip, name, isKnownBrowser)),
    notMade: (ip, name, isKnownBrowser) => rewardAll(counted(ip, name, isKnownBrowser)),
    left: (ip, name) => pair.left(`${addressKey(ip)} ${name}`),
    async success(ip, name, isKnownBrowser) {
      const from = addressKey(ip)
      await Promise.all([pair.reset(`${from} ${name}`), address.reward(from)])
      if (!isKnownBrowser) await account.reward(name)
    },
    visit: (ip) => visits.consume(addressKey(ip)),
    refusal: (ip) => refusals.consume(addressKey(ip)),
    call: (ip) => calls.consume(addressKey(ip)),
  }
}
