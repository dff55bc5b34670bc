import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type RawLine, readLines } from './read-lines.ts'

async function* chunked(bytes: Uint8Array, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

async function read(text: string | Uint8Array, size = 7, most = 1000): Promise<RawLine[]> {
  const lines: RawLine[] = []
  for await (const line of readLines(chunked(Buffer.from(text), size), most)) lines.push(line)
  return lines
}

it('numbers lines by their place in the file, whatever ends them', async () => {
  expect(await read('\ufeffone\r\n\n  \ntwö\nthree')).toEqual([
    { number: 1, text: 'one' },
    { number: 4, text: 'twö' },
    { number: 5, text: 'three' },
  ])
  expect(await read('')).toEqual([])
})

it('goes on after a line that is too long or no UTF-8', async () => {
  const bytes = Buffer.concat([
    Buffer.from('a'.repeat(40)),
    Buffer.from('\n'),
    Buffer.from([0xff, 0x0a]),
    Buffer.from('ok'),
  ])
  expect(await read(bytes, 7, 30)).toEqual([
    { number: 1, problem: 'is longer than 30 bytes' },
    { number: 2, problem: 'is not UTF-8' },
    { number: 3, text: 'ok' },
  ])
})

it('reads the same in chunks of any length', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 9 }), async (text, size) => {
      expect(await read(text, size)).toEqual(await read(text, 10_000))
    }),
  )
})
