import { expect, it } from 'vitest'
import { z } from 'zod'
import { StoredDataInvalid } from './errors.ts'
import { parseJson } from './json.ts'

const Uris = z.array(z.url())

it('reads stored JSON by its schema', () => {
  expect(parseJson(Uris, '["https://rp.example/cb"]', 'redirect URIs')).toEqual(['https://rp.example/cb'])
})

it.each([
  ['[', 'stored redirect URIs is invalid: not JSON'],
  ['["secret-value"]', 'stored redirect URIs is invalid: 0: invalid_format'],
  ['{}', 'stored redirect URIs is invalid: (root): invalid_type'],
])('refuses %s and names the place, not the value', (text, message) => {
  expect(() => parseJson(Uris, text, 'redirect URIs')).toThrow(
    new StoredDataInvalid('redirect URIs', message.split(': ').slice(1).join(': ')),
  )
})
