import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createTexts } from '../../texts.ts'
import { explain } from './explain.ts'
import { rules as german } from './locales/rules-de.ts'
import { rules as english } from './locales/rules-en.ts'
import type { Refusal } from './types.ts'

const src = fileURLToPath(new URL('../../', import.meta.url))
/** Words that are put together: the pattern in the code, and what comes of it. */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  'client_assertion_${name}': ['client_assertion_iss', 'client_assertion_sub'],
  'client_assertion_${word}': ['typ', 'exp', 'expired', 'early', 'jti'].map((word) => `client_assertion_${word}`),
  'request_${what}': ['request_unsigned', 'request_encrypted'],
  'request_uri_${what}': ['repeated', 'unknown', 'of_other_client', 'expired', 'used'].map(
    (what) => `request_uri_${what}`,
  ),
}

const PATTERNS = [
  /\brule: ['`]([^'`]+)['`]/g,
  /\bhintOf\(['`]([^'`]+)['`]/g,
  /\binvalidGrant\(\s*'([^']+)'/g,
  /\brefusal\(\s*(?:'[^']*'|\w+),\s*(?:'[^']*'|`[^`]*`|\w+),\s*['`]([^'`]+)['`]/g,
]
/** Only in files whose `refuse` takes the rule first. */
const REFUSE = /\brefuse\(\s*'([a-z_]+)'/g

/** Every rule that a file names: as `rule: '…'`, or as an argument of the functions that make refusals. */
function rulesOf(code: string): string[] {
  const patterns = /refuse = \(rule: string/.test(code) ? [...PATTERNS, REFUSE] : PATTERNS
  const words = patterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, rule]) => rule ?? ''))
  return words.flatMap((word) => COMPOSED[word] ?? [word])
}

function rulesInCode(): Set<string> {
  const files = globSync('{protocol,features}/**/*.ts', { cwd: src }).filter(
    (file) => !/(?:\.test|testing[a-z-]*)\.ts$|\/locales\//.test(file),
  )
  return new Set(files.flatMap((file) => rulesOf(readFileSync(src + file, 'utf8'))))
}

test('every rule of the code has a text and a fix in both languages, and every text has a rule', () => {
  const inCode = rulesInCode()
  expect(inCode.size).toBeGreaterThan(100)
  expect([...inCode].filter((rule) => !Object.hasOwn(english, rule)).sort()).toEqual([])
  expect(
    Object.keys(english)
      .filter((rule) => rule !== 'unknown' && !inCode.has(rule))
      .sort(),
  ).toEqual([])
  expect(Object.keys(german)).toEqual(Object.keys(english))
})

test('a rule without a text is explained in general words', () => {
  const t = createTexts().translator('en')
  const refusal = { rule: 'constructor', expected: null, sent: null, description: 'It is wrong' } as Refusal
  expect(explain(t, refusal)).toMatchObject({ why: expect.stringContaining('It is wrong'), difference: null })
})

test('values stand in the words, as they are', () => {
  const t = createTexts().translator('de')
  const refusal = {
    rule: 'redirect_uri_differs',
    expected: 'https://app.example/cb',
    sent: 'https://app.example/cb2?a=$t(x)&b={{fix}}',
    description: '',
  } as Refusal
  const { fix, difference } = explain(t, refusal)
  expect(fix).toContain('https://app.example/cb2?a=$t(x)&b={{fix}}')
  expect(difference).toMatchObject({ word: 'goesOn', common: 'https://app.example/cb', registeredRest: '' })
  expect(difference?.text).toBe('Die gesendete Adresse geht weiter nach /cb')
})
