import { expect, it } from 'vitest'
import { readState } from './read-state.ts'

const stateOf = (query: string) => readState({ params: new URLSearchParams(query) }).state

it('reads any text up to 4096 characters as it is', () => {
  expect(stateOf('state=a%20b%2Bc%26d%3D%22%C3%BC%F0%9F%8E%AB')).toBe('a b+c&d="ü🎫')
  expect(stateOf(`state=${'x'.repeat(4096)}`)).toHaveLength(4096)
})

it('echoes nothing when there is none, or none that can be trusted', () => {
  expect(stateOf('')).toBeNull()
  expect(stateOf('state=')).toBeNull()
  expect(stateOf('state=a&state=b')).toBeNull()
  expect(stateOf(`state=${'x'.repeat(4097)}`)).toBeNull()
})
