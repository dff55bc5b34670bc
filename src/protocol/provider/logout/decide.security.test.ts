import { expect, it } from 'vitest'
import type { CustomerSessionId } from '../../../core/ids.ts'
import { testClient, testHost } from '../testing.ts'
import { decideLogout } from './decide.ts'
import type { LogoutWish } from './types.ts'

const open = testClient()
const pairwise = testClient({
  id: 'client-9' as typeof open.id,
  clientId: 'pairwise',
  subjectType: 'pairwise',
  sectorIdentifier: 'app.example',
})
const host = testHost([open, pairwise])
const session = { subject: 'QX7PL4D', sid: 'session-1' as CustomerSessionId }
const wish = (changes: Partial<LogoutWish> = {}): LogoutWish => ({
  client: open.id,
  hint: { subject: 'QX7PL4D', sid: 'session-1' },
  returnTo: null,
  problem: null,
  ...changes,
})
const decide = (changes: Partial<LogoutWish>) => decideLogout({ host, wish: wish(changes), session })

it('logs out at once when the ID token is of this login or of this person', async () => {
  expect(await decide({})).toBe('end')
  expect(await decide({ hint: { subject: 'SOMEBODY', sid: 'session-1' } })).toBe('end')
  expect(await decide({ hint: { subject: 'QX7PL4D', sid: 'session-0' } })).toBe('end')
  expect(await decide({ hint: { subject: 'QX7PL4D', sid: null } })).toBe('end')
})

it('knows the person under the subject that the app sees', async () => {
  const subject = await host.pairwiseSubject('app.example', 'QX7PL4D')
  expect(await decide({ client: pairwise.id, hint: { subject, sid: null } })).toBe('end')
  expect(await decide({ client: pairwise.id, hint: { subject: 'QX7PL4D', sid: null } })).toBe('ask')
})

it('asks when nothing proves that the app knows this person', async () => {
  expect(await decide({ hint: null })).toBe('ask')
  expect(await decide({ hint: { subject: 'SOMEBODY', sid: 'session-2' } })).toBe('ask')
  expect(await decide({ client: null, hint: { subject: 'QX7PL4D', sid: null } })).toBe('ask')
})

it('asks when the request has a fault, whatever it proves', async () => {
  expect(await decide({ problem: 'return_unknown' })).toBe('ask')
})

it('has nobody to ask when nobody is logged in', async () => {
  expect(await decideLogout({ host, wish: wish(), session: null })).toBe('nobody')
})
