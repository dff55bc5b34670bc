import { expect, it } from 'vitest'
import { directoryEntry } from './entry.ts'

it('an entry gives its values as texts, in any case of the attribute', () => {
  const entry = directoryEntry({
    dn: 'uid=ann',
    Mail: ' ann@example.org ',
    cn: ['Ann', ''],
    objectGUID: Buffer.from('00112233445566778899aabbccddeeff', 'hex'),
    objectSid: Buffer.from('0105', 'hex'),
    empty: [],
  })
  expect(entry.values('mail')).toEqual(['ann@example.org'])
  expect(entry.values('CN')).toEqual(['Ann'])
  expect(entry.values('objectguid')).toEqual(['33221100-5544-7766-8899-aabbccddeeff'])
  expect(entry.values('objectSid')).toEqual(['0105'])
  expect(entry.values('empty')).toEqual([])
  expect(entry.values('missing')).toEqual([])
  expect(entry.values('constructor')).toEqual([])
})
