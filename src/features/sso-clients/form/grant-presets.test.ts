import { expect, test } from 'vitest'
import { SUPPORTED_RESPONSE_TYPES } from '../../../protocol/provider/supported.ts'
import { isGrantPreset, offeredPresets, offeredResponseTypes, presetOf, responseTypesOf } from './grant-presets.ts'

test('a preset is recognised by its response types, in any order', () => {
  expect(presetOf(['code'])).toBe('authorization_code')
  expect(presetOf(['id_token token', 'id_token'])).toBe('implicit')
  expect(presetOf(['code', 'id_token'])).toBeNull()
})

test('only what the provider serves is offered', () => {
  for (const preset of offeredPresets('authorization_code')) {
    const types = isGrantPreset(preset) ? responseTypesOf(preset) : []
    for (const type of types) expect(SUPPORTED_RESPONSE_TYPES).toContain(type)
  }
})

test('what a client has already stays on offer', () => {
  expect(offeredPresets('implicit')).toContain('implicit')
  expect(offeredResponseTypes(['id_token token'])).toContain('id_token token')
})
