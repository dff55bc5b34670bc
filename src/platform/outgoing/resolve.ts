import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import type { Resolve } from './guard.ts'

const systemLookup: Resolve = (hostname) => lookup(hostname, { all: true, order: 'verbatim' })

/**
 * The look-up of the system, which knows its hosts file and search domains. It occupies a thread of the few that signing and the disk
 * need, so only so many run at a time, and one for each name.
 */
export function createResolve(atOnce = 2, look: Resolve = systemLookup): Resolve {
  const underWay = new Map<string, Promise<readonly LookupAddress[]>>()
  const waiting: (() => void)[] = []
  let free = atOnce

  async function inTurn(hostname: string): Promise<readonly LookupAddress[]> {
    if (free > 0) free--
    else await new Promise<void>((turn) => waiting.push(turn))
    try {
      return await look(hostname)
    } finally {
      underWay.delete(hostname)
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }

  return (hostname) => {
    const running = underWay.get(hostname) ?? inTurn(hostname)
    underWay.set(hostname, running)
    return running
  }
}
