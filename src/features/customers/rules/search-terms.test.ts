import { expect, test } from 'vitest'
import { isShort, readSearch } from './search-terms.ts'

const texts = (typed: string) => readSearch(typed)?.words.map(({ text }) => text)

test('a search is words without case and accents, each once', () => {
  expect(texts('  Größ  ANNA anna ')).toEqual(['gross', 'anna'])
  expect(texts('ﬁne')).toEqual(['fine'])
})

test('nothing typed is no search', () => {
  for (const typed of ['', '   ', '\0', '\u0301', undefined]) expect(readSearch(typed)).toBeNull()
})

test('a word may begin an ID, with or without its #', () => {
  expect(readSearch('#qx7')?.words).toEqual([{ text: 'qx7', identifier: 'QX7' }])
  expect(readSearch('ü')?.words[0]?.identifier).toBeNull()
  expect(readSearch('#')?.words).toEqual([{ text: '#', identifier: null }])
})

test('what looks like a phone number is looked for as one, too', () => {
  expect(readSearch('0341 / 555')?.phone).toBe('341555')
  expect(readSearch('ann 0341')?.phone).toBeNull()
})

test('endless input is cut', () => {
  expect(readSearch('a '.repeat(10_000))?.words).toHaveLength(1)
  expect(readSearch(Array.from({ length: 90 }, (_, i) => i).join(' '))?.words).toHaveLength(8)
})

test('one and two characters are short, however they are encoded', () => {
  expect(isShort({ text: '💥💥' })).toBe(true)
  expect(isShort({ text: 'abc' })).toBe(false)
})
