import { expect, it } from 'vitest'
import { subjectFor } from './subject.ts'
import { testClient, testHost } from './testing.ts'

const host = testHost()
const pairwise = (sectorIdentifier: string | null) => testClient({ subjectType: 'pairwise', sectorIdentifier })

it('is the public one for most clients, and is known at once', () => {
  expect(subjectFor(host, testClient(), { subject: 'QX7PL4D' })).toBe('QX7PL4D')
})

it('is another one for each sector, and the same for all clients of a sector', async () => {
  const here = await subjectFor(host, pairwise('app.example'), { subject: 'QX7PL4D' })
  expect(here).not.toContain('QX7PL4D')
  expect(await subjectFor(host, pairwise('app.example'), { subject: 'QX7PL4D' })).toBe(here)
  expect(await subjectFor(host, pairwise('other.example'), { subject: 'QX7PL4D' })).not.toBe(here)
  expect(await subjectFor(host, pairwise('app.example'), { subject: 'ANOTHER' })).not.toBe(here)
})

it('is never the public one because a sector is missing', () => {
  expect(() => subjectFor(host, pairwise(null), { subject: 'QX7PL4D' })).toThrow('no sector')
  expect(() => subjectFor(host, pairwise(''), { subject: 'QX7PL4D' })).toThrow('no sector')
})
