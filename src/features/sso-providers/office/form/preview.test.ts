import { expect, test } from 'vitest'
import type { Organizer } from '../../../organizers/index.ts'
import type { Mapped } from '../deps.ts'
import { mappingFields, mappingRow } from './preview.ts'

const t = ((key: string) => key) as Parameters<typeof mappingRow>[0]
const received = {
  at: 0,
  who: 'Zoë',
  customer: 'F3A81D2',
  claims: {
    sub: 's-1',
    email: 'Zoe@Uni.example',
    email_verified: true,
    family_name: 'Nguyễn',
    phone: 'none',
    x: { y: 1 },
  },
}
const mapped: Mapped = {
  email: 'zoe@uni.example',
  isEmailVerified: true,
  nameParts: { family_name: 'Nguyễn' },
  phone: null,
  locale: null,
}
type Field = Parameters<typeof mappingRow>[1]
const row = (field: Field, name: string) => mappingRow(t, field, name, received, mapped)

test('the parts of a name are those of the organizer', () => {
  const settings = { name_scheme: 'title_given_family' } as Organizer['settings']
  expect(mappingFields({ settings } as Organizer)).toEqual([
    'claims.subject',
    'claims.email',
    'claims.email_verified',
    'claims.name.title',
    'claims.name.given_name',
    'claims.name.family_name',
    'claims.phone',
    'claims.locale',
  ])
})

test.each<[string, Field, string, string | null, unknown]>([
  ['whose account it is', 'claims.subject', 'sub', 's-1', { kind: 'customer', text: 'F3A81D2' }],
  ['the address as it is kept', 'claims.email', 'email', 'Zoe@Uni.example', { kind: 'text', text: 'zoe@uni.example' }],
  ['that it is confirmed', 'claims.email_verified', 'email_verified', 'true', { kind: 'confirmed', text: '' }],
  ['a name', 'claims.name.family_name', 'family_name', 'Nguyễn', { kind: 'text', text: 'Nguyễn' }],
  [
    'which claim was probably meant',
    'claims.name.family_name',
    'surname',
    null,
    { kind: 'missing', other: 'family_name' },
  ],
  ['that nothing like it was sent', 'claims.locale', 'locale', null, { kind: 'missing', other: null }],
  ['what cannot be used', 'claims.phone', 'phone', 'none', { kind: 'ignored' }],
  ['a value that is no text', 'claims.phone', 'x', '{"y":1}', { kind: 'ignored' }],
  ['what is not asked for', 'claims.phone', '', null, { kind: 'empty' }],
])('the preview shows %s', (_what, field, name, sent, becomes) => {
  expect(row(field, name)).toMatchObject({ sent, becomes })
})

test('without anything received nothing is missing', () => {
  expect(mappingRow(t, 'claims.email', 'mail', null, null)).toMatchObject({ sent: null, becomes: { kind: 'empty' } })
})
