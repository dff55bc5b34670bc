import type { FastifyRequest } from 'fastify'
import { describe, expect, it } from 'vitest'
import { testClient } from '../../protocol/provider/testing.ts'
import type { ConnectedAppsDeps } from './deps.ts'
import { type Asked, findQuestion } from './question.ts'

const APP = { name: 'Festival forum', logo: null, host: 'app.example', formTargets: ['https://app.example'] }
const QUESTION = { kind: 'consent', client: testClient(), scopes: ['openid', 'email'], claims: [] } as const

interface World {
  readonly base?: string
  readonly customer?: string | null
  readonly isRegistered?: boolean
  readonly isAsked?: boolean
}

function find(next: string | undefined, world: World = {}): Promise<Asked | string> {
  const { base = '/acme', customer = 'customer-1', isRegistered = true, isAsked = true } = world
  const request = {
    site: { origin: 'https://tickets.example', base },
    customerSession: async () => (customer === null ? null : { customer: { id: customer } }),
  } as unknown as FastifyRequest
  const provider = {
    describeNext: async () => (isRegistered ? APP : null),
    consentQuestion: async () => (isAsked ? QUESTION : null),
  } as unknown as ConnectedAppsDeps['provider']
  return findQuestion(request, provider, next)
}

const NEXT = '/acme/oauth2/v1/authorize?client_id=forum'

describe('what is to be asked', () => {
  it('is the question of the request, with a mark of what it holds', async () => {
    const asked = await find(NEXT)
    expect(asked).toMatchObject({ next: NEXT, app: APP, question: QUESTION })
    const other = await find(NEXT, { customer: 'customer-2' })
    expect((asked as Asked).mark).not.toBe((other as Asked).mark)
  })

  it('is found on a domain of the organizer, too', async () => {
    const next = NEXT.slice('/acme'.length)
    expect(await find(next, { base: '' })).toMatchObject({ next })
    expect(await find(NEXT, { base: '' })).toBe('/account/')
  })

  it('is nothing for a request that cannot be answered, or needs no question: the endpoint says what follows', async () => {
    expect(await find(NEXT, { isRegistered: false })).toBe(NEXT)
    expect(await find(NEXT, { isAsked: false })).toBe(NEXT)
  })

  it('waits for the login of somebody', async () => {
    expect(await find(NEXT, { customer: null })).toBe(`/acme/account/login?${new URLSearchParams({ next: NEXT })}`)
  })

  it.each([
    undefined,
    '',
    '/acme/account/',
    '/other/oauth2/v1/authorize?client_id=forum',
    '/acme/oauth2/v1/authorize',
    'https://tickets.example/acme/oauth2/v1/authorize?client_id=forum',
    '//evil.example/acme/oauth2/v1/authorize?client_id=forum',
    '/acme/oauth2/v1/authorize?client_id=forum\\@evil.example',
    '/acme/oauth2/v1/authorize?client_id=forum\r\nset-cookie: a=b',
  ])('belongs to no request: %j', async (next) => {
    expect(await find(next)).toBe('/acme/account/')
  })
})
