import { connect } from 'node:net'
import { goodRequests } from './good-requests.ts'
import { mutate } from './mutate.ts'
import { type Dice, dice } from './random.ts'
import { type WrittenRequest, write } from './request.ts'
import { type FuzzWorld, secretsOf } from './world.ts'

const AT_ONCE = 8
/** Nothing takes that long but what never ends. In ms. */
const HANGS_AFTER = 120_000
/** How long a client waits for the answer to half a request: so many steps of so many ms, in which the server could work. */
const PATIENCE = { steps: 10, stepMs: 30 }
const ODD_BYTES = [
  '\u0000',
  '\r\n',
  '\n',
  '\r',
  '\r\n\r\n',
  '\u00ff',
  ': ',
  ' ',
  '\t',
  'Content-Length: 5\r\n',
  'Transfer-Encoding: chunked\r\n',
  '%',
  'HTTP/9.9',
] as const

/** Sends so many requests over the network with bytes that are not as they should be. */
export async function fuzzBytes(
  world: FuzzWorld,
  { seed, count }: { seed: number; count: number },
): Promise<{ answered: number; problems: string[] }> {
  const roll = dice(seed)
  const material = await world.material()
  const secrets = secretsOf(world, material)
  const good = goodRequests(world, material)
  const problems: string[] = []
  let answered = 0
  world.onLogLine = (line) => {
    if (secrets.some((secret) => line.includes(secret)) || line.startsWith('{"level":"error"')) problems.push(line)
  }
  const sendSome = async () => {
    for (let sent = 0; sent < count / AT_ONCE; sent++) {
      const chosen = roll.pick(good)
      const bytes = spoilBytes(serialise(write(roll.chance(50) ? mutate(chosen, roll) : chosen), world.foyer.url), roll)
      const answer = await send(bytes, world.foyer.config.port, roll.chance(80))
      if (answer?.startsWith('HTTP/1.1 ')) answered += 1
      const isBroken = answer === null || /^HTTP\/1\.1 5/m.test(answer)
      const leaked = secrets.find((secret) => answer?.includes(secret) && !bytes.includes(secret))
      if (isBroken || leaked !== undefined)
        problems.push(`${answer?.slice(0, 500)}\n${bytes.toString('latin1', 0, 2000)}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, sendSome))
  world.onLogLine = () => undefined
  return { answered, problems }
}

function serialise({ method, url, headers, body }: WrittenRequest, origin: string): Buffer {
  const own = { host: new URL(origin).host, connection: 'close', ...headers }
  const all = body === null ? own : { ...own, 'content-length': String(Buffer.byteLength(body)) }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.concat([
    Buffer.from(`${method} ${url} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'),
    Buffer.from(body ?? ''),
  ])
}

function spoilBytes(bytes: Buffer, roll: Dice): Buffer {
  let spoilt = bytes
  for (let left = roll.upTo(4); left > 0; left--) {
    const at = roll.upTo(spoilt.length + 1)
    const [before, after] = [spoilt.subarray(0, at), spoilt.subarray(at)]
    const changes: readonly (() => Buffer)[] = [
      () => before,
      () => Buffer.concat([before, after.subarray(1 + roll.upTo(5))]),
      () => Buffer.concat([before, Buffer.from([roll.upTo(256)]), after.subarray(1)]),
      () => Buffer.concat([before, Buffer.from(roll.pick(ODD_BYTES), 'latin1'), after]),
      () => Buffer.concat([before, Buffer.alloc(1 + roll.upTo(60_000), roll.upTo(256)), after]),
    ]
    spoilt = roll.pick(changes)()
  }
  return spoilt
}

/**
 * What came back until the server closed; null when it never did.
 * @param isPatient stays on the line for an answer before it hangs up
 */
function send(bytes: Buffer, port: number, isPatient: boolean): Promise<string | null> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(port, 'localhost', () => (isPatient ? socket.write(bytes) : socket.end(bytes)))
    let steps = 0
    const hangUp = setInterval(() => {
      if (++steps === PATIENCE.steps) socket.end()
    }, PATIENCE.stepMs)
    const timer = setTimeout(() => {
      clearInterval(hangUp)
      socket.destroy()
      resolve(null)
    }, HANGS_AFTER)
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(timer)
      clearInterval(hangUp)
      resolve(text)
    })
  })
}
