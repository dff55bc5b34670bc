import { createHash } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'

interface Message {
  readonly tried?: number
  readonly number?: number
}

/** Runs the script as the worker that it makes of itself. */
async function inWorker(): Promise<(token: string, bits: number) => number> {
  let handler: (event: { data: { token: string; bits: number } }) => void = () => {}
  const said: Message[] = []
  vi.stubGlobal('self', {
    addEventListener: (_type: string, listener: typeof handler) => {
      handler = listener
    },
    postMessage: (message: Message) => said.push(message),
  })
  await import(new URL('./proof-of-work.js', import.meta.url).href)
  return (token, bits) => {
    handler({ data: { token, bits } })
    return said.at(-1)?.number ?? -1
  }
}

const leadingZeros = (text: string) => Math.clz32(createHash('sha256').update(text).digest().readUInt32BE(0))

afterEach(() => {
  vi.unstubAllGlobals()
})

test('the script finds the first number whose digest begins with enough zero bits, whatever the length of the token', async () => {
  const search = await inWorker()
  for (const length of [1, 30, 54, 55, 56, 62, 63, 64, 65, 119, 250]) {
    const token = 'x'.repeat(length)
    let first = 0
    while (leadingZeros(`${token} ${first}`) < 9) first++
    expect(search(token, 9), `length ${length}`).toBe(first)
  }
})
