import { HOUR, MINUTE, SECOND } from '../../core/clock.ts'
import { addressKey } from '../throttle/address-key.ts'
import { consumeAll } from '../throttle/consume-all.ts'
import type { Throttle } from '../throttle/throttle.ts'

const seconds = (ms: number) => ms / SECOND

/** How often second steps and passkeys may be tried. All windows end, so nobody is locked out for good. */
export interface FactorThrottles {
  /**
   * Counts a code before it is checked. Six digits can be guessed, so all addresses together have few tries; a recovery code
   * cannot, so that somebody whose codes others use up still gets in. @throws TooManyRequests
   */
  code(kind: 'totp' | 'recovery', ip: string, account: string): Promise<void>
  /** Forgets a code that was right. */
  passed(kind: 'totp' | 'recovery', ip: string, account: string): Promise<void>
  /** Counts a challenge or an answer of a passkey. @throws TooManyRequests */
  passkey(ip: string): Promise<void>
}

/** @param prefix of the names; each kind of accounts is counted on its own */
export function createFactorThrottles(throttle: Throttle, prefix = ''): FactorThrottles {
  const define = (name: string, limit: Parameters<Throttle['define']>[1]) => throttle.define(prefix + name, limit)
  const address = define('second-step-address', { points: 60, windowS: seconds(15 * MINUTE) })
  const totpPair = define('second-step-pair', { points: 10, windowS: seconds(15 * MINUTE) })
  const totpAccount = define('second-step-account', { points: 30, windowS: seconds(HOUR) })
  const recoveryPair = define('recovery-code-pair', { points: 10, windowS: seconds(15 * MINUTE) })
  const passkeys = define('passkey-address', { points: 300, windowS: seconds(5 * MINUTE) })

  return {
    async code(kind, ip, account) {
      const from = addressKey(ip)
      const pair = `${from} ${account}`
      if (kind === 'recovery') {
        await consumeAll([
          [address, from],
          [recoveryPair, pair],
        ])
      } else {
        await consumeAll([
          [address, from],
          [totpPair, pair],
          [totpAccount, account],
        ])
      }
    },
    async passed(kind, ip, account) {
      const from = addressKey(ip)
      const pair = `${from} ${account}`
      await address.reward(from)
      if (kind === 'recovery') return recoveryPair.reset(pair)
      await totpPair.reset(pair)
      await totpAccount.reward(account)
    },
    passkey: (ip) => passkeys.consume(addressKey(ip)),
  }
}
