import { expect, test } from 'vitest'
import { createOutput, table } from './output.ts'

const silent = { stdout: () => {}, stderr: () => {} }

test('a second answer is a mistake', () => {
  const out = createOutput(silent, true)
  out.answer({ a: 1 }, 'a')
  expect(() => out.answer({ b: 2 }, 'b')).toThrow('a command answers once')
})

test('a table keeps its columns below each other', () => {
  expect(
    table([
      ['a', 'long', 'x'],
      ['bcd', 'e'],
    ]),
  ).toBe('a    long  x\nbcd  e')
})
