import { describe, expect, it } from 'vitest'
import { passwordProblem } from './rules.ts'

const problem = (password: string, email = 'ann.example@festival.org') =>
  passwordProblem(password, { email, fullname: 'Ann-Kathrin Müllerschön' })?.key ?? null

describe('a password of a staff account', () => {
  it.each(['correct horse 12', 'Straßenbahn-42-Linie', '日本語のパスワード12345x'])('may be %s', (password) => {
    expect(problem(password)).toBeNull()
  })

  it.each([
    ['elevenchar1', 'staff:password.short'],
    [`1${'a'.repeat(4096)}`, 'staff:password.long'],
    ['only letters here', 'staff:password.mixed'],
    ['8301 9472 6650 11', 'staff:password.mixed'],
    ['Password-12345', 'staff:password.common'],
    ['a1a1a1a1a1a1a1', 'staff:password.common'],
    ['ann.example1', 'staff:password.email'],
    ['Ann.Example@festival.org1', 'staff:password.email'],
    ['festival-2026', 'staff:password.email'],
    ['MÜLLERSCHÖN-2026', 'staff:password.name'],
    ['annkathrin-müllerschön1', 'staff:password.name'],
    ['1qaz2wsx3edc', 'staff:password.common'],
    ['g00dPa$$w0rD', 'staff:password.common'],
    ['0123456789876543210', 'staff:password.mixed'],
  ])('may not be %s', (password, key) => {
    expect(problem(password)).toBe(key)
  })

  it('may contain a short part of the email among much else', () => {
    expect(problem('my festival starts on day 12 of may')).toBeNull()
  })
})
