import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { LOCALES, say } from '../../src/platform/i18n/i18n.ts'
import { createTexts } from '../../src/texts.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** Keys of messages are texts to the compiler: `{ key: 'signIn:bad.emailEmpty' }`. */
const MESSAGE_KEY = /\bkey: '([a-zA-Z]+:[\w.]+)'/g

const keys = new Set(
  globSync('src/**/*.{ts,tsx}', { cwd: root, exclude: (name) => /\.test\.tsx?$/.test(name) }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(MESSAGE_KEY)].map(([, key = '']) => key),
  ),
)
const texts = createTexts()

it.each(LOCALES)('every message that the program names has a text in %s', (locale) => {
  const t = texts.translator(locale)
  expect(keys.size).toBeGreaterThan(100)
  const missing = [...keys].filter((key) => {
    const text = say(t, { key, params: { count: 2 } })
    return text === '' || key.endsWith(text)
  })
  expect(missing).toEqual([])
})
