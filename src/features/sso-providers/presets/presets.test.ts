import { expect, test } from 'vitest'
import { LOCALES } from '../../../platform/i18n/i18n.ts'
import { createTexts } from '../../../texts.ts'
import type { Fields } from '../rules/fields.ts'
import { readInput } from '../rules/read-input.ts'
import { draftOf, PRESETS, presetOf } from './presets.ts'

test('the providers that people have are known', () => {
  expect(PRESETS.map(({ key }) => key)).toEqual([
    'google',
    'entra',
    'apple',
    'auth0',
    'keycloak',
    'authentik',
    'zitadel',
    'pretix',
    'foyer',
    'other',
  ])
  expect(presetOf('myspace')).toBeNull()
})

test.each(PRESETS)('$key needs only what the provider gives, and says what has to be known', (preset) => {
  const wrong: Fields = {}
  const apple = { teamId: 'TEAM', keyId: 'KEY' }
  const issuer = preset.issuer || preset.issuerExample.replace('<tenant ID>', 'aaaa-bbbb')
  const draft = readInput({ name: { en: 'X' }, issuer, clientId: 'id', settings: { apple } }, draftOf(preset), wrong)
  expect(wrong).toEqual({})
  expect(draft.preset).toBe(preset.key)
  const texts = createTexts()
  for (const locale of LOCALES) {
    const hints = preset.hints.map((hint) => texts.translator(locale)(hint))
    expect(hints.length).toBeGreaterThan(0)
    for (const hint of hints) expect(hint).toMatch(/^\p{L}.* .*\.$/u)
  }
})

test('what is odd about some of them is set', () => {
  const settings = (key: string) => {
    const preset = presetOf(key)
    if (preset === null) throw new Error(key)
    return draftOf(preset).settings
  }
  expect(settings('apple')).toMatchObject({ responseMode: 'form_post', authMethod: 'apple', claimsFrom: 'id_token' })
  expect(settings('entra')).toMatchObject({ emailPolicy: 'verify', claims: { emailVerified: '', subject: 'sub' } })
  expect(settings('authentik').emailPolicy).toBe('verify')
  expect(settings('google').emailPolicy).toBe('require')
  expect(settings('pretix').scope).toContain('phone')
})
