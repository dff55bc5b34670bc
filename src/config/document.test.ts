import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { configGuide, settingsHelp } from './document.ts'
import { settingNames, settings } from './settings.ts'

test('docs/guides/configuration.md is up to date ("npm run docs:config" writes it)', () => {
  const page = readFileSync(new URL('../../docs/guides/configuration.md', import.meta.url), 'utf8')
  expect(page).toBe(configGuide())
})

test('the help names every variable', () => {
  const help = settingsHelp()
  for (const variable of settingNames.flatMap((name) => settings[name].env)) expect(help).toContain(variable)
})

test('each variable and each key belongs to one setting', () => {
  const keys = settingNames.map((name) => settings[name].toml)
  const variables = settingNames.flatMap((name) => settings[name].env)
  expect(new Set(keys).size).toBe(keys.length)
  expect(new Set(variables).size).toBe(variables.length)
})
