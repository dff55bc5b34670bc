import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict'
import { buildsOffline, loggedIn, notLoggedIn } from './expect.ts'
import {
  type BackendExport,
  type BackendKit,
  createBackendKit,
  type KitOptions,
  type Outcome,
  type Visit,
} from './kit.ts'

/** One thing that every backend must do. `run` throws an AssertionError that says what it did instead. */
export interface BackendCase {
  readonly name: string
  run(): Promise<void>
}

/** How to log in and how not to, in the words of one backend. Leave out the flows that it does not offer. */
export interface BackendExamples extends KitOptions {
  /** Everything that the backend needs besides; called before each case. */
  readonly before?: () => void | Promise<void>
  readonly form?: { readonly right: Readonly<Record<string, string>>; readonly wrong: Readonly<Record<string, string>> }
  readonly external?: { readonly right: Visit; readonly untrusted: Visit }
  readonly redirect?: {
    /** What the identity provider answers to whom it was led to this address: the query or form of the return. */
    readonly returns: (start: URL) => Visit | Promise<Visit>
  }
}

const OTHER = { next: '/control/organizer/other/' }
const FIRST = { next: '/control/organizer/first/' }

/**
 * Every case that a backend has to stand, for any test runner:
 * `for (const { name, run } of backendCases(Backend, examples)) test(name, run)`
 */
export function backendCases(exported: BackendExport, examples: BackendExamples): BackendCase[] {
  const { form, external, redirect } = examples
  const fresh = () => createBackendKit(exported, examples)
  const one: One = (name, check) => ({
    name,
    async run() {
      await examples.before?.()
      await check(await fresh(), fresh)
    },
  })
  return [
    { name: 'is built without touching the network', run: () => buildsOffline(exported) },
    one('shows a form, an address, or nothing that anybody could click', async ({ backend }) => {
      const offers = Object.keys(backend.loginFormFields).length > 0 || redirect !== undefined
      ok(offers || !backend.visible || external === undefined, 'it is visible and offers neither a form nor an address')
    }),
    ...(form ? formCases(form, one) : []),
    ...(external ? externalCases(external, one) : []),
    ...(redirect ? redirectCases(redirect, one) : []),
  ]
}

/** A case with a backend that nobody used before; `fresh` makes another one. */
type One = (name: string, check: (kit: BackendKit, fresh: () => Promise<BackendKit>) => Promise<void>) => BackendCase

function formCases({ right, wrong }: NonNullable<BackendExamples['form']>, one: One): BackendCase[] {
  return [
    ...personCases('the form', (kit, visit) => kit.form(right, visit), one),
    one('wrong credentials name nobody and make no account', async (kit) => {
      notLoggedIn(await kit.form(wrong))
      deepStrictEqual(kit.accounts.all(), [])
    }),
    one('empty fields name nobody', async (kit) => {
      notLoggedIn(await kit.form(Object.fromEntries(Object.keys(right).map((name) => [name, '']))))
    }),
    one('odd characters name nobody and break nothing', async (kit) => {
      for (const odd of ['*', '*)(uid=*', "' or 1=1 --", '\u0000', '../../x', '%00', '😀'.repeat(50)]) {
        notLoggedIn(await kit.form({ ...wrong, ...Object.fromEntries(Object.keys(wrong).map((name) => [name, odd])) }))
      }
    }),
  ]
}

function externalCases({ right, untrusted }: NonNullable<BackendExamples['external']>, one: One): BackendCase[] {
  return [
    ...personCases('the external session', (kit, visit) => kit.visit({ ...right, ...visit }), one),
    one('a visit without an external session names nobody', async (kit) => notLoggedIn(await kit.visit({}))),
    one('whoever comes without the proxy is not believed', async (kit) => {
      notLoggedIn(await kit.visit(untrusted))
      deepStrictEqual(kit.accounts.all(), [])
    }),
  ]
}

function redirectCases({ returns }: NonNullable<BackendExamples['redirect']>, one: One): BackendCase[] {
  const there = async (kit: BackendKit, visit: Visit = {}) => ({ ...(await returns(await kit.start(visit))), ...visit })
  return [
    ...personCases('the redirect', async (kit, visit) => kit.callback(await there(kit, visit)), one),
    one('leads to an address by https', async (kit) => {
      const { protocol } = await kit.start()
      ok(['https:', 'http:'].includes(protocol), `it leads to ${protocol}`)
    }),
    one('two tabs find their own way back', async (kit) => {
      const [first, second] = [await kit.start({ query: FIRST }), await kit.start({ query: OTHER })]
      const late = loggedIn(await kit.callback(await returns(second)))
      const early = loggedIn(await kit.callback(await returns(first)))
      deepStrictEqual([early.next, late.next], [FIRST.next, OTHER.next])
    }),
    one('a return counts once', async (kit) => {
      const visit = await there(kit)
      loggedIn(await kit.callback(visit))
      notLoggedIn(await kit.callback(visit))
    }),
    one('a return in another browser counts for nothing', async (kit) => {
      notLoggedIn(await kit.callback({ ...(await there(kit)), browser: 'another' }))
    }),
    one('a return without anything names nobody', async (kit) => notLoggedIn(await kit.callback({}))),
  ]
}

/** What holds in every flow. */
function personCases(
  flow: string,
  login: (kit: BackendKit, visit?: Visit) => Promise<Outcome>,
  one: One,
): BackendCase[] {
  return [
    one(`${flow} names a user of this backend, with an email address`, async (kit) => {
      const { user } = loggedIn(await login(kit)).login
      strictEqual(user.authBackend, kit.backend.identifier)
      ok(user.email.includes('@'), `the email is "${user.email}"`)
      ok((user.authBackendIdentifier ?? '') !== '', 'the user has no stable name')
    }),
    one(`${flow} finds the same account again`, async (kit) => {
      const first = loggedIn(await login(kit)).login.user
      strictEqual(loggedIn(await login(kit)).login.user.id, first.id)
      strictEqual(kit.accounts.all().length, 1)
    }),
    one(`${flow} does not take the account of somebody who logs in in another way`, async (kit, fresh) => {
      const { email } = loggedIn(await login(kit)).login.user
      const taken = await fresh()
      taken.accounts.addForeign(email)
      notLoggedIn(await login(taken))
      strictEqual(taken.accounts.all().length, 1)
    }),
    one(`${flow} serves a reauthentication with the same user`, async (kit) => {
      const { user } = loggedIn(await login(kit)).login
      const again = loggedIn(await login(kit, { purpose: 'reauthentication', user }))
      strictEqual(again.login.user.id, user.id)
    }),
  ]
}
