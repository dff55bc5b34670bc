import { expect, it } from 'vitest'
import { z } from 'zod'
import { readCursor, writeCursor } from './cursor.ts'

const place = { direction: 'newer', value: 17, id: 'a1' } as const
const written = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')

it('a cursor comes back as it was written', () => {
  expect(readCursor(writeCursor(place), z.int())).toEqual(place)
  expect(readCursor(writeCursor({ ...place, value: null }), z.string().nullable())).toEqual({ ...place, value: null })
})

it.each([
  undefined,
  '',
  'nonsense',
  written('newer', 'text', 'a1'),
  written('newer', 1.5, 'a1'),
  written('sideways', 17, 'a1'),
  written('newer', 17, 'a\u0000'),
  written('newer', 17, 'x'.repeat(41)),
  written('newer', 17),
  'x'.repeat(2001),
])('%j is no cursor of a list sorted by numbers', (text) => {
  expect(readCursor(text, z.int())).toBeNull()
})
