import { expect, test } from 'vitest'
import { addressDifference } from './difference.ts'

const CB = 'https://app.example/cb'

test.each([
  [`${CB}/`, CB, 'slashMissing', '/cb'],
  [CB, `${CB}/`, 'slashExtra', '/cb'],
  [CB, 'http://app.example/cb', 'http', 'http'],
  ['http://localhost/cb', 'https://localhost/cb', 'https', 'http'],
  [CB, 'https://app.example/Cb', 'case', '/'],
  [`${CB}/in`, `${CB}/out`, 'after', '/cb/'],
  [`${CB}/in`, CB, 'endsEarly', '/cb'],
  [CB, `${CB}?x=1`, 'goesOn', '/cb'],
  [CB, 'https://evil.example/cb', 'other', 'https://'],
  [CB, CB, 'hidden', '/cb'],
])('%s and %s: %s', (registered, sent, word, after) => {
  expect(addressDifference(registered, sent)).toMatchObject({ word, after })
})

test('of several registered addresses the nearest is compared, and the parts make up both', () => {
  const difference = addressDifference(`https://other.example/, ${CB}/in`, `${CB}/out`)
  const { common, registeredRest, sentRest } = difference
  expect(common + registeredRest).toBe(`${CB}/in`)
  expect(common + sentRest).toBe(`${CB}/out`)
})
