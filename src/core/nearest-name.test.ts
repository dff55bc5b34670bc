import { expect, test } from 'vitest'
import { editDistance, nearestName } from './nearest-name.ts'

test('counts insertions, deletions, replacements and swaps', () => {
  expect(editDistance('port', 'port')).toBe(0)
  expect(editDistance('prot', 'port')).toBe(1)
  expect(editDistance('por', 'port')).toBe(1)
  expect(editDistance('ports', 'port')).toBe(1)
  expect(editDistance('', 'port')).toBe(4)
  expect(editDistance('kitten', 'sitting')).toBe(3)
})

test('names the nearest known name, whatever the case', () => {
  expect(nearestName('data-dri', ['port', 'data_dir', 'database_url'])).toBe('data_dir')
  expect(nearestName('FOYER_PROT', ['FOYER_PORT', 'FOYER_HOST'])).toBe('FOYER_PORT')
  expect(nearestName('Port', ['port'])).toBe('port')
})

test('names none when nothing is near', () => {
  expect(nearestName('banana', ['port', 'host'])).toBeUndefined()
  expect(nearestName('x', [])).toBeUndefined()
})
