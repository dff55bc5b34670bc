import { expect, it } from 'vitest'
import { isLoggedIn, logIn, makeCustomer, PASSWORD } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startIdentityProvider } from '../support/identity-provider.ts'
import { codeFor } from '../support/login-code.ts'
import { authorizePath, newClient, responseOf } from '../support/provider.ts'
import { codeAt, movableClock, turnOnTotp } from '../support/second-step.ts'
import { startFoyer } from '../support/server.ts'
import { startSso, throughProvider, universityInput } from '../support/sso.ts'
import { comeBackAs, questionScene } from '../support/sso-questions.ts'

const ANN = { email: 'ann@example.org', email_verified: true }

describeOnBoth('a question before an account is opened', (kind) => {
  it('d.4 N: connects the provider with an account whose owner proves it by password, digits or a login', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { organizer, provider } = await questionScene(foyer, 'acme')
    const { customerIdentities } = foyer.features
    const subjectsOf = async (id: Parameters<typeof customerIdentities.of>[1]) =>
      (await customerIdentities.of(organizer.id, id)).map(({ subject }) => subject)
    const ann = await makeCustomer(foyer, organizer)

    const first = await comeBackAs(foyer, organizer, provider, 'by-password', ANN, { next: '/account/profile' })
    const page = await first.browser.get(first.path)
    expect(page.status).toBe(200)
    expect(page.text).toContain('There is already an account with ann@example.org')
    expect(page.text).toContain('Universität Leipzig')
    expect(page.headers.get('cache-control')).toBe('no-store')
    const empty = await first.browser.submit('', { password: '' }, { page })
    expect(empty.status).toBe(422)
    const wrong = await first.browser.submit('', { password: 'not that one 1' }, { page })
    expect(wrong.status).toBe(422)
    expect(parse(wrong.text).text('.error-list')).toContain('This is not the password')
    expect(await subjectsOf(ann.id)).toEqual([])
    const done = await first.browser.submit('', { password: PASSWORD }, { page: wrong })
    expect([done.status, done.location]).toEqual([303, '/acme/account/profile'])
    expect(await subjectsOf(ann.id)).toEqual(['by-password'])
    const profile = await first.browser.get('/acme/account/profile')
    expect(profile.text).toContain('From now on you can log in with Universität Leipzig, too.')
    const again = await first.browser.get(first.path)
    expect([again.status, again.location]).toEqual([303, '/acme/account/profile'])

    const second = await comeBackAs(foyer, organizer, provider, 'by-digits', ANN)
    const sent = await second.browser.submit(second.path, {}, { form: '/login/link' })
    expect(sent.status).toBe(422)
    const formaction = parse(sent.text).attribute('button[formaction]', 'formaction') ?? ''
    const { values = {} } = parse(sent.text).form('/login/link') ?? {}
    const mailed = await second.browser.post(formaction, values)
    expect(mailed.status).toBe(303)
    const code = await codeFor(foyer)
    const mail = foyer.mails.to('ann@example.org').at(-1)
    expect(mail?.subject).toBe(`${code} connects Universität Leipzig with your account at acme festival`)
    expect(mail?.text).toContain(ann.identifier)
    const typing = await second.browser.get(mailed.location ?? '')
    expect((await second.browser.submit('', { code: 'x' }, { page: typing })).status).toBe(422)
    const elsewhere = parse(typing.text).links('another way')[0] ?? ''
    expect(parse((await second.browser.get(elsewhere)).text).form('/login/link')?.values.password).toBe('')
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
    expect((await second.browser.submit('', { code: spaced }, { page: typing })).location).toBe('/acme/account/')
    expect(await isLoggedIn(second.browser)).toBe(true)
    expect(await subjectsOf(ann.id)).toEqual(['by-password', 'by-digits'])

    const app = await newClient(foyer, organizer, { name: 'Festival forum' })
    const next = authorizePath(organizer, app).replace('/acme', '')
    const third = await comeBackAs(foyer, organizer, provider, 'by-login', ANN, { next })
    expect(parse((await third.browser.get(third.path)).text).text('.continue-to')).toContain('Festival forum')
    await logIn(third.browser)
    const ready = await third.browser.get(third.path)
    expect(parse(ready.text).text('h1')).toBe('Connect Universität Leipzig with your account')
    expect(parse(ready.text).text('.continue-to')).toContain('Festival forum')
    const on = await third.browser.submit('', {}, { page: ready, form: 'connect', follow: true })
    expect(responseOf(on)).toMatchObject({ code: expect.any(String) })
    expect(await subjectsOf(ann.id)).toEqual(['by-password', 'by-digits', 'by-login'])
  })

  it('asks for the second step of the account before anything is connected', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { organizer, provider } = await questionScene(foyer, 'acme')
    const ann = await makeCustomer(foyer, organizer)
    const owner = foyer.client()
    await logIn(owner)
    const { key } = await turnOnTotp({ browser: owner, slug: 'acme' }, clock)
    const { of } = foyer.features.customerIdentities

    const asked = await comeBackAs(foyer, organizer, provider, 'u1', ANN, { next: '/account/memberships' })
    const step = await asked.browser.submit(asked.path, { password: PASSWORD })
    expect(step.location).toContain('/acme/account/login/second-step')
    expect(await of(organizer.id, ann.id)).toEqual([])
    const code = codeAt(key, clock.now())
    const back = await asked.browser.submit(step.location ?? '', { code }, { form: 'second-step' })
    expect(back.location).toBe(asked.path)
    expect(await of(organizer.id, ann.id)).toEqual([])
    const connected = await asked.browser.submit(asked.path, {}, { form: 'connect' })
    expect(connected.location).toBe('/acme/account/memberships')
    expect(await of(organizer.id, ann.id)).toHaveLength(1)
    const session = await foyer.platform.db.q.selectFrom('customer_sessions').select(['amr', 'identity_id']).execute()
    expect(
      session
        .find(({ identity_id }) => identity_id !== null)
        ?.amr.split(' ')
        .sort(),
    ).toEqual(['mfa', 'otp', 'pwd'])
  })

  it('confirms an address by digits, asks for one that is missing, and tells of an account only after that', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, provider } = await questionScene(foyer, 'acme')
    const { customers, customerIdentities } = foyer.features

    const unsaid = await comeBackAs(foyer, organizer, provider, 'unsaid', {
      email: 'typo@example.org',
      email_verified: false,
    })
    const waiting = await unsaid.browser.get(unsaid.path)
    expect(waiting.text).toContain('did not confirm that typo@example.org is yours')
    await unsaid.browser.submit('', {}, { page: waiting, form: 'confirm/send' })
    const other = await unsaid.browser.get(`${unsaid.path}&other=1`)
    expect(parse(other.text).attribute('input[name=email]', 'value')).toBe('typo@example.org')
    const bad = await unsaid.browser.submit('', { email: 'no address' }, { page: other })
    expect([bad.status, parse(bad.text).attribute('input[name=email]', 'value')]).toEqual([422, 'no address'])
    const sent = await unsaid.browser.submit('', { email: 'Bob@Example.org' }, { page: other, follow: true })
    const code = await codeFor(foyer, 'bob@example.org')
    const mail = foyer.mails.to('bob@example.org').at(-1)
    expect(mail?.subject).toBe(`${code} is your code for acme festival`)
    expect(mail?.text).not.toContain('Your customer ID')
    const done = await unsaid.browser.submit('', { code }, { page: sent, form: 'login/confirm' })
    expect(done.location).toBe('/acme/account/')
    const bob = await customers.byEmail(organizer.id, 'bob@example.org')
    expect(bob).toMatchObject({ isVerified: true, hasPassword: false })

    const none = await comeBackAs(foyer, organizer, provider, 'none', { email: undefined })
    const asking = await none.browser.get(none.path)
    expect(parse(asking.text).text('h1')).toBe('Your email address')
    expect((await none.browser.submit('', { email: '' }, { page: asking })).status).toBe(422)
    const page = await none.browser.submit('', { email: 'bob@example.org' }, { page: asking, follow: true })
    const digits = await codeFor(foyer, 'bob@example.org')
    const told = await none.browser.submit('', { code: digits }, { page, form: 'login/confirm', follow: true })
    expect(parse(told.text).text('h1')).toBe('Connect Universität Leipzig with your account')
    expect(told.text).toContain('bob@example.org')
    expect(await customerIdentities.of(organizer.id, bob?.id ?? ('' as never))).toHaveLength(1)
    expect((await none.browser.submit('', {}, { page: told, form: 'connect' })).status).toBe(303)
    expect(await customerIdentities.of(organizer.id, bob?.id ?? ('' as never))).toHaveLength(2)

    const seen = []
    for (const email of ['bob@example.org', 'free@example.org']) {
      const silent = await comeBackAs(foyer, organizer, provider, `silent ${email}`, {
        email,
        email_verified: undefined,
      })
      const first = await silent.browser.get(silent.path)
      const typing = await silent.browser.submit('', {}, { page: first, form: 'confirm/send', follow: true })
      const code = await codeFor(foyer, email)
      const right = await silent.browser.submit('', { code }, { page: typing, form: 'login/confirm' })
      expect(right.status).toBe(303)
      seen.push(
        [first, typing].map(({ status, text }) => [status, (parse(text).text('main') ?? '').replaceAll(email, '…')]),
      )
    }
    expect(seen[0]).toEqual(seen[1])
  })

  it('lets people go on with another address, cancel, and begin again when it is over', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { organizer, provider } = await questionScene(foyer, 'acme')
    await makeCustomer(foyer, organizer)

    const asked = await comeBackAs(foyer, organizer, provider, 'u1', ANN)
    const address = await asked.browser.submit(asked.path, {}, { form: 'link/other', follow: true })
    expect(parse(address.text).text('h1')).toBe('Your email address')
    const sent = await asked.browser.submit('', { email: 'me@example.org' }, { page: address, follow: true })
    const code = await codeFor(foyer, 'me@example.org')
    await asked.browser.submit('', { code }, { page: sent, form: 'login/confirm' })
    const mine = await foyer.features.customers.byEmail(organizer.id, 'me@example.org')
    expect(await foyer.features.customerIdentities.of(organizer.id, mine?.id ?? ('' as never))).toHaveLength(1)

    const left = await comeBackAs(foyer, organizer, provider, 'u2', ANN)
    const gone = await left.browser.submit(left.path, {}, { form: 'confirm/cancel', follow: true })
    expect(gone.text).toContain('The login was cancelled. Nothing was changed.')
    expect((await left.browser.get(left.path)).status).toBe(410)

    const late = await comeBackAs(foyer, organizer, provider, 'u3', ANN, { next: '/account/profile' })
    clock.pass(30 * 60_000)
    const over = await late.browser.get(`${late.path}&lang=de`, { headers: { 'accept-language': 'de' } })
    expect(over.status).toBe(410)
    expect(over.text).toContain('Das hat zu lange gedauert')
    const restart = parse(over.text).attribute('main a.btn-primary', 'href')
    expect(restart).toBe('/acme/account/login/uni/?next=%2Facme%2Faccount%2Fprofile')
    expect((await late.browser.get('/acme/account/login/link')).status).toBe(404)

    await foyer.features.ssoLogin.cleanUp()
    clock.pass(60 * 60_000)
    await foyer.features.ssoLogin.cleanUp()
    expect(await foyer.platform.db.q.selectFrom('sso_questions').select('id_hash').execute()).toEqual([])
  })

  it('offers digits where nobody has a password, and no other address where the provider has to confirm it', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, provider } = await questionScene(foyer, 'acme', { customer_accounts_native: 'false' })
    await makeCustomer(foyer, organizer)
    const asked = await comeBackAs(foyer, organizer, provider, 'u1', ANN)
    const page = await asked.browser.get(asked.path)
    expect(page.text).not.toContain('type="password"')
    expect(parse(page.text).form('link/other')).not.toBeNull()
    const password = await asked.browser.post('/acme/account/login/link', {
      ...parse(page.text).form('link/send')?.values,
      password: PASSWORD,
    })
    expect([password.status, password.location]).toEqual([303, asked.path])
    const typing = await asked.browser.submit('', {}, { page, form: 'link/send', follow: true })
    const code = await codeFor(foyer)
    expect((await asked.browser.submit('', { code }, { page: typing })).status).toBe(303)
    expect(await isLoggedIn(asked.browser)).toBe(true)

    await foyer.platform.db.q
      .updateTable('sso_providers')
      .set({ settings: JSON.stringify({ ...provider.settings, emailPolicy: 'require' }) })
      .execute()
    const strict = await comeBackAs(foyer, organizer, provider, 'u2', ANN)
    const shown = await strict.browser.get(strict.path)
    expect(parse(shown.text).form('link/other')).toBeNull()
    const { values = {} } = parse(shown.text).form('link/send') ?? {}
    const other = await strict.browser.post('/acme/account/login/link/other', values)
    expect(other.location).toBe(strict.path)
  })
})

