import { expect, it } from 'vitest'
import { subjectFor } from '../subject.ts'
import { testClient, testHost, testSession } from '../testing.ts'
import { findSubject } from './find-subject.ts'

const host = testHost()

it('is nobody without a session', () => {
  expect(findSubject({ host, client: testClient(), session: null })).toEqual({ subject: null })
})

it('answers at once for clients with public subjects', () => {
  expect(findSubject({ host, client: testClient(), session: testSession() })).toEqual({ subject: 'QX7PL4D' })
})

it('answers in the name that a client with pairwise subjects knows, whether the host has to look or not', async () => {
  const client = testClient({ subjectType: 'pairwise', sectorIdentifier: 'app.example' })
  const subject = await subjectFor(host, client, { subject: 'QX7PL4D' })
  const slow = { ...host, pairwiseSubject: async () => subject }
  expect(findSubject({ host, client, session: testSession() })).toEqual({ subject })
  expect(await findSubject({ host: slow, client, session: testSession() })).toEqual({ subject })
})
