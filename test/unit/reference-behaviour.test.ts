import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const LAST = 155
const root = fileURLToPath(new URL('../../', import.meta.url))
const guide = readFileSync(join(root, 'docs/guides/reference-behaviour.md'), 'utf8')

/** `9, 10`, `1 to 8`, `22–30` as numbers. */
function numbersIn(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [from = Number.NaN, to = from] = part.split(/ to |–/).map(Number)
    return Array.from({ length: to - from + 1 }, (_, index) => from + index)
  })
}

function numbersOfTests(): Set<number> {
  const files = globSync('{src,test}/**/*.test.{ts,tsx}', { cwd: root })
  const name = /(?:it|describeOnBoth|describe)\(\s*['"`](\d{1,3}(?:(?:, | to |–)\d{1,3})*)(?:, [^:'"`]*)?: /g
  const row = /^\s*\[?['"`](\d{1,3}(?:(?:, | to |–)\d{1,3})*): /gm
  return new Set(
    files.flatMap((file) => {
      const source = readFileSync(join(root, file), 'utf8')
      return [...source.matchAll(name), ...source.matchAll(row)].flatMap(([, numbers = '']) => numbersIn(numbers))
    }),
  )
}

it('each behaviour of the reference is proved by a test, or listed with the reason', () => {
  const proved = numbersOfTests()
  const listed = new Set([...guide.matchAll(/^\| (\d[\d, –]*?) +\|/gm)].flatMap(([, text = '']) => numbersIn(text)))
  const all = Array.from({ length: LAST }, (_, index) => index + 1)
  expect(all.filter((number) => !proved.has(number) && !listed.has(number))).toEqual([])
  expect([...listed].filter((number) => proved.has(number))).toEqual([])
})
