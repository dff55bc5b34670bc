import { expect, it } from 'vitest'
import { clientAddress } from './client-address.ts'

it('is the address of the request', () => {
  expect(clientAddress({ ip: '203.0.113.9' })).toBe('203.0.113.9')
})

it('is empty when the connection is gone', () => {
  expect(clientAddress({ ip: undefined as unknown as string })).toBe('')
})
