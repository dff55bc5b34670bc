import { expect, test } from 'vitest'
import { InvalidInput } from '../../../../core/errors.ts'
import { PRESETS, presetOf } from '../../presets/presets.ts'
import { NEW_PROVIDER, readInput } from '../../rules/read-input.ts'
import { type FormValues, newValues, readForm, refilled, settingsOf } from './values.ts'

const named = (key: string) => {
  const preset = presetOf(key)
  if (!preset) throw new Error(`no preset ${key}`)
  return preset
}
/** What a browser sends for a form that shows these values. */
const sent = (values: FormValues) =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => value !== '' || !/^(?:is_active|creates_|trusts_|logout)/.test(name),
    ),
  )

test.each(PRESETS.map((preset) => [preset.key, preset] as const))(
  '%s: an unchanged form says what the preset knows',
  (_key, preset) => {
    const values = newValues(preset, 'uni')
    const typed = readForm(sent(values), values)
    expect(typed).toEqual(values)
    const wrong = {}
    const { settings } = readInput(settingsOf(typed, { isNew: true }), NEW_PROVIDER, wrong)
    expect(settings).toMatchObject({ ...preset.settings, claims: { ...preset.claims } })
  },
)

test('switches that were not sent are off, texts that were not sent stay', () => {
  const before = newValues(named('keycloak'), 'uni')
  const typed = readForm({ 'name.en': 'Uni' }, before)
  expect(typed).toMatchObject({
    is_active: '',
    creates_accounts: '',
    'logout.back_channel': '',
    'claims.email': 'email',
  })
  expect(typed['name.en']).toBe('Uni')
})

test('the short name is not changed by a form', () => {
  const before = newValues(named('google'), 'google')
  expect(readForm({ slug: 'evil' }, before).slug).toBe('google')
  expect(settingsOf(before, { isNew: false })).not.toHaveProperty('slug')
  expect(settingsOf(before, { isNew: true }).slug).toBe('google')
})

test('another kind of provider fills in what is known of it and keeps who we are there', () => {
  const before = {
    ...newValues(named('keycloak'), 'uni'),
    issuer: 'https://a.example',
    client_id: 'x',
    'name.en': 'Uni',
  }
  const entra = refilled(before, named('entra'))
  expect(entra).toMatchObject({ slug: 'uni', issuer: 'https://a.example', client_id: 'x', 'claims.email_verified': '' })
  expect(refilled(before, named('google'))).toMatchObject({ issuer: 'https://accounts.google.com', preset: 'google' })
  expect(refilled(before, named('other'))['name.en']).toBe('Uni')
})

test.each([
  ['a list', { issuer: ['a', 'b'] }],
  ['an object', { issuer: { a: 1 } }],
  ['an endless text', { issuer: 'x'.repeat(30_000) }],
])('%s in the place of a text is refused by its field', (_what, body) => {
  const before = newValues(named('other'), 'uni')
  try {
    readForm(body, before)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInput)
    expect(Object.keys((error as InvalidInput).fields)).toEqual(['issuer'])
  }
})
