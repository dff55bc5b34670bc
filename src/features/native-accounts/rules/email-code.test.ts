import { expect, it } from 'vitest'
import { systemRandom } from '../../../core/random.ts'
import { drawCode, readTypedCode } from './email-code.ts'

const bytes = (...draws: number[]) => {
  const left = [...draws]
  return {
    bytes: () => {
      const four = Buffer.alloc(4)
      four.writeUInt32BE(left.shift() ?? 0)
      return four
    },
  }
}

it('a code has seven digits, with noughts in front', () => {
  expect(drawCode(bytes(42))).toBe('0000042')
  for (let i = 0; i < 1000; i++) expect(drawCode(systemRandom)).toMatch(/^\d{7}$/)
})

it('draws above the last whole round are drawn again, so that all codes are as frequent', () => {
  expect(drawCode(bytes(4_290_000_000, 4_294_967_295, 4_289_999_999))).toBe('9999999')
})

it.each([
  ['0012345', '0012345'],
  [' 001 23-45 ', '0012345'],
  ['００１２３４５', '0012345'],
  ['12345', null],
  ['12345678', null],
  ['1e6', null],
  ['', null],
])('what was typed as %j is read as %s', (text, code) => {
  expect(readTypedCode(text)).toBe(code)
})
