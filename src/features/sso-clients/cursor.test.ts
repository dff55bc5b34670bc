import { expect, test } from 'vitest'
import { readCursor, writeCursor } from './cursor.ts'

test('a cursor is read as it was written', () => {
  const cursor = { way: 'before', name: 'Über „uns“', id: 'abc' } as const
  expect(readCursor(writeCursor(cursor))).toEqual(cursor)
})

test.each([
  '',
  'x',
  Buffer.from('{}').toString('base64url'),
  Buffer.from('["up","a","b"]').toString('base64url'),
  'a'.repeat(2000),
])('what is no cursor is ignored: %s', (text) => {
  expect(readCursor(text)).toBeNull()
})
