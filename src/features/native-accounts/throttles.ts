import { DAY, HOUR, MINUTE, SECOND } from '../../core/clock.ts'
import { addressKey } from '../../platform/throttle/address-key.ts'
import { consumeAll, countAndMake } from '../../platform/throttle/consume-all.ts'
import type { Throttle } from '../../platform/throttle/throttle.ts'

/**
 * How often somebody may try at the doors of native accounts. Unknown email addresses count like known ones.
 * Every function throws TooManyRequests. What is handed over to be made is forgotten where the server has no room for it.
 */
export interface NativeThrottles {
  registration(ip: string): Promise<void>
  /** A mail after a registration. @param email lower case */
  registrationMail(email: string): Promise<void>
  /** An account that is made through an invitation. */
  invited(ip: string): Promise<void>
  /** The password of a new account that is asked for once more. */
  activation<T>(ip: string, tokenHash: string, make: () => Promise<T>): Promise<T>
  forgotten(ip: string): Promise<void>
  recovery(ip: string): Promise<void>
  passwordChange<T>(userId: string, make: () => Promise<T>): Promise<T>
  /** A code that is sent to an address. */
  code(userId: string, email: string): Promise<void>
}

export function createNativeThrottles(throttle: Throttle): NativeThrottles {
  const limit = (name: string, points: number, windowMs: number) =>
    throttle.define(`staff-${name}`, { points, windowS: windowMs / SECOND })
  const registrations = limit('register-address', 20, 10 * MINUTE)
  const registrationMails = limit('register-mails', 3, HOUR)
  const invitedPeople = limit('invited-address', 20, 10 * MINUTE)
  const activations = limit('activate-address', 30, 10 * MINUTE)
  const activationTries = limit('activate-link', 10, HOUR)
  const forgotten = limit('forgot-address', 20, 10 * MINUTE)
  const recoveries = limit('recover-address', 30, 10 * MINUTE)
  const passwordChanges = limit('password-change', 10, 5 * MINUTE)
  const codes = limit('email-codes', 5, HOUR)
  const codesToOne = limit('email-codes-to-one', 6, DAY)
  return {
    registration: (ip) => consumeAll([[registrations, addressKey(ip)]]),
    registrationMail: (email) => consumeAll([[registrationMails, email]]),
    invited: (ip) => consumeAll([[invitedPeople, addressKey(ip)]]),
    activation: (ip, tokenHash, make) =>
      countAndMake(
        [
          [activations, addressKey(ip)],
          [activationTries, tokenHash],
        ],
        make,
      ),
    forgotten: (ip) => consumeAll([[forgotten, addressKey(ip)]]),
    recovery: (ip) => consumeAll([[recoveries, addressKey(ip)]]),
    passwordChange: (userId, make) => countAndMake([[passwordChanges, userId]], make),
    code: (userId, email) =>
      consumeAll([
        [codes, userId],
        [codesToOne, email],
      ]),
  }
}
