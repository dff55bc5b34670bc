import { expect, test } from 'vitest'
import type { OfficeContext } from './context.ts'
import type { CustomerForm } from './form.ts'
import { readBase, writeBase } from './form-base.ts'
import { keepTheirs, mergeForms } from './form-merge.ts'

const context = { t: (key: string) => key } as unknown as OfficeContext
const organizer = {
  settings: { customer_accounts_profile_fields: ['nickname'] },
} as unknown as OfficeContext['organizer']
const plain: CustomerForm = {
  email: 'ann@example.org',
  phone: '',
  identifier: 'X',
  locale: 'en',
  external_identifier: '',
  notes: 'old',
  is_active: true,
  is_verified: true,
  phone_verified: false,
  modified_at: 1,
  base: '',
  new_email_verified: false,
  send_activation: false,
  scheme: 'full',
  name: { full_name: 'Ann' },
  profile: { nickname: 'A' },
}
const merge = (mine: Partial<CustomerForm>, saved: Partial<CustomerForm>, base = readBase(writeBase(plain))) =>
  mergeForms(base, { ...plain, ...mine }, { ...plain, modified_at: 2, ...saved }, { organizer, context })

test('what only one of them changed is taken over', () => {
  const { form, conflicts } = merge(
    { notes: 'mine', is_active: false, profile: { nickname: 'B' } },
    { phone: '+49 341 1', name: { full_name: 'Anna' } },
  )
  expect(conflicts).toEqual([])
  expect(form).toMatchObject({ notes: 'mine', is_active: false, phone: '+49 341 1', modified_at: 2 })
  expect([form.name, form.profile]).toEqual([{ full_name: 'Anna' }, { nickname: 'B' }])
})

test('what both changed alike is no conflict, what they changed differently is one', () => {
  expect(merge({ notes: ' same' }, { notes: 'same ' }).conflicts).toEqual([])
  const { form, conflicts } = merge({ notes: 'mine', email: '' }, { notes: 'theirs', email: 'new@example.org' })
  expect(form.notes).toBe('mine')
  expect(conflicts).toEqual([
    { name: 'email', label: 'customers:field.email', theirs: 'new@example.org', mine: 'words:none' },
    { name: 'notes', label: 'customers:field.notes', theirs: 'theirs', mine: 'mine' },
  ])
})

test('a form that does not say what it showed keeps nothing to itself', () => {
  expect(readBase('{"email":1}')).toBeNull()
  expect(readBase('no')).toBeNull()
  expect(merge({ notes: 'mine' }, {}, null).conflicts.map(({ name }) => name)).toEqual(['notes'])
})

test('what the others saved is kept where somebody says so', () => {
  const saved = { ...plain, notes: 'theirs', is_active: false, profile: { nickname: 'T' }, name: { full_name: 'T' } }
  const mine = { ...plain, notes: 'mine', profile: { nickname: 'M' }, base: writeBase(saved) }
  const kept = keepTheirs(mine, new Set(['notes', 'is_active', 'profile-nickname', 'name', 'nothing']))
  expect(kept).toMatchObject({
    notes: 'theirs',
    is_active: false,
    profile: { nickname: 'T' },
    name: { full_name: 'T' },
  })
  expect(keepTheirs(mine, new Set()).notes).toBe('mine')
})
