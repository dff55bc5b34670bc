import { Secret, TOTP } from 'otpauth'
import type { Customer } from '../../src/features/customers/index.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import { logIn, makeCustomer } from './accounts.ts'
import type { Answer, BrowserClient, RequestOptions } from './client.ts'
import { parse } from './html.ts'
import type { PasskeyOptions, SoftAuthenticator, Tricks } from './passkey.ts'
import type { TestServer } from './server.ts'

const SYSTEM = { type: 'system' } as const
const STEP_MS = 30_000
let organizers = 0

/** A clock that tests move on. */
export function movableClock() {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    pass(ms: number) {
      ahead += ms
    },
  }
}

export type MovableClock = ReturnType<typeof movableClock>

/** An organizer of its own with one customer who is logged in. */
export interface StepScene {
  readonly acme: Organizer
  readonly slug: string
  readonly customer: Customer
  readonly browser: BrowserClient
}

export async function stepScene(foyer: TestServer, values: Record<string, string> = {}): Promise<StepScene> {
  const slug = `org${++organizers}`
  const acme = await foyer.organizer(slug)
  const customer = await makeCustomer(foyer, acme)
  const browser = foyer.client()
  await logIn(browser, slug)
  const changed = Object.keys(values).length > 0 ? await foyer.features.organizers.set(acme, values, SYSTEM) : acme
  return { acme: changed, slug, customer, browser }
}

/** What the endpoint for scripts answers. @param form part of the action of the form that the script belongs to */
export async function optionsOf(
  browser: BrowserClient,
  page: Answer,
  form: string,
  more: Record<string, string> = {},
): Promise<{ status: number; options: PasskeyOptions; text: string }> {
  const document = parse(page.text)
  const found = document.form(form)
  if (!found) throw new Error(`no form ${form} on ${page.url} (${page.status})`)
  const address = document.attribute(`form[action="${found.action}"]`, 'data-options') ?? ''
  const { _csrf = '', reason } = found.values
  const body = JSON.stringify({ _csrf, ...(reason && { reason }), ...more })
  const answer = await browser.request('POST', address, body, { headers: { 'content-type': 'application/json' } })
  const options = answer.status === 200 ? (JSON.parse(answer.text) as PasskeyOptions) : { challenge: '' }
  return { status: answer.status, options, text: answer.text }
}

/** Adds a passkey in the account. */
export async function addPasskey(
  { browser, slug }: Pick<StepScene, 'browser' | 'slug'>,
  device: SoftAuthenticator,
  { name = 'Phone', tricks = {} }: { name?: string; tricks?: Tricks } = {},
): Promise<Answer> {
  const page = await browser.get(`/${slug}/account/security/passkeys/add`)
  const { options } = await optionsOf(browser, page, '/passkeys/add')
  const credential = device.create(options, tricks)
  return browser.submit('', { credential, name }, { page, form: '/passkeys/add' })
}

/** Logs in on the login page, with the passkey alone. */
export async function passkeyLogin(
  browser: BrowserClient,
  path: string,
  device: SoftAuthenticator,
  tricks: Tricks = {},
  more: RequestOptions = {},
): Promise<Answer> {
  const page = await browser.get(path)
  const { options } = await optionsOf(browser, page, '/account/login/passkey')
  const credential = device.get(options, tricks)
  return browser.submit('', { credential }, { page, form: '/account/login/passkey', ...more })
}

/** The key on a page that sets an authenticator app up. */
export function keyOn(page: Answer): string {
  return (parse(page.text).text('form code') ?? '').replaceAll(' ', '')
}

/** The code for an instant in ms. */
export function codeAt(key: string, at: number): string {
  return new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: at })
}

/** Moves on to the beginning of a time step, so that none ends while a test uses its code. */
export function beginStep(clock: MovableClock): void {
  clock.pass(STEP_MS - (clock.now() % STEP_MS))
}

/** Turns the authenticator app on, and waits until its next code. Answers key and recovery codes. */
export async function turnOnTotp(
  { browser, slug }: Pick<StepScene, 'browser' | 'slug'>,
  clock: MovableClock,
): Promise<{ key: string; codes: string[] }> {
  const page = await browser.get(`/${slug}/account/security/totp`)
  const key = keyOn(page)
  beginStep(clock)
  const done = await browser.submit('', { code: codeAt(key, clock.now()) }, { page, follow: true })
  clock.pass(STEP_MS)
  return { key, codes: codesOn(done) }
}

/** The recovery codes that a page shows. */
export function codesOn(page: Answer): string[] {
  return parse(page.text).all('main ol code')
}

/** Logs in with the password, as far as the second step. */
export async function firstStep(foyer: TestServer, slug: string, next = ''): Promise<BrowserClient> {
  const browser = foyer.client()
  const query = next && `?${new URLSearchParams({ next })}`
  const fields = { email: 'ann@example.org', password: 'correct horse 1' }
  const answer = await browser.submit(`/${slug}/account/login${query}`, fields, { form: '/account/login' })
  if (!answer.location?.includes('/account/login/second-step')) throw new Error(`no second step: ${answer.location}`)
  return browser
}

/** Sends a code on the page of the second step. */
export function secondStep(browser: BrowserClient, slug: string, code: string, more: RequestOptions = {}) {
  return browser.submit(`/${slug}/account/login/second-step`, { code }, { form: 'second-step', ...more })
}