it('comes after a real login at a provider, in many tabs of one browser', async () => {
  await using sso = await startSso('sqlite', { provider: { settings: { emailPolicy: 'verify' } } })
  const { foyer, organizer } = sso
  const ann = await makeCustomer(foyer, organizer, { email: 'ann@company.example' })
  const browser = foyer.client()
  await browser.get('/acme/account/login')
  const tabs = await Promise.all([1, 2, 3].map(() => sso.logIn(browser, 'ann')))
  const pages = await Promise.all(tabs.map(({ location }) => browser.get(location ?? '')))
  expect(pages.map(({ status }) => status)).toEqual([200, 200, 200])
  const [page] = pages
  if (!page) throw new Error('no page')
  const done = await browser.submit('', { password: PASSWORD }, { page, form: '/login/link' })
  expect([done.status, await isLoggedIn(browser)]).toEqual([303, true])
  expect(await foyer.features.customerIdentities.of(organizer.id, ann.id)).toHaveLength(1)
  const others = await Promise.all(tabs.slice(1).map(({ location }) => browser.get(location ?? '')))
  expect(others.map(({ location }) => location)).toEqual(['/acme/account/', '/acme/account/'])
})

it('takes a login at another provider of the account for a proof', async () => {
  await using sso = await startSso('sqlite', { provider: { settings: { emailPolicy: 'verify' } } })
  const { foyer, organizer } = sso
  await using club = await startIdentityProvider(foyer.url, 'oidc', {
    redirect_uris: [`${foyer.url}/acme/account/login/club/return`],
  })
  const name = { en: 'Club' }
  const input = universityInput(club.issuer, { slug: 'club', name, settings: { emailPolicy: 'verify' } })
  const provider = await foyer.features.ssoProviders.create(organizer.id, input, { type: 'system' })
  const ann = await makeCustomer(foyer, organizer, { email: 'ann@company.example', password: null })
  const { arrive, of } = foyer.features.customerIdentities
  const browser = foyer.client()
  const asked = await sso.logIn(browser, 'ann')
  const page = await browser.get(asked.location ?? '')
  const button = parse(page.text).links('Club')[0] ?? ''
  expect(parse(page.text).links('University')).toEqual([])

  const stranger = club.browser('mallory')
  await browser.get(await throughProvider(browser, stranger, button), { follow: true })
  const unproven = await browser.get(asked.location ?? '')
  expect(parse(unproven.text).form('/connect')).toBeNull()

  const carl = { provider, issuer: club.issuer, subject: 'carl', claims: { sub: 'carl' }, locale: 'en' } as const
  await arrive(organizer, carl, { provenCustomer: ann.id })
  const again = parse((await browser.get(asked.location ?? '')).text).links('Club')[0] ?? ''
  const ready = await browser.get(await throughProvider(browser, club.browser('carl'), again), { follow: true })
  expect(parse(ready.text).text('h1')).toBe('Connect University with your account')
  expect((await browser.submit('', {}, { page: ready, form: '/connect' })).location).toBe('/acme/account/')
  expect((await of(organizer.id, ann.id)).map(({ providerId }) => providerId).sort()).toEqual(
    [provider.id, sso.provider.id].sort(),
  )
})
