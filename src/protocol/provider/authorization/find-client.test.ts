import { expect, it } from 'vitest'
import { AuthorizationPageError } from '../errors.ts'
import { authorizationParams, testClient, testHost } from '../testing.ts'
import { findClient } from './find-client.ts'

async function reasonFor(params: URLSearchParams, host = testHost()): Promise<string> {
  try {
    return `found ${(await findClient({ host, params })).client.clientId}`
  } catch (error) {
    if (error instanceof AuthorizationPageError) return error.reason
    throw error
  }
}

it('finds an active client', async () => {
  expect(await reasonFor(authorizationParams())).toBe('found web-app')
})

it.each([
  ['client_missing', null],
  ['client_missing', ''],
  ['client_unknown', 'nobody'],
  ['client_unknown', 'web-app\u0000'],
  ['client_unknown', 'WEB-APP'],
  ['client_unknown', 'ü'],
  ['client_unknown', 'x'.repeat(100_000)],
])('answers with the page %s (%#)', async (reason, clientId) => {
  expect(await reasonFor(authorizationParams({ client_id: clientId }))).toBe(reason)
})

it('does not ask the store for what cannot be a client id', async () => {
  const host = testHost()
  host.clients.findByClientId = () => {
    throw new Error('the store was asked')
  }
  expect(await reasonFor(authorizationParams({ client_id: 'a\u0000' }), host)).toBe('client_unknown')
})

it('tells a page when the client is switched off', async () => {
  const host = testHost([testClient({ isActive: false })])
  expect(await reasonFor(authorizationParams(), host)).toBe('client_inactive')
})

it('does not choose between two client ids', async () => {
  const params = authorizationParams()
  params.append('client_id', 'native-app')
  expect(await reasonFor(params)).toBe('parameter_repeated')
})
