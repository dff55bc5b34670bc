import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below the ports that systems hand out by themselves, and above those that browsers refuse. */
const FIRST = 11_000
const SEGMENTS = 8
const SEGMENT_SIZE = 2_600
/** The workers of a run never ask for the same one. */
const segment = FIRST + (Number(process.env.VITEST_POOL_ID ?? 0) % SEGMENTS) * SEGMENT_SIZE
let next = randomInt(SEGMENT_SIZE)

/** A port that nobody listens on, and that no outgoing connection takes before somebody does. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < SEGMENT_SIZE; tries++) {
    const port = segment + (next++ % SEGMENT_SIZE)
    if (await isFree(port)) return port
  }
  throw new Error('no free port')
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
}
