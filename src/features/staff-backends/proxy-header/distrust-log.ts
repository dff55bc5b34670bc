import { type Clock, MINUTE } from '../../../core/clock.ts'
import type { BackendLog } from '../contract.ts'

const MAX_ADDRESSES = 1000

/** Tells of headers that were not believed: once a minute for each address, so that nobody fills the log. */
export interface DistrustLog {
  write(log: BackendLog, address: string, reason: string): void
}

export function createDistrustLog(clock: Clock): DistrustLog {
  const until = new Map<string, number>()
  return {
    write(log, address, reason) {
      const now = clock.now()
      if ((until.get(address) ?? 0) > now) return
      if (until.size >= MAX_ADDRESSES) until.clear()
      until.set(address, now + MINUTE)
      log.warn({ address, reason }, 'the headers of a proxy were not believed')
    },
  }
}
