import { expect, it } from 'vitest'
import { authorizationParams } from '../testing.ts'
import { checkParameters } from './check-parameters.ts'
import { AUTHORIZATION_PARAMETERS } from './parameters.ts'

const NAMES = Object.keys(AUTHORIZATION_PARAMETERS)

it('lets a good request pass', () => {
  expect(() => checkParameters({ params: authorizationParams() })).not.toThrow()
})

it.each(NAMES)('refuses %s twice, even with the same value', (name) => {
  const params = new URLSearchParams([
    [name, 'a'],
    [name, 'a'],
  ])
  expect(() => checkParameters({ params })).toThrow(`invalid_request: ${name} was sent more than once`)
})

it.each(['scope', 'nonce', 'id_token_hint', 'login_hint', 'prompt', 'state'])('refuses an endless %s', (name) => {
  const params = authorizationParams({ [name]: 'x'.repeat(1_000_000) })
  expect(() => checkParameters({ params })).toThrow(`invalid_request: ${name} is too long`)
})

it('ignores unknown parameters, however many and long they are', () => {
  const params = authorizationParams({ extra: 'x'.repeat(100_000), toString: 'y', __proto__x: 'z' })
  params.append('extra', 'again')
  params.append('toString', 'again')
  expect(() => checkParameters({ params })).not.toThrow()
})
