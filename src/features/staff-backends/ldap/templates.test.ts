import { FilterParser } from 'ldapts'
import { describe, expect, it } from 'vitest'
import { fillTemplate, filterProblem, placeholders } from './templates.ts'

const problem = (template: string) => filterProblem(template, (filter) => FilterParser.parseString(filter))

describe('a template', () => {
  it('names its placeholders, each once', () => {
    expect(placeholders('(&(uid={username})(ou={dept})(cn={username}))')).toEqual(['username', 'dept'])
    expect(placeholders('(uid={})(cn={1})')).toEqual([])
  })

  it('is filled in everywhere, and only from what is known', () => {
    expect(fillTemplate('{a}-{b}-{a}', { a: '1', b: '{a}' }, (value) => value)).toBe('1-{a}-1')
    expect(() => fillTemplate('{constructor}', {}, String)).toThrow('nothing is known for {constructor}')
  })
})

describe('the template of a filter', () => {
  it.each([
    '(uid={username})',
    '(&(objectClass=person)(|(uid={username})(mail={username})))',
    '(mail={username}@example.org)',
    '(member:1.2.840.113556.1.4.1941:={dn})',
    '(!(uid={username}))',
  ])('may be %s', (template) => expect(problem(template)).toBeNull())

  it.each([
    ['({username}=x)', '{username} must stand behind "="'],
    ['(uid=x)({username}=x)', '{username} must stand behind "="'],
    ['(&(uid={username})({username}=1))', '{username} must stand behind "="'],
    ['(uid={username}', 'is no search filter: a parenthesis is missing'],
    ['(&(uid={username})', 'is no search filter'],
    ['(uid={username}))', 'is no search filter'],
    ['(&)(uid={username})', 'is no search filter'],
  ])('may not be %s', (template, reason) => expect(problem(template)).toContain(reason))
})
