import { describe, expect, it } from 'vitest'
import type { SavedCustomer } from '../../customers/index.ts'
import { differences, isSame, mergedFields, undoneFields } from './fields.ts'

const ann: SavedCustomer = {
  email: 'ann@example.org',
  phone: null,
  isPhoneVerified: false,
  nameParts: { _scheme: 'full', full_name: 'Ann' },
  profile: { nickname: 'A' },
  isActive: true,
  isVerified: true,
  locale: 'en',
  externalIdentifier: null,
  notes: 'likes aisles',
  passwordHash: 'hash-a',
  passwordSetAt: 1,
  deletionDueAt: null,
}
const other: SavedCustomer = {
  ...ann,
  email: 'anna@example.org',
  phone: '+49301234567',
  isPhoneVerified: true,
  nameParts: { full_name: 'Anna Smith', _scheme: 'full' },
  profile: { nickname: 'A', birthdate: '1990-04-23' },
  isActive: false,
  isVerified: false,
  notes: 'vegetarian',
  passwordHash: 'hash-b',
  passwordSetAt: 2,
}

describe('the fields of two accounts', () => {
  it('are to be chosen where both say something else, and proposed where one says nothing', () => {
    expect(differences(ann, other).map(({ name, proposal }) => [name, proposal])).toEqual([
      ['login', 'kept'],
      ['name', 'kept'],
      ['phone', 'removed'],
      ['notes', 'both'],
      ['birthdate', 'removed'],
    ])
    expect(differences(ann, ann)).toEqual([])
  })

  it('are merged as proposed, or as chosen', () => {
    expect(mergedFields(ann, other, {})).toEqual({
      ...ann,
      phone: '+49301234567',
      isPhoneVerified: true,
      notes: 'likes aisles\n\nvegetarian',
      profile: { nickname: 'A', birthdate: '1990-04-23' },
    })
    const chosen = mergedFields(ann, other, { login: 'removed', phone: 'kept', notes: 'kept', birthdate: 'kept' })
    expect(chosen).toEqual({
      ...ann,
      email: 'anna@example.org',
      isVerified: false,
      passwordHash: 'hash-b',
      passwordSetAt: 2,
    })
  })

  it('never enable a disabled account, and ignore a choice that is not offered', () => {
    expect(mergedFields({ ...ann, isActive: false }, { ...other, isActive: true }, {}).isActive).toBe(false)
    expect(mergedFields(ann, other, { name: 'both' }).nameParts).toEqual(ann.nameParts)
  })
})

describe('an undo', () => {
  const merged = mergedFields(ann, other, { login: 'removed' })

  it('gives every field back', () => {
    expect(undoneFields(merged, merged, ann)).toEqual(ann)
  })

  it('leaves alone what was changed since the merge', () => {
    const changed = { ...merged, phone: '+49301111111', profile: { ...merged.profile, nickname: 'Annie' } }
    expect(undoneFields(changed, merged, ann)).toEqual({
      ...ann,
      phone: '+49301111111',
      isPhoneVerified: true,
      profile: { nickname: 'Annie' },
    })
  })

  it('compares values whatever the order of their names', () => {
    expect(isSame(ann, { ...ann, nameParts: { full_name: 'Ann', _scheme: 'full' } }, 'name')).toBe(true)
  })
})
