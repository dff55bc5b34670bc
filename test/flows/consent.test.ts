import { expect, it } from 'vitest'
import { consentScene, decide } from '../support/consent.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { postForm, REDIRECT_URI, redeem, responseOf, userinfo } from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'

function valuesOf(html: string): Record<string, string> {
  const page = parse(html)
  const values = page.all('main dd')
  return Object.fromEntries(page.all('main dt').map((label, index) => [label, values[index] ?? '']))
}

const isConsent = ({ url }: { url: string }) => new URL(url).pathname === '/acme/account/consent'

describeOnBoth('the consent page', (kind) => {
  it('shows the values that userinfo then gives, and leads on to the app', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, app, browser, path, customer } = await consentScene(foyer)
    const page = await browser.get(path(), { follow: true })
    expect(isConsent(page)).toBe(true)
    const html = parse(page.text)
    expect(html.text('h1')).toBe('Festival forum would get this from your account')
    expect(html.text('main')).toContain('You are logged in as Ann Example.')
    expect(html.text('main')).toContain('Next stop: app.example.')
    expect(valuesOf(page.text)).toMatchObject({
      Name: 'Ann Example',
      'Email address': 'ann@example.org, confirmed',
      'Phone number': 'no phone number in your account',
      Language: 'English',
      'Customer ID': customer.identifier,
    })
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://app.example;")
    const back = await decide(browser, page, 'allowed')
    const { code, state } = responseOf(back)
    expect(state).toBe('state-1')
    const { body } = await redeem(foyer, acme, app, code ?? '')
    expect((await userinfo(foyer, acme, body.access_token)).body).toMatchObject({
      sub: customer.identifier,
      name: 'Ann Example',
      email: 'ann@example.org',
      locale: 'en',
    })
  })

  it('comes once for an app that asks once, and again when the app wants more', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, path } = await consentScene(foyer)
    const few = { scope: 'openid email' }
    await decide(browser, await browser.get(path(few), { follow: true }), 'allowed')
    expect(responseOf(await browser.get(path(few))).code).toBeTypeOf('string')
    const more = await browser.get(path({ scope: 'openid email phone' }), { follow: true })
    expect(isConsent(more)).toBe(true)
    expect(Object.keys(valuesOf(more.text))).toEqual(['Email address', 'Phone number', 'Customer ID'])
    await decide(browser, more, 'allowed')
    expect(responseOf(await browser.get(path({ scope: 'openid phone' }))).code).toBeTypeOf('string')
  })

  it('comes each time for an app that always asks, and says so', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, path } = await consentScene(foyer, { consent: 'always' })
    for (const _time of [1, 2]) {
      const page = await browser.get(path(), { follow: true })
      expect(parse(page.text).text('main')).toContain('Festival forum asks each time.')
      expect(responseOf(await decide(browser, page, 'allowed')).code).toBeTypeOf('string')
    }
  })

  it('tells the app that the person refused, and asks again the next time', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, path } = await consentScene(foyer)
    const page = await browser.get(path(), { follow: true })
    const back = await decide(browser, page, 'denied')
    expect(responseOf(back)).toMatchObject({ error: 'access_denied', state: 'state-1' })
    expect(isConsent(await browser.get(path(), { follow: true }))).toBe(true)
  })

  it('does no harm when it is sent twice or found again with the back button', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, customer, browser, path } = await consentScene(foyer)
    const page = await browser.get(path(), { follow: true })
    const answers = await Promise.all([decide(browser, page, 'allowed'), decide(browser, page, 'allowed')])
    for (const answer of answers) expect(responseOf(answer).code).toBeTypeOf('string')
    expect(responseOf(await decide(browser, page, 'allowed')).code).toBeTypeOf('string')
    expect(responseOf(await browser.get(page.url, { follow: true })).code).toBeTypeOf('string')
    const apps = await foyer.features.openidProvider.consents.apps(acme.id, customer.id)
    expect(apps).toHaveLength(1)
  })

  it('shows claims that are asked for one by one, and what it means to stay connected', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, path } = await consentScene(foyer, {
      allowedScopes: ['openid', 'profile', 'email', 'offline_access'],
    })
    const claims = JSON.stringify({ userinfo: { given_name: null }, id_token: { email: { essential: true } } })
    const page = await browser.get(path({ scope: 'openid offline_access', claims, prompt: 'consent' }), {
      follow: true,
    })
    const html = parse(page.text)
    expect(html.text('.notice')).toContain('It stays connected while you are away')
    expect(Object.keys(valuesOf(page.text))).toEqual(['Given name', 'Email address', 'Customer ID'])
    expect(valuesOf(page.text)['Email address']).toBe('ann@example.org')
  })

  it('comes for a request that was sent ahead, and for an answer that is posted', async () => {
    await using foyer = await startFoyer(kind)
    const { acme, app, browser } = await consentScene(foyer)
    const ahead = await postForm(foyer, '/acme/oauth2/v1/par', {
      client_id: app.clientId,
      client_secret: app.secret,
      response_type: 'code',
      response_mode: 'form_post',
      redirect_uri: REDIRECT_URI,
      scope: 'openid email',
      state: 'state-1',
    })
    const query = new URLSearchParams({ client_id: app.clientId, request_uri: String(ahead.body.request_uri) })
    const page = await browser.get(`/acme/oauth2/v1/authorize?${query}`, { follow: true })
    expect(Object.keys(valuesOf(page.text))).toEqual(['Email address', 'Customer ID'])
    const answer = parse((await decide(browser, page, 'allowed')).text).form()
    expect(answer).toMatchObject({ action: REDIRECT_URI, method: 'post', values: { state: 'state-1' } })
    expect((await redeem(foyer, acme, app, answer?.values.code ?? '')).status).toBe(200)
  })

  it('has friendlier words for an app of the organizer, and leads to the pages of the app', async () => {
    await using foyer = await startFoyer(kind)
    const options = {
      isFirstParty: true,
      clientUri: 'https://app.example/',
      policyUri: 'https://app.example/privacy',
      tosUri: 'https://app.example/terms',
    }
    const { browser, path } = await consentScene(foyer, { options })
    const html = parse((await browser.get(path(), { follow: true })).text)
    expect(html.text('h1')).toBe('On to Festival forum')
    expect(html.text('main')).toContain('Festival forum belongs to acme festival')
    expect(html.links('privacy notice')).toEqual(['https://app.example/privacy'])
    expect(html.links('terms')).toEqual(['https://app.example/terms'])
  })

  it('leads somebody else to the login and back to the question', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, path } = await consentScene(foyer)
    const page = await browser.get(path(), { follow: true })
    const [notYou = ''] = parse(page.text).links('Not you?')
    const login = await browser.get(notYou)
    expect(parse(login.text).text('main')).toContain('You are logged in as Ann Example.')
    expect(parse(login.text).form()?.values.email).toBe('')
    expect(parse(login.text).text('main')).toContain('Festival forum')
  })

  it('leads on when there is nothing to ask, and into the account when it belongs to no request', async () => {
    await using foyer = await startFoyer(kind)
    const { browser, path } = await consentScene(foyer, { consent: 'never' })
    const consent = (next: string) => `/acme/account/consent?next=${encodeURIComponent(next)}`
    expect((await browser.get(consent(path()))).location).toBe(path())
    for (const next of ['', '/acme/account/apps', 'https://evil.example/', '//evil.example/acme/oauth2/v1/authorize?'])
      expect((await browser.get(consent(next))).location).toBe('/acme/account/')
    const nobody = foyer.client()
    const login = await nobody.get(consent(path()))
    expect(login.location).toBe(`/acme/account/login?${new URLSearchParams({ next: path() })}`)
  })
})
