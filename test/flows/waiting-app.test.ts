import { expect, it } from 'vitest'
import { HOUR } from '../../src/core/clock.ts'
import { linkIn, logIn as logInByForm, makeCustomer, PASSWORD } from '../support/accounts.ts'
import type { Answer, BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { authorizePath, newClient, responseOf } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const EMAIL = 'ann@example.org'
const LOGIN = { email: EMAIL, password: PASSWORD }
const NEW_PASSWORD = { password: 'new words in a row', password_repeat: 'new words in a row' }
const PERSON = { full_name: 'Ann Example', email: EMAIL }

/** An app at an organizer whose customers have one name, and a clock that can be put forward. */
async function start(kind: Parameters<typeof startFoyer>[0]) {
  let ahead = 0
  const foyer = await startFoyer(kind, { platform: { clock: { now: () => Date.now() + ahead } } })
  const acme = await foyer.organizer('acme', { name_scheme: 'full' })
  const app = await newClient(foyer, acme, { name: 'Festival forum' })
  return {
    foyer,
    acme,
    path: (changes: Record<string, string> = {}) => authorizePath(acme, app, changes),
    putForward(ms: number) {
      ahead += ms
    },
    [Symbol.asyncDispose]: () => foyer.stop(),
  }
}

async function lastLink(foyer: TestServer): Promise<string> {
  await foyer.deliver()
  return linkIn(foyer.mails.sent.at(-1))
}

const english = (foyer: TestServer) => foyer.client({ headers: { 'accept-language': 'en' } })
const linkTo = (page: Answer, text: string) => parse(page.text).links(text)[0] ?? ''
const namesApp = (page: Answer) => parse(page.text).text('.continue-to')?.includes('Festival forum') ?? false

/** Chooses the password behind a link in a mail and logs in. */
async function chooseAndLogIn(browser: BrowserClient, link: string): Promise<Answer> {
  const choose = await browser.get(link)
  expect(namesApp(choose)).toBe(true)
  const login = await browser.submit('', NEW_PASSWORD, { page: choose, follow: true })
  expect(new URL(login.url).pathname).toBe('/acme/account/login')
  expect(namesApp(login)).toBe(true)
  expect(parse(login.text).form()?.values.email).toBe(EMAIL)
  return browser.submit('', { password: NEW_PASSWORD.password }, { page: login, follow: true })
}

const ANSWERED = { code: expect.any(String), state: 'state-1' }

describeOnBoth('keeps the authorization request through', (kind) => {
  it('registration and the activation mail, in the same browser', async () => {
    await using world = await start(kind)
    const { foyer, path } = world
    const browser = english(foyer)
    const login = await browser.get(path(), { follow: true })
    const register = await browser.get(linkTo(login, 'Create an account'))
    expect(namesApp(register)).toBe(true)
    const sent = await browser.submit('', PERSON, { page: register, follow: true })
    expect(namesApp(sent)).toBe(true)
    expect(responseOf(await chooseAndLogIn(browser, await lastLink(foyer)))).toMatchObject(ANSWERED)
  })

  it.each(['', 'login', 'create'])(
    'registration, when the link is opened in another browser hours later, with prompt "%s"',
    async (prompt) => {
      await using world = await start(kind)
      const { foyer, path, putForward } = world
      const browser = english(foyer)
      const page = await browser.get(path(prompt === '' ? {} : { prompt }), { follow: true })
      const register = prompt === 'create' ? page : await browser.get(linkTo(page, 'Create an account'))
      expect(new URL(register.url).pathname).toBe('/acme/account/register')
      await browser.submit('', PERSON, { page: register })
      const link = await lastLink(foyer)
      putForward(5 * HOUR)
      expect(responseOf(await chooseAndLogIn(english(foyer), link))).toMatchObject(ANSWERED)
    },
  )

  it('registration with an address that has an account', async () => {
    await using world = await start(kind)
    const { foyer, acme, path } = world
    await makeCustomer(foyer, acme)
    const browser = english(foyer)
    const register = await browser.get(path({ prompt: 'create' }), { follow: true })
    await browser.submit('', PERSON, { page: register })
    expect(responseOf(await chooseAndLogIn(english(foyer), await lastLink(foyer)))).toMatchObject(ANSWERED)
  })

  it('a forgotten password, in the same browser and in another one', async () => {
    await using world = await start(kind)
    const { foyer, acme, path } = world
    await makeCustomer(foyer, acme)
    const browser = english(foyer)
    for (const reader of [browser, english(foyer)]) {
      const login = await browser.get(path({ prompt: 'login' }), { follow: true })
      const reset = await browser.get(linkTo(login, 'Forgot password?'))
      expect(namesApp(reset)).toBe(true)
      await browser.submit('', { email: EMAIL }, { page: reset })
      expect(responseOf(await chooseAndLogIn(reader, await lastLink(foyer)))).toMatchObject(ANSWERED)
    }
  })

  it('a login that is refused, in whatever language one reads the refusal', async () => {
    await using world = await start(kind)
    const { foyer, acme, path } = world
    await makeCustomer(foyer, acme)
    const browser = english(foyer)
    const login = await browser.get(path(), { follow: true })
    const refused = await browser.submit('', { ...LOGIN, password: 'wrong' }, { page: login })
    expect(refused.status).toBe(422)
    expect(namesApp(refused)).toBe(true)
    const address = new URL(linkTo(refused, 'Deutsch'), refused.url)
    const german = await browser.get(address.href, { follow: true })
    expect(parse(german.text).text('h1')).toBe('Anmelden')
    expect(responseOf(await browser.submit('', LOGIN, { page: german, follow: true }))).toMatchObject(ANSWERED)
  })

  it('a login before the activation, which sends the mail again', async () => {
    await using world = await start(kind)
    const { foyer, acme, path } = world
    await makeCustomer(foyer, acme, { isVerified: false })
    const browser = english(foyer)
    const login = await browser.get(path(), { follow: true })
    const refused = await browser.submit('', LOGIN, { page: login })
    expect(parse(refused.text).text('[role=alert]')).toContain('not activated yet')
    await browser.submit('', {}, { page: refused, form: '/account/pwreset' })
    expect(responseOf(await chooseAndLogIn(english(foyer), await lastLink(foyer)))).toMatchObject(ANSWERED)
  })

  it('a link that was used up or is too old, to the next one', async () => {
    await using world = await start(kind)
    const { foyer, path, putForward } = world
    const browser = english(foyer)
    const register = await browser.get(path({ prompt: 'create' }), { follow: true })
    await browser.submit('', PERSON, { page: register })
    const link = await lastLink(foyer)
    putForward(25 * HOUR)
    const gone = await english(foyer).get(link)
    expect(gone.status).toBe(410)
    expect(namesApp(gone)).toBe(true)
    const other = english(foyer)
    const again = await other.get(link)
    await other.submit('', { email: EMAIL }, { page: again, form: '/account/pwreset' })
    expect(responseOf(await chooseAndLogIn(other, await lastLink(foyer)))).toMatchObject(ANSWERED)
  })

  it('the way of somebody who is logged in as somebody else', async () => {
    await using world = await start(kind)
    const { foyer, acme, path } = world
    await makeCustomer(foyer, acme, { email: 'bob@example.org', name: 'Bob Example' })
    const browser = english(foyer)
    await logInByForm(browser, 'acme', 'bob@example.org')
    const login = await browser.get(path({ prompt: 'select_account' }), { follow: true })
    const register = await browser.get(linkTo(login, 'Create an account'))
    expect(new URL(register.url).pathname).toBe('/acme/account/register')
    const back = await browser.get(linkTo(register, 'Log in'))
    expect(parse(back.text).text('h1')).toBe('Log in')
    await browser.submit('', PERSON, { page: register })
    expect(responseOf(await chooseAndLogIn(browser, await lastLink(foyer)))).toMatchObject(ANSWERED)
    expect((await browser.get('/acme/account/')).text).toContain('Ann Example')
  })
})

describeOnBoth('the login page on the way to an app', (kind) => {
  it.each([
    ['prompt_login', { prompt: 'login' }, 'Festival forum asks you to confirm that it is you, Ann Example.'],
    ['max_age', { max_age: '0' }, 'Festival forum asks for a recent one.'],
  ])('says why one has to log in again: %s', async (_why, changes, words) => {
    await using world = await start(kind)
    const { foyer, acme, path } = world
    await makeCustomer(foyer, acme)
    const browser = english(foyer)
    await logInByForm(browser)
    const page = await browser.get(path(changes), { follow: true })
    expect(parse(page.text).text('main')).toContain(words)
    expect(parse(page.text).form()?.values.email).toBe(EMAIL)
    const other = await browser.get(linkTo(page, 'Use another account'))
    expect(parse(other.text).text('main')).toContain('You are logged in as Ann Example.')
    expect(parse(other.text).form()?.values.email).toBe('')
    const wrong = await browser.submit('', { ...LOGIN, password: 'wrong' }, { page })
    expect(wrong.status).toBe(422)
    expect(responseOf(await browser.submit('', LOGIN, { page: wrong, follow: true }))).toMatchObject(ANSWERED)
  })

  it('offers the account that is logged in, and any other', async () => {
    await using world = await start(kind)
    const { foyer, acme, path } = world
    await makeCustomer(foyer, acme)
    await makeCustomer(foyer, acme, { email: 'bob@example.org', name: 'Bob Example' })
    const browser = english(foyer)
    await logInByForm(browser)
    const page = await browser.get(path({ prompt: 'select_account' }), { follow: true })
    expect(parse(page.text).text('main')).toContain('Festival forum asks with which account you want to go on.')
    expect(parse(page.text).all('main button')).toEqual(['Continue as Ann Example', 'Log in', 'Log in with a passkey'])
    expect(parse(page.text).form('/account/login')?.values.email).toBe('')
    const back = await browser.submit('', {}, { page, form: '/account/continue', follow: true })
    expect(responseOf(back)).toMatchObject(ANSWERED)
    const other = { ...LOGIN, email: 'bob@example.org' }
    const asBob = await browser.submit('', other, { page, form: '/account/login', follow: true })
    expect(responseOf(asBob)).toMatchObject(ANSWERED)
    const stale = await browser.submit(page.url, { account: 'SOMEONE' }, { form: '/account/continue', follow: true })
    expect(parse(stale.text).all('main button')).toContain('Continue as Bob Example')
  })

  it('lets somebody choose the account and then asks for consent', async () => {
    await using world = await start(kind)
    const { foyer, acme, path } = world
    await makeCustomer(foyer, acme)
    const browser = english(foyer)
    await logInByForm(browser)
    const page = await browser.get(path({ prompt: 'select_account consent' }), { follow: true })
    const consent = await browser.submit('', {}, { page, form: '/account/continue', follow: true })
    expect(new URL(consent.url).pathname).toBe('/acme/account/consent')
    const allowed = { page: consent, form: '/account/consent', follow: true }
    expect(responseOf(await browser.submit('', { decision: 'allowed' }, allowed))).toMatchObject(ANSWERED)
  })

  it('begins with the address and in the language that the app knows', async () => {
    await using world = await start(kind)
    const { foyer, path } = world
    const page = await english(foyer).get(path({ login_hint: EMAIL, ui_locales: 'fr de' }), { follow: true })
    expect(parse(page.text).form()?.values.email).toBe(EMAIL)
    expect(parse(page.text).text('h1')).toBe('Anmelden')
    const browser = english(foyer)
    const again = await browser.get(path({ login_hint: EMAIL }), { follow: true })
    for (const text of ['Create an account', 'Forgot password?']) {
      expect(parse((await browser.get(linkTo(again, text))).text).form()?.values.email).toBe(EMAIL)
    }
  })
})
