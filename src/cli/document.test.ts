import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nameOf } from './command.ts'
import { commands } from './commands.ts'
import { cliGuide } from './document.ts'

const page = () => readFileSync(new URL('../../docs/guides/cli.md', import.meta.url), 'utf8')

test('docs/guides/cli.md is up to date ("npm run docs:cli" writes it)', async () => {
  expect(page()).toBe(await cliGuide(commands))
})

test('every command has a section', () => {
  const names = page()
    .split('\n')
    .filter((line) => line.startsWith('## '))
    .map((line) => line.slice(3))
  expect(names).toEqual(commands.map(nameOf))
})
