import { decodeJwt } from 'jose'
import { expect, it } from 'vitest'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { authorizePath, newClient, pushedPath, redeem, responseOf } from '../support/provider.ts'
import { type SsoWorld, startSso } from '../support/sso.ts'

const ONLY_SSO = { customer_accounts_native: 'false', customer_accounts_sso_direct: 'true' }

/** What an app gets that asks us, who ask the university; and what the university was asked. */
async function through(browser: BrowserClient, at: BrowserClient, path: string) {
  const sent = await browser.get(path, { follow: true })
  if (sent.location === null) throw new Error(`not sent out: ${sent.status} ${sent.url} ${sent.text.slice(0, 500)}`)
  const asked = Object.fromEntries(new URL(sent.location).searchParams)
  const back = await at.get(sent.location, { follow: true })
  const done = await browser.get(back.location ?? '', { follow: true })
  return { asked, answer: responseOf(done), done }
}

async function idTokenOf({ foyer, organizer }: SsoWorld, app: Awaited<ReturnType<typeof newClient>>, code = '') {
  const { body } = await redeem(foyer, organizer, app, code)
  return decodeJwt(String(body.id_token))
}

/** Makes the login of everybody an hour older. */
async function age({ foyer }: SsoWorld): Promise<void> {
  const { q } = foyer.platform.db
  await q
    .updateTable('customer_sessions')
    .set((eb) => ({ auth_at: eb('auth_at', '-', 3_600_000) }))
    .execute()
}

describeOnBoth('apps of an organizer whose customers log in elsewhere', (kind) => {
  it('work without passwords: the wishes of the app go on to the provider, and what it says comes back', async () => {
    await using world = await startSso(kind, { values: ONLY_SSO })
    const { foyer, organizer, university } = world
    const app = await newClient(foyer, organizer)
    const browser = foyer.client()
    const at = university.browser('ann')

    const silent = await browser.get(authorizePath(organizer, app, { prompt: 'none' }))
    expect(responseOf(silent)).toMatchObject({ error: 'login_required', state: 'state-1' })

    const wishes = {
      max_age: '3600',
      login_hint: 'ann@company.example',
      ui_locales: 'fr de',
      acr_values: 'gold silver',
    }
    const first = await through(browser, at, authorizePath(organizer, app, wishes))
    expect(first.asked).toMatchObject({ ...wishes, response_type: 'code', code_challenge_method: 'S256' })
    expect(first.asked).not.toHaveProperty('prompt')
    const token = await idTokenOf(world, app, first.answer.code)
    expect(token).toMatchObject({ iss: `${foyer.url}/acme`, amr: ['pwd'] })
    expect(Math.abs(Number(token.auth_time) - Date.now() / 1000)).toBeLessThan(600)

    const known = await browser.get(authorizePath(organizer, app, { prompt: 'none' }))
    expect(responseOf(known).code).toBeTypeOf('string')

    await age(world)
    const again = await through(browser, at, authorizePath(organizer, app, { max_age: '600' }))
    expect(again.asked).toMatchObject({ max_age: '600' })
    expect(again.answer.code).toBeTypeOf('string')

    await age(world)
    const fresh = await through(browser, at, authorizePath(organizer, app, { prompt: 'login' }))
    expect(fresh.asked).toMatchObject({ prompt: 'login', max_age: '0' })
    const made = await idTokenOf(world, app, fresh.answer.code)
    expect(Date.now() / 1000 - Number(made.auth_time)).toBeLessThan(600)

    const pushed = await through(
      browser,
      at,
      await pushedPath(foyer, organizer, app, { max_age: '0', acr_values: 'gold' }),
    )
    expect(pushed.asked).toMatchObject({ prompt: 'login', max_age: '0', acr_values: 'gold' })
    expect(pushed.answer.code).toBeTypeOf('string')
  })

  it('let people choose the account, also one at the provider', async () => {
    await using world = await startSso(kind, { values: ONLY_SSO })
    const { foyer, organizer, university } = world
    const app = await newClient(foyer, organizer)
    const browser = foyer.client()
    await world.logIn(browser, 'ann')
    const one = await idTokenOf(world, app, responseOf(await browser.get(authorizePath(organizer, app))).code)
    const page = await browser.get(authorizePath(organizer, app, { prompt: 'select_account' }), { follow: true })
    expect(parse(page.text).all('main').join(' ')).toMatch(/Continue as ann.*University/)
    const bob = await through(browser, university.browser('bob'), parse(page.text).links('University')[0] ?? '')
    expect(bob.asked).toMatchObject({ prompt: 'login' })
    const other = await idTokenOf(world, app, bob.answer.code)
    expect(other.sub).toMatch(/./)
    expect(other.sub).not.toBe(one.sub)
  })

  it('name themselves on every page on the way, and get their person after a second try', async () => {
    await using world = await startSso(kind, { values: ONLY_SSO })
    const { foyer, organizer, university } = world
    const app = await newClient(foyer, organizer, { name: 'Festival forum' })
    const browser = foyer.client()
    const denied = await through(browser, university.browser('deny'), authorizePath(organizer, app))
    expect(denied.done.status).toBe(403)
    const page = parse(denied.done.text)
    expect(page.all('main').join(' ')).toMatch(/cancelled.*on your way to Festival forum/)
    const other = await browser.get(page.links('Other ways')[0] ?? '')
    expect([other.status, parse(other.text).links('University').length]).toEqual([200, 1])
    const done = await through(browser, university.browser('ann'), page.links('Try again')[0] ?? '')
    expect(done.answer).toMatchObject({ code: expect.any(String), state: 'state-1' })
  })

  it('changes that matter need a login made just now, which the provider has to prove', async () => {
    await using world = await startSso(kind, { values: ONLY_SSO })
    const { foyer, university } = world
    const browser = foyer.client()
    await world.logIn(browser, 'ann')
    const emails = '/acme/account/security/passkeys/add'
    expect((await browser.get(emails)).status).toBe(200)
    await age(world)
    const done = await through(browser, university.browser('ann'), emails)
    expect(done.asked).toMatchObject({ prompt: 'login', max_age: '0' })
    expect([done.done.status, new URL(done.done.url).pathname]).toEqual([200, emails])
  })
})
