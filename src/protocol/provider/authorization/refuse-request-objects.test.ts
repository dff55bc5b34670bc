import { expect, it } from 'vitest'
import { authorizationParams } from '../testing.ts'
import { refuseRequestObjects } from './refuse-request-objects.ts'

it.each([
  ['request', 'eyJhbGciOiJub25lIn0.e30.', 'request_not_supported'],
  ['request_uri', 'https://evil.example/request.jwt', 'request_uri_not_supported'],
  ['registration', '{}', 'registration_not_supported'],
  ['request', '', 'request_not_supported'],
])('refuses %s instead of ignoring it (%#)', (name, value, code) => {
  expect(() => refuseRequestObjects({ params: authorizationParams({ [name]: value }) })).toThrow(code)
})

it('lets a request without them pass', () => {
  expect(() => refuseRequestObjects({ params: authorizationParams({ requested: 'x' }) })).not.toThrow()
})
