import { MINUTE, SECOND } from '../../src/core/clock.ts'
import type { User } from '../../src/features/staff/index.ts'
import type { Answer, BrowserClient } from './client.ts'
import { parse } from './html.ts'
import type { PasskeyOptions, SoftAuthenticator, Tricks } from './passkey.ts'
import { codeAt, codesOn, keyOn, optionsOf } from './second-step.ts'
import type { TestServer } from './server.ts'
import { type movableClock, PASSWORD, staffClient, staffUser } from './staff.ts'

export const SETTINGS = '/control/settings/2fa/'
export const STEP = '/control/login/2fa'

type Clock = ReturnType<typeof movableClock>

/** A native account of the back office with a browser that is logged in. */
export interface Colleague {
  readonly user: User
  readonly email: string
  readonly browser: BrowserClient
}

const STEP_MS = 30 * SECOND
let colleagues = 0

export async function colleague(foyer: TestServer, options: { isAdmin?: boolean } = {}): Promise<Colleague> {
  const email = `colleague${++colleagues}@example.org`
  const user = await staffUser(foyer, email, options)
  return { user, email, browser: await staffClient(foyer, email) }
}

/** Adds an authenticator app, and waits until its next code. Answers key, recovery codes and the address of the device. */
export async function addTotp(browser: BrowserClient, clock: Clock, name = 'Phone') {
  const page = await browser.submit(`${SETTINGS}add`, { name, type: 'totp' }, { follow: true })
  const key = keyOn(page)
  // At the beginning of a time step, so that none ends while a test uses its code.
  clock.advance(STEP_MS - (clock.now() % STEP_MS))
  const done = await browser.submit('', { code: codeAt(key, clock.now()) }, { page, follow: true })
  clock.advance(STEP_MS)
  return { key, done, codes: codesOn(done), path: new URL(page.url).pathname.replace(/confirm$/, '') }
}

/** Adds a passkey. */
export async function addPasskey(
  browser: BrowserClient,
  device: SoftAuthenticator,
  { name = 'Laptop', tricks = {} }: { name?: string; tricks?: Tricks } = {},
): Promise<Answer & { readonly options: PasskeyOptions }> {
  const page = await browser.submit(`${SETTINGS}add`, { name, type: 'webauthn' }, { follow: true })
  const { options } = await optionsOf(browser, page, 'webauthn/new/confirm')
  const credential = device.create(options, tricks)
  const done = await browser.submit('', { credential }, { page, form: 'webauthn/new/confirm', follow: true })
  return { ...done, options }
}

/** Logs in with the password, as far as the second factor. */
export async function firstFactor(foyer: TestServer, email: string, next = ''): Promise<BrowserClient> {
  const browser = foyer.client()
  const query = next && `?${new URLSearchParams({ next })}`
  const answer = await browser.submit(`/control/login${query}`, { email, password: PASSWORD })
  if (!answer.location?.startsWith(STEP)) throw new Error(`no second factor: ${answer.status} ${answer.location}`)
  return browser
}

/** Sends a code on the page of the second factor. */
export function secondFactor(browser: BrowserClient, token: string, page?: Answer): Promise<Answer> {
  return browser.submit(STEP, { token }, page && { page })
}

/** Answers with a passkey on a page that asks for one. */
export async function provePasskey(
  browser: BrowserClient,
  path: string,
  device: SoftAuthenticator,
  { form = path, tricks = {} }: { form?: string; tricks?: Tricks } = {},
): Promise<Answer> {
  const page = await browser.get(path)
  const { options } = await optionsOf(browser, page, form)
  return browser.submit('', { credential: device.get(options, tricks) }, { page, form })
}

/** A code that none of the devices with this key shows around now. */
export function wrongCode(key: string, clock: Clock): string {
  const near = [-2, -1, 0, 1, 2].map((steps) => codeAt(key, clock.now() + (steps * MINUTE) / 2))
  for (let code = 0; ; code++) {
    const text = String(code).padStart(6, '0')
    if (!near.includes(text)) return text
  }
}

/** The names of the devices on the page of the settings. */
export async function devicesOf(browser: BrowserClient): Promise<string[]> {
  const { text } = await browser.get(SETTINGS)
  return parse(text)
    .all('main section a .sr-only')
    .filter((_name, index) => index % 2 === 0)
}

export async function isIn(browser: BrowserClient): Promise<boolean> {
  return (await browser.get('/control/')).status === 200
}
