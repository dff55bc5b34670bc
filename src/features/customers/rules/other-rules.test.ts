import { expect, test } from 'vitest'
import { systemRandom } from '../../../core/random.ts'
import { losesAccess } from './fields.ts'
import { holdsBadWord, isIdentifier, randomIdentifier } from './identifier.ts'
import { checkPhone, defaultCountry, displayPhone } from './phone.ts'
import { foldText, phoneDigits, searchTextOf } from './search-text.ts'

test('a customer ID is seven readable symbols without bad words', () => {
  for (let i = 0; i < 2000; i++) {
    const identifier = randomIdentifier(systemRandom)
    expect(identifier).toMatch(/^[A-HJ-NP-Z2-9]{7}$/)
    expect(holdsBadWord(identifier)).toBe(false)
  }
})

test('a bad word is drawn again', () => {
  const draws = ['AFUCKAA', 'QX7PL4D'].map((text) =>
    [...text].map((c) => 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'.indexOf(c)),
  )
  const random = { bytes: () => new Uint8Array(draws.shift() ?? []) }
  expect(randomIdentifier(random)).toBe('QX7PL4D')
})

test('a chosen customer ID may hold dots, dashes and underscores inside', () => {
  for (const good of ['A', 'crm-0042.x_Y', '7']) expect(isIdentifier(good)).toBe(true)
  for (const bad of ['', '-a', 'a.', 'a b', 'ä', 'a/b', 'a'.repeat(191)]) expect(isIdentifier(bad)).toBe(false)
})

test('a phone number is read in the organizer’s country', () => {
  expect(defaultCountry({ timeZone: 'Europe/Berlin', locale: 'en' })).toBe('DE')
  expect(defaultCountry({ timeZone: 'UTC', locale: 'de' })).toBe('DE')
  expect(checkPhone('0341 555 0148', { timeZone: 'Europe/Berlin', locale: 'de' })).toBe('+493415550148')
  expect(checkPhone('+43 1 5861234', { timeZone: 'Europe/Berlin', locale: 'de' })).toBe('+4315861234')
  expect(displayPhone('+493415550148')).toBe('+49 341 5550148')
})

test.each(['12', 'call me', '+49 341 555 0148 ext 3', '+1 999', '1'.repeat(100)])('no phone number: %s', (typed) => {
  expect(checkPhone(typed, { timeZone: 'Europe/Berlin', locale: 'de' })).toBeNull()
})

test('search text has neither case nor accents', () => {
  expect(foldText('GRÖSSWÜRTH Éva')).toBe('grosswurth eva')
  expect(foldText('Größwürth')).toBe('grosswurth')
  const customer = { name: 'Ann', email: 'a@b.example', phone: null, externalIdentifier: 'CRM-1', notes: 'Row 7' }
  expect(searchTextOf(customer)).toBe('ann a@b.example crm-1 row 7')
})

test('digits are searched as a phone number however they are written', () => {
  expect(phoneDigits('0341 / 555-0148')).toBe('3415550148')
  expect(phoneDigits('+49 341')).toBe('49341')
  expect(phoneDigits('ann')).toBeNull()
  expect(phoneDigits('12')).toBeNull()
})

test('access is lost with the right to log in or with the address', () => {
  const account = {
    email: 'a@b.example',
    phone: null,
    isPhoneVerified: false,
    nameParts: {},
    profile: {},
    isActive: true,
    isVerified: true,
    locale: 'en',
    externalIdentifier: null,
    notes: null,
  }
  expect(losesAccess(account, { ...account, notes: 'x', phone: '+491' })).toBe(false)
  expect(losesAccess(account, { ...account, isActive: false })).toBe(true)
  expect(losesAccess(account, { ...account, isVerified: false })).toBe(true)
  expect(losesAccess(account, { ...account, email: 'c@b.example' })).toBe(true)
  expect(losesAccess({ ...account, isActive: false }, account)).toBe(false)
})
