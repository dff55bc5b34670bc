import { expect, test } from 'vitest'
import { InvalidInput } from '../../core/errors.ts'
import { createFakeOutgoing } from '../../platform/outgoing/testing.ts'
import { readSettings } from './rules.ts'
import { checkSectorDocument, needsSectorCheck } from './sector-document.ts'

const sectorIdentifierUri = 'https://sector.example/apps.json'
const pairwise = readSettings({
  name: 'Forum',
  redirectUris: ['https://a.example/cb', 'https://b.example/cb'],
  options: { subjectType: 'pairwise', sectorIdentifierUri },
})

async function problem(answer: Parameters<ReturnType<typeof createFakeOutgoing>['on']>[1] | undefined) {
  const outgoing = createFakeOutgoing()
  if (answer !== undefined) outgoing.on(sectorIdentifierUri, answer)
  try {
    await checkSectorDocument({ outgoing }, pairwise)
    return null
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    return error.fields.sector_identifier_uri?.key
  }
}

test('a document that lists every address of the app is good, whatever else it lists', async () => {
  expect(await problem(JSON.stringify(['https://c.example/', ...pairwise.redirectUris]))).toBeNull()
})

test('a document that misses one is not', async () => {
  expect(await problem(JSON.stringify(['https://a.example/cb']))).toBe('ssoClients:errors.sectorMisses')
})

test.each([
  ['cannot be reached', undefined],
  ['is missing', { status: 404, body: '[]' }],
  ['is no JSON', '<html>'],
  ['is no list', '{"redirect_uris":[]}'],
  ['lists something else', '[1,2]'],
])('one that %s is refused', async (_what, answer) => {
  expect(await problem(answer)).toBe('ssoClients:errors.sectorUnreadable')
})

test('it is read when something changed that it vouches for', () => {
  expect(needsSectorCheck(pairwise, null)).toBe(true)
  expect(needsSectorCheck({ ...pairwise, name: 'Other' }, pairwise)).toBe(false)
  expect(needsSectorCheck({ ...pairwise, redirectUris: ['https://a.example/cb'] }, pairwise)).toBe(false)
  expect(needsSectorCheck({ ...pairwise, redirectUris: ['https://c.example/cb'] }, pairwise)).toBe(true)
  expect(needsSectorCheck({ ...pairwise, sectorIdentifierUri: 'https://other.example/' }, pairwise)).toBe(true)
  expect(needsSectorCheck(pairwise, { ...pairwise, subjectType: 'public' })).toBe(true)
  expect(needsSectorCheck({ ...pairwise, subjectType: 'public' }, null)).toBe(true)
  expect(needsSectorCheck({ ...pairwise, sectorIdentifierUri: null }, null)).toBe(false)
})
