import { EqualityFilter, FilterParser } from 'ldapts'
import { describe, expect, it } from 'vitest'
import { parseDn } from './distinguished-name.ts'
import { escapeDnValue, escapeFilterValue, fillTemplate } from './templates.ts'

const INJECTIONS = [
  '*',
  'ann)(|(uid=*',
  '*)(objectClass=*',
  'ann)(&',
  'x)(userPassword=*))(|(uid=x',
  '\\2a',
  '\\',
  '\\)',
  'ann\0',
  '\0',
  'ann,ou=admins,dc=example,dc=org',
  'ann+uid=boss',
  'ann;uid=boss',
  'ann="x"',
  '# ann',
  ' ann ',
  ' ',
  '<ann>',
  'cn=ann',
  'Jürgen (Große) *',
  '😀',
  '{username}',
  '$&',
  "$'",
]

describe('what is typed', () => {
  it.each(INJECTIONS)('stays one value of a search filter: %j', (typed) => {
    const filter = fillTemplate('(uid={username})', { username: typed }, escapeFilterValue)
    const parsed = FilterParser.parseString(filter)
    expect(parsed).toBeInstanceOf(EqualityFilter)
    expect(parsed).toMatchObject({ attribute: 'uid', value: typed })
  })

  it.each(INJECTIONS)('stays one value of a distinguished name: %j', (typed) => {
    const dn = fillTemplate('uid={username},ou=people,dc=example', { username: typed }, escapeDnValue)
    expect(parseDn(dn)).toEqual([
      { type: 'uid', value: typed },
      { type: 'ou', value: 'people' },
      { type: 'dc', value: 'example' },
    ])
  })

  it('is written as RFC 4515 and RFC 4514 say', () => {
    expect(escapeFilterValue('Parens R Us (for all your parenthetical needs)*\\\0')).toBe(
      'Parens R Us \\28for all your parenthetical needs\\29\\2a\\5c\\00',
    )
    expect(escapeDnValue('James "Jim" Smith, III')).toBe('James \\"Jim\\" Smith\\, III')
    expect(escapeDnValue('#x ')).toBe('\\#x\\ ')
  })
})
