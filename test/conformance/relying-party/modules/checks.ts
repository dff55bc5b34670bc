import type { MockProvider } from '../mock-provider.ts'
import type { ClientRun } from '../run.ts'

/** The heading of the page after an answer that is not to be trusted. */
export const UNSAFE = 'We did not trust the answer of The suite'
/** The heading of the page after something that the organizer has to put right. */
export const MISCONFIGURED = 'The connection to The suite does not work'

/** A login that works, with everything that the suite wants to see of it. */
export async function checkLogin(run: ClientRun, mock: MockProvider): Promise<void> {
  const before = mock.requests('userinfo').length
  const { isIn, status, title } = await run.visit().logIn()
  checkRequests(run, mock)
  run.must(mock.requests('userinfo').length === before + 1, 'userinfo is called once')
  run.must(isIn, `the person is logged in, not shown: ${status} ${title}`)
  const { customers } = await usage(run)
  run.must(customers === 1, 'there is one account with this identity')
}

/** A login that ends on a page of ours that says why, and makes no account. */
export async function checkRefused(
  run: ClientRun,
  mock: MockProvider,
  { title, code, callsUserinfo = false }: { title: string; code: string; callsUserinfo?: boolean },
): Promise<void> {
  const visit = run.visit()
  const ended = await visit.logIn()
  checkRequests(run, mock)
  const calls = mock.requests('userinfo').length
  run.must(calls === (callsUserinfo ? 1 : 0), `userinfo is ${callsUserinfo ? 'called' : 'not called'}`)
  run.must(!ended.isIn && !(await visit.isLoggedIn()), 'nobody is logged in')
  run.must(ended.title === title && ended.status === 502, `the page says so: ${ended.status} ${ended.title}`)
  run.must((await usage(run)).customers === 0, 'no account is made')
  const { logins } = await run.foyer.features.ssoLogins.list(run.organizer.id, { limit: 5 })
  run.must(logins.length === 1 && logins[0]?.outcome === code, `staff read why: ${logins[0]?.outcome}`)
}

export function checkRequests(run: ClientRun, mock: MockProvider): void {
  run.must(mock.faults.length === 0, `all requests are good: ${mock.faults.join('; ')}`)
}

async function usage({ foyer, organizer }: ClientRun) {
  const provider = await foyer.features.ssoProviders.bySlug(organizer.id, 'suite')
  if (!provider) throw new Error('no provider')
  return foyer.features.ssoProviders.usage(organizer.id, provider.id)
}
