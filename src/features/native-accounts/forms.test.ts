import { describe, expect, it } from 'vitest'
import { readActivation, readReason, readRecoveryQuery, readRegistration } from './forms.ts'

const typed = { email: ' ann@x.org ', fullname: ' Ann ', password: 'drei pferde 77', password_repeat: 'drei pferde 77' }

describe('a registration', () => {
  it('is trimmed but for the password, and what was typed is kept as it was', () => {
    const form = readRegistration({ ...typed, password: ' a b ', password_repeat: ' a b ' })
    expect(form.input).toEqual({ email: 'ann@x.org', fullname: 'Ann', password: ' a b ' })
    expect(form.typed).toEqual({ email: ' ann@x.org ', fullname: ' Ann ' })
  })

  it('lists what is wrong in the order of the fields', () => {
    expect(Object.keys(readRegistration({ password: 'x' }).problems)).toEqual(['fullname', 'email', 'password_repeat'])
  })

  it.each([null, undefined, 'text', [], { email: ['a', 'b'] }, { email: { $ne: 1 } }])('is empty for %j', (body) => {
    expect(readRegistration(body)).toMatchObject({ typed: { email: '', fullname: '' }, input: null })
  })

  it('keeps names short', () => {
    expect(readRegistration({ ...typed, fullname: 'a'.repeat(191) }).problems).toHaveProperty('fullname')
    expect(readRegistration({ ...typed, fullname: 'a'.repeat(190) }).problems).toEqual({})
  })
})

it('tokens and ids of another shape count as none', () => {
  expect(readActivation({ token: 'a'.repeat(42) }).token).toBe('')
  expect(readRecoveryQuery({ id: '../x', token: 'a'.repeat(43) })).toEqual({ id: '', token: 'a'.repeat(43) })
})

it('only the two reasons of the pages are known', () => {
  expect(readReason({ reason: 'email_change' }).reason).toBe('email_change')
  expect(readReason({ reason: 'x' }).reason).toBeNull()
})
