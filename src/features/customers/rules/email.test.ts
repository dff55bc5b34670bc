import { describe, expect, it } from 'vitest'
import { checkEmail } from './email.ts'

const problemOf = (text: string) => checkEmail(text).problem?.key

describe('an email address', () => {
  it.each([
    [' Ann@Example.ORG ', 'ann@example.org'],
    ['ann+tag@mail.example.co.uk', 'ann+tag@mail.example.co.uk'],
    ["o'neill@example.org", "o'neill@example.org"],
    ['grüße@bücher.example', 'grüße@xn--bcher-kva.example'],
  ])('is stored in one form: %s', (typed, stored) => {
    expect(checkEmail(typed).email).toBe(stored)
  })

  it('treats composed and decomposed letters as the same', () => {
    expect(checkEmail('mu\u0308ller@example.org').email).toBe(checkEmail('m\u00fcller@example.org').email)
  })

  it.each([
    ['', 'emailEmpty'],
    ['ann', 'emailAt'],
    ['@example.org', 'emailLocal'],
    ['a b@example.org', 'emailCharacters'],
    ['ann,bob@example.org', 'emailCharacters'],
    ['Ann <ann@example.org>', 'emailCharacters'],
    ['ann\r\nbcc:x@example.org', 'emailCharacters'],
    ['a..b@example.org', 'emailCharacters'],
    ['ann@example', 'emailDomain'],
    ['ann@-x.org', 'emailDomain'],
    ['ann@exa mple.org', 'emailDomain'],
    ['ann@example.org>', 'emailDomain'],
    ['ann@127.0.0.1', 'emailDomain'],
    [`${'a'.repeat(65)}@example.org`, 'emailCharacters'],
    [`ann@${'a.'.repeat(100)}org`, 'emailLong'],
    ['ann\0@example.org', 'emailCharacters'],
  ])('is refused with the reason: %j', (typed, reason) => {
    expect(problemOf(typed)).toBe(`customers:bad.${reason}`)
  })

  it('guesses a domain that was not finished', () => {
    expect(checkEmail('max@gmx').problem).toEqual({
      key: 'customers:bad.emailDomainGuess',
      params: { domain: 'gmx.de' },
    })
    expect(problemOf('max@gmx.de.')).toBe('customers:bad.emailDomainGuess')
  })
})
