import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { systemRandom } from '../../core/random.ts'
import { sessionState } from './session-state.ts'

const facts = { clientId: 'web-app', redirectUri: 'https://app.example:8443/cb?x=1', browserState: 'state-1' }

it('is what the page in the frame computes from client, origin, state of the browser and salt', () => {
  const [digest = '', salt = ''] = sessionState(facts, systemRandom)?.split('.') ?? []
  expect(digest).toBe(createHash('sha256').update(`web-app https://app.example:8443 state-1 ${salt}`).digest('hex'))
})

it('holds no space, tells nothing about the state, and differs each time', () => {
  const value = sessionState(facts, systemRandom)
  expect(value).toMatch(/^[0-9a-f]{64}\.[\w-]{16}$/)
  expect(sessionState(facts, systemRandom)).not.toBe(value)
})

it('is not made for an app on a device, which has no origin', () => {
  expect(sessionState({ ...facts, redirectUri: 'com.example.app:/cb' }, systemRandom)).toBeNull()
})
