import { expect, test } from 'vitest'
import type { Fields } from './fields.ts'
import { RESERVED_SLUGS, readSlug, slugFor } from './slug.ts'

const problem = (typed: string, taken: string[] = []) => {
  const wrong: Fields = {}
  readSlug(typed, taken, wrong)
  return wrong.slug?.key.replace('ssoProviders:bad.', '') ?? null
}

test('a short form is part of an address', () => {
  for (const good of ['uni', 'uni-2', '42', 'a'.repeat(40)]) expect(problem(good)).toBeNull()
  for (const bad of ['u', 'Uni', 'uni_2', '-uni', 'uni-', 'ü2', 'a/b', '..', '', 'a'.repeat(41)]) {
    expect(problem(bad)).toBe('slug')
  }
  expect(problem('uni', ['uni'])).toBe('slugTaken')
})

test('the address of another page is no short form', () => {
  for (const slug of RESERVED_SLUGS) expect(problem(slug)).toBe('slugReserved')
  for (const page of ['code', 'passkey', 'second-step', 'popup', 'link', 'confirm', 'return', 'logout', 'check']) {
    expect(RESERVED_SLUGS).toContain(page)
  }
})

test.each([
  ['Universität Köln', 'other', [], 'universitaet-koeln'],
  ['Café “Größe”', 'other', [], 'cafe-groesse'],
  ['Uni', 'other', ['uni', 'uni-2'], 'uni-3'],
  ['大学', 'keycloak', [], 'keycloak'],
  ['!', '?', [], 'provider'],
  ['Return', 'other', [], 'return-2'],
  ['a'.repeat(80), 'other', [], 'a'.repeat(36)],
])('%j with the preset %s is %s', (name, preset, taken, slug) => {
  expect(slugFor(name, preset, taken)).toBe(slug)
  expect(problem(slug, taken)).toBeNull()
})
