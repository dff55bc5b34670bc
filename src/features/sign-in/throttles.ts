import { DAY, MINUTE, SECOND } from '../../core/clock.ts'
import { addressKey } from '../../platform/throttle/address-key.ts'
import { consumeAll } from '../../platform/throttle/consume-all.ts'
import type { Limiter, Throttle } from '../../platform/throttle/throttle.ts'
import { isPublicAddress } from './rules/client-facts.ts'

const minutes = (count: number) => (count * MINUTE) / SECOND

/** Who tries, and for which account. */
export interface Attempt {
  readonly ip: string
  readonly organizerId: string
  /** As `checkEmail` gives it; of an account or not. */
  readonly email: string
  /** Secret of a browser in which this account was logged in to before; null for any other. */
  readonly knownBrowser: string | null
}

/**
 * How often somebody may try at the doors of the account. Unknown addresses count like known ones. A browser that the account
 * knows is counted by itself, so that nothing that strangers do keeps an owner out.
 */
export interface SignInThrottles {
  /** Counts a login before it is tried. @throws TooManyRequests */
  login(attempt: Attempt): Promise<void>
  /** Forgets a login that succeeded. */
  loggedIn(attempt: Attempt): Promise<void>
  /** Forgets a login that could not be tried, because the server was at its limit. */
  notTried(attempt: Attempt): Promise<void>
  /** Counts a code that somebody asks for. @throws TooManyRequests */
  code(attempt: Attempt): Promise<void>
  /** Counts a registration. @throws TooManyRequests */
  registration(ip: string, organizerId: string, email: string): Promise<void>
  /** Counts a link that somebody asks for. @throws TooManyRequests */
  link(ip: string, organizerId: string, email: string): Promise<void>
  /** Counts a link that staff sends. @throws TooManyRequests */
  staffLink(organizerId: string, email: string): Promise<void>
}

type Counted = readonly (readonly [Limiter, string])[]

export function createThrottles(throttle: Throttle): SignInThrottles {
  const loginAddress = throttle.define('customer-login-address', { points: 60, windowS: minutes(15) })
  const loginPair = throttle.define('customer-login-pair', { points: 5, windowS: minutes(5) })
  const loginAccount = throttle.define('customer-login-account', { points: 30, windowS: minutes(5) })
  const loginBrowser = throttle.define('customer-login-browser', { points: 10, windowS: minutes(5) })
  const codeAddress = throttle.define('customer-code-address', { points: 20, windowS: minutes(10) })
  const codePair = throttle.define('customer-code-pair', { points: 3, windowS: minutes(10) })
  const codeAccount = throttle.define('customer-code-account', { points: 6, windowS: minutes(10) })
  const codeDay = throttle.define('customer-code-day', { points: 40, windowS: DAY / SECOND })
  const codeBrowser = throttle.define('customer-code-browser', { points: 5, windowS: minutes(10) })
  const registerAddress = throttle.define('customer-register-address', { points: 10, windowS: minutes(10) })
  const linkAddress = throttle.define('customer-link-address', { points: 20, windowS: minutes(10) })
  const mailsToOne = throttle.define('customer-mails', { points: 3, windowS: minutes(10) })

  function ofLogin({ ip, organizerId, email, knownBrowser }: Attempt): Counted {
    const account = `${organizerId} ${email}`
    if (knownBrowser !== null) return [[loginBrowser, `${knownBrowser} ${account}`]]
    const from = addressKey(ip)
    return [
      [loginAddress, from],
      [loginPair, `${from} ${account}`],
      [loginAccount, account],
    ]
  }

  function ofCode({ ip, organizerId, email, knownBrowser }: Attempt): Counted {
    const account = `${organizerId} ${email}`
    if (knownBrowser !== null) return [[codeBrowser, `${knownBrowser} ${account}`]]
    const from = addressKey(ip)
    return [
      ...(isPublicAddress(ip) ? [[codeAddress, from] as const] : []),
      [codePair, `${from} ${account}`],
      [codeAccount, account],
      [codeDay, account],
    ]
  }

  const giveBack = (counted: Counted) => Promise.all(counted.map(([limiter, key]) => limiter.reward(key)))

  return {
    login: (attempt) => consumeAll(ofLogin(attempt)),
    async loggedIn(attempt) {
      const counted = ofLogin(attempt)
      await Promise.all(
        counted.map(([limiter, key]) =>
          limiter === loginPair || limiter === loginBrowser ? limiter.reset(key) : limiter.reward(key),
        ),
      )
    },
    async notTried(attempt) {
      await giveBack(ofLogin(attempt))
    },
    code: (attempt) => consumeAll(ofCode(attempt)),
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
