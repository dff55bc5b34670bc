import { describe, expect, it } from 'vitest'
import { hashSecret } from '../../../core/random.ts'
import { OAuthError } from '../errors.ts'
import { basicHeader, CLIENT_SECRET, ISSUER, NOW, publicTestClient, testClient, testHost } from '../testing.ts'
import { clientRequest } from '../testing-requests.ts'
import { authenticateClient } from './authenticate-client.ts'
import { readClientCredentials } from './read-client-credentials.ts'

const CHALLENGE = { 'www-authenticate': `Basic realm="${ISSUER}", charset="UTF-8"` }

async function authenticate(body: Record<string, string>, authorization: string | null = null, host = testHost()) {
  const request = clientRequest(host, body, { authorization })
  try {
    return (await authenticateClient({ ...request, ...readClientCredentials(request) })).client.clientId
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    return { code: error.code, status: error.status, headers: error.headers }
  }
}

describe('a confidential client', () => {
  it('may send its secret in the header or in the body, whichever it is registered for', async () => {
    expect(await authenticate({}, basicHeader('web-app', CLIENT_SECRET))).toBe('web-app')
    expect(await authenticate({ client_id: 'web-app', client_secret: CLIENT_SECRET })).toBe('web-app')
  })

  it('may repeat its own id in the body beside the header', async () => {
    expect(await authenticate({ client_id: 'web-app' }, basicHeader('web-app', CLIENT_SECRET))).toBe('web-app')
  })

  it('may use any of its secrets while one is being replaced', async () => {
    const host = testHost([testClient({ secretHashes: [hashSecret('older'), hashSecret('newer')] })])
    expect(await authenticate({}, basicHeader('web-app', 'older'), host)).toBe('web-app')
    expect(await authenticate({}, basicHeader('web-app', 'newer'), host)).toBe('web-app')
  })

  it('may use the secret before its present one until that ends', async () => {
    const withFormer = (expiresAt: number) =>
      testHost([testClient({ formerSecret: { hash: hashSecret('former'), expiresAt } })])
    expect(await authenticate({}, basicHeader('web-app', 'former'), withFormer(NOW + 1))).toBe('web-app')
    expect(await authenticate({}, basicHeader('web-app', 'former'), withFormer(NOW))).toMatchObject({ status: 401 })
    expect(await authenticate({}, basicHeader('web-app', CLIENT_SECRET), withFormer(NOW))).toBe('web-app')
  })

  it('needs its secret', async () => {
    expect(await authenticate({ client_id: 'web-app' })).toEqual({ code: 'invalid_client', status: 400, headers: {} })
  })

  it('is refused with 401 and a challenge when the secret is wrong', async () => {
    const refusal = { code: 'invalid_client', status: 401, headers: CHALLENGE }
    expect(await authenticate({}, basicHeader('web-app', 'wrong'))).toEqual(refusal)
    expect(await authenticate({}, basicHeader('web-app', ''))).toEqual(refusal)
    expect(await authenticate({}, basicHeader('web-app', hashSecret(CLIENT_SECRET)))).toEqual(refusal)
    expect(await authenticate({ client_id: 'web-app', client_secret: 'wrong' })).toEqual(refusal)
  })

  it('is refused without any secret on record', async () => {
    const host = testHost([testClient({ secretHashes: [] })])
    expect(await authenticate({}, basicHeader('web-app', ''), host)).toMatchObject({ status: 401 })
  })

  it('is refused when it is switched off, even with the right secret', async () => {
    const host = testHost([testClient({ isActive: false })])
    expect(await authenticate({}, basicHeader('web-app', CLIENT_SECRET), host)).toMatchObject({
      code: 'invalid_client',
    })
  })
})

describe('a public client', () => {
  it('only says who it is', async () => {
    expect(await authenticate({ client_id: 'native-app' })).toBe('native-app')
    expect(await authenticate({ client_id: 'native-app', client_secret: '' })).toBe('native-app')
  })

  it('must not send a secret', async () => {
    const refusal = { code: 'invalid_client', status: 401, headers: CHALLENGE }
    expect(await authenticate({ client_id: 'native-app', client_secret: 'x' })).toEqual(refusal)
    expect(await authenticate({}, basicHeader('native-app', 'x'))).toEqual(refusal)
  })

  it('is refused when it is switched off', async () => {
    const host = testHost([publicTestClient({ isActive: false })])
    expect(await authenticate({ client_id: 'native-app' }, null, host)).toMatchObject({ code: 'invalid_client' })
  })
})

describe('nobody', () => {
  it('is told apart by whether credentials were sent', async () => {
    expect(await authenticate({})).toEqual({ code: 'invalid_client', status: 400, headers: {} })
    expect(await authenticate({ client_id: 'nobody' })).toEqual({ code: 'invalid_client', status: 400, headers: {} })
    expect(await authenticate({}, basicHeader('nobody', 'x'))).toMatchObject({ status: 401, headers: CHALLENGE })
  })

  it('gets the same words for an unknown client as for a wrong secret', async () => {
    const messages = []
    for (const clientId of ['nobody', 'web-app']) {
      const credentials = { clientId, secret: 'wrong', method: 'client_secret_basic' } as const
      const request = { ...clientRequest(testHost()), credentials }
      messages.push(await authenticateClient(request).catch((error: Error) => error.message))
    }
    expect(messages[0]).toBe(messages[1])
  })

  it.each(['Basic', 'Basic %', 'Bearer abc', `Basic ${Buffer.from('web-app:%').toString('base64')}`])(
    'crashes nothing with the header %j',
    async (header) => {
      expect(await authenticate({}, header)).toEqual({ code: 'invalid_client', status: 401, headers: CHALLENGE })
    },
  )

  it('does not bring an id to the store that it cannot hold', async () => {
    const host = testHost()
    host.clients.findByClientId = () => {
      throw new Error('the store was asked')
    }
    expect(await authenticate({ client_id: 'a\u0000' }, null, host)).toMatchObject({ code: 'invalid_client' })
  })
})

describe('two methods at once', () => {
  it('are refused, even when both are right', async () => {
    const body = { client_id: 'web-app', client_secret: CLIENT_SECRET }
    const refusal = { code: 'invalid_request', status: 400, headers: {} }
    expect(await authenticate(body, basicHeader('web-app', CLIENT_SECRET))).toEqual(refusal)
  })

  it('are refused when they name two clients', async () => {
    const answer = await authenticate({ client_id: 'native-app' }, basicHeader('web-app', CLIENT_SECRET))
    expect(answer).toMatchObject({ code: 'invalid_request' })
  })
})
