import type { LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import type { Guard } from './guard.ts'

/** Connects to the very addresses that the guard has checked: a name that resolves otherwise a moment later changes nothing. */
export function createConnector(guard: Guard, timeoutMs: number): buildConnector.connector {
  return (target, callback) => {
    guard(target).then(
      (addresses) => {
        const lookup: LookupFunction = (_hostname, { all }, done) => {
          const [first] = addresses
          if (all) done(null, [...addresses])
          else done(null, first?.address ?? '', first?.family ?? 4)
        }
        buildConnector({ lookup, timeout: timeoutMs, allowH2: false, maxCachedSessions: 0 })(target, callback)
      },
      (error: Error) => callback(error, null),
    )
  }
}
