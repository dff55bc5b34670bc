import { describe, expect, it } from 'vitest'
import { groupNames, normalDn, parseDn } from './distinguished-name.ts'

describe('a distinguished name', () => {
  it.each([
    ['cn=Box Office, ou=Groups ,dc=example', 'cn=Box Office,ou=Groups,dc=example'],
    ['CN=a\\,b,DC=x', 'cn=a\\,b,dc=x'],
    ['cn=a\\2Cb,dc=x', 'cn=a\\,b,dc=x'],
    ['cn=Gro\\C3\\9Fe,dc=x', 'cn=Große,dc=x'],
    ['cn=a + SN=b,dc=x', 'cn=a+sn=b,dc=x'],
    ['cn=a\\ ,dc=x', 'cn=a\\ ,dc=x'],
    ['no name at all', 'no name at all'],
    ['', ''],
  ])('%s has one spelling', (dn, spelling) => expect(normalDn(dn)).toBe(spelling))

  it('is told apart from other texts', () => {
    expect(parseDn('{username}@example.org')).toBeNull()
    expect(parseDn('uid={username},dc=x')).toHaveLength(2)
  })
})

describe('a group', () => {
  it('is called by its short and its whole name', () => {
    expect(groupNames('CN=Box Office, OU=Groups,DC=x')).toEqual(['Box Office', 'cn=Box Office,ou=Groups,dc=x'])
  })

  it('cannot pass itself off as another by a short name that looks like a whole one', () => {
    expect(groupNames('cn=cn\\=admins\\,dc\\=x,ou=mine,dc=x')).toEqual(['cn=cn\\=admins\\,dc\\=x,ou=mine,dc=x'])
  })
})
