import Fastify from 'fastify'
import { expect, it } from 'vitest'
import type { OrganizerId } from '../../core/ids.ts'
import { NO_STORE } from '../../protocol/provider/answer.ts'
import { OAuthError } from '../../protocol/provider/errors.ts'
import type { Organizer } from '../organizers/index.ts'
import { createRefusals } from './refusals.ts'
import { respond } from './respond.ts'
import type { RefusalLog, RefusedRequest } from './types.ts'

/** Answers one refusal at `/acme/token`. @param reference what the log answers; undefined without a log */
async function refused(reference: string | null | undefined, error = new OAuthError('invalid_grant', 'Too late')) {
  const noted: [OrganizerId, RefusedRequest][] = []
  const log: RefusalLog = {
    note(organizerId, refusal) {
      noted.push([organizerId, refusal])
      return reference ?? null
    },
  }
  const refusals = createRefusals(reference === undefined ? undefined : log)
  const app = Fastify()
  app.decorateRequest('organizer', null as never)
  app.addHook('onRequest', async (request) => {
    request.organizer = { id: 'acme-id' as OrganizerId } as Organizer
  })
  app.post('/:organizer/token', (request, reply) =>
    respond(
      request,
      reply,
      refusals,
      () => 'web-app',
      async () => {
        throw error
      },
    ),
  )
  const answer = await app.inject({ method: 'POST', url: '/acme/token' })
  return { answer, noted, body: answer.json() }
}

it('tells the reference of a refusal that was noted, with the endpoint and the client', async () => {
  const error = new OAuthError('invalid_grant', 'Too late', { hint: { rule: 'code_expired' } })
  const { answer, noted, body } = await refused('K7QX2', error)
  expect([answer.statusCode, answer.headers['cache-control']]).toEqual([400, NO_STORE['cache-control']])
  expect(body).toEqual({ error: 'invalid_grant', error_description: 'Too late (reference K7QX2)' })
  expect(noted).toEqual([['acme-id', { endpoint: '/token', error, clientId: 'web-app' }]])
})

it('tells no reference where none was kept', async () => {
  expect((await refused(null)).body.error_description).toBe('Too late')
  expect((await refused(undefined)).body.error_description).toBe('Too late')
})

it('does not take a mistake of ours for a refusal', async () => {
  const { answer, noted } = await refused('K7QX2', new Error('broken') as OAuthError)
  expect(answer.statusCode).toBe(500)
  expect(noted).toEqual([])
})
