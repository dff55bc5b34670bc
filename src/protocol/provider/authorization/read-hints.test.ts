import { expect, it } from 'vitest'
import { authorizationParams } from '../testing.ts'
import { readHints } from './read-hints.ts'

it('passes on whom the client expects and which languages are preferred', () => {
  const params = authorizationParams({ login_hint: 'ada@example.org', ui_locales: 'de-AT de en' })
  expect(readHints({ params })).toEqual({ loginHint: 'ada@example.org', uiLocales: ['de-AT', 'de', 'en'] })
})

it('drops hints that make no sense and never fails', () => {
  const params = authorizationParams({ login_hint: 'a\u0000b', ui_locales: '<script> ../x d' })
  expect(readHints({ params })).toEqual({ loginHint: null, uiLocales: [] })
  expect(readHints({ params: authorizationParams() })).toEqual({ loginHint: null, uiLocales: [] })
})
