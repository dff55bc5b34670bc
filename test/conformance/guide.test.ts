import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ALLOWED } from './allowed.ts'

const GUIDE = readFileSync(new URL('../../docs/guides/conformance.md', import.meta.url), 'utf8')

it('explains in the guide each module that does not pass outright, and no other', () => {
  const rows = GUIDE.matchAll(/^\| `((?:oidcc|fapi2)-[\w-]+)` +\| (skipped|warning) +\|/gm)
  const listed = Object.fromEntries([...rows].map(([, name, outcome]) => [name, outcome?.toUpperCase()]))
  const expected = Object.fromEntries(Object.entries(ALLOWED).map(([name, { outcome }]) => [name, outcome]))
  expect(listed).toEqual(expected)
})
