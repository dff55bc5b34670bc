import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { authorizePath, newClient, newCustomer, responseOf } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const PASSWORD = 'correct horse 1'

async function customerWithPassword(foyer: TestServer, organizer: Awaited<ReturnType<TestServer['organizer']>>) {
  const customer = await newCustomer(foyer, organizer)
  const hash = await foyer.platform.passwords.hash(PASSWORD)
  await foyer.platform.db.transaction((q) =>
    foyer.features.customers.setPassword(q, organizer, customer.id, hash, {
      verifies: true,
      actor: { type: 'system' },
    }),
  )
  return customer
}

describeOnBoth('the login on the way to an app', (kind) => {
  it('names the app, lets its form lead there, and ends there', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme, { name: 'Festival forum' })
    await customerWithPassword(foyer, acme)
    const browser = foyer.client({ headers: { 'accept-language': 'en' } })
    const page = await browser.get(authorizePath(acme, app), { follow: true })
    expect(new URL(page.url).pathname).toBe('/acme/account/login')
    const main = parse(page.text).text('body') ?? ''
    expect(main).toContain('Festival forum')
    expect(main).toContain('app.example')
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://app.example;")
    const back = await browser.submit('', { email: 'ann@example.org', password: PASSWORD }, { page, follow: true })
    expect(responseOf(back)).toMatchObject({ code: expect.any(String), state: 'state-1', iss: `${foyer.url}/acme` })
  })

  it('comes once more with prompt=login, and only once', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    await customerWithPassword(foyer, acme)
    const browser = foyer.client()
    const login = { email: 'ann@example.org', password: PASSWORD }
    await browser.submit('/acme/account/login', login, { form: '/login' })
    const page = await browser.get(authorizePath(acme, app, { prompt: 'login' }), { follow: true })
    expect(new URL(page.url).pathname).toBe('/acme/account/login')
    const back = await browser.submit('', login, { page, follow: true })
    expect(responseOf(back).code).toBeTypeOf('string')
  })

  it('names no app that is not registered here', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    const app = await newClient(foyer, other, { name: 'Strange app' })
    const browser = foyer.client()
    for (const path of [authorizePath(acme, app), authorizePath(other, app)]) {
      const page = await browser.get(`/acme/account/login?next=${encodeURIComponent(path)}`)
      expect(page.text).not.toContain('Strange app')
      expect(page.headers.get('content-security-policy')).toContain("form-action 'self';")
    }
  })
})
