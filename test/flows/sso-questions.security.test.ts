import { expect, it } from 'vitest'
import { isLoggedIn, logIn, makeCustomer, PASSWORD } from '../support/accounts.ts'
import type { Answer } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { codeFor, otherDigits } from '../support/login-code.ts'
import { movableClock, turnOnTotp } from '../support/second-step.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { changeProvider } from '../support/sso-people.ts'
import { type AskedIn, comeBackAs, giveCookie, questionScene } from '../support/sso-questions.ts'

const ANN = { email: 'ann@example.org', email_verified: true }
const UNSAID = { email: 'ann@example.org', email_verified: false }
const SYSTEM = { type: 'system' } as const

const identities = (foyer: TestServer) =>
  foyer.platform.db.q.selectFrom('customer_identities').select('subject').execute()

/** Has digits sent for the account, and answers the page on which they are typed. */
async function digitsPage({ browser, path }: AskedIn): Promise<Answer> {
  const page = await browser.get(path)
  const { values = {} } = parse(page.text).form('/login/link') ?? {}
  return browser.post(`${path.split('?')[0]}/send`, values, { follow: true })
}

describeOnBoth('a question before an account is opened', (kind) => {
  it('is answered in the browser that is asked, at its organizer, by nobody else', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, provider } = await questionScene(foyer, 'acme')
    const beta = await questionScene(foyer, 'beta')
    await makeCustomer(foyer, organizer)
    await makeCustomer(foyer, beta.organizer)
    const asked = await comeBackAs(foyer, organizer, provider, 'u1', ANN)
    const page = await asked.browser.get(asked.path)
    const { values = {} } = parse(page.text).form('/login/link') ?? {}

    const stranger = foyer.client()
    const theirs = await comeBackAs(foyer, organizer, provider, 'u2', ANN, { browser: stranger })
    expect((await stranger.get(asked.path)).status).toBe(404)
    const { _csrf = '' } = parse((await stranger.get(theirs.path)).text).form('/login/link')?.values ?? {}
    for (const path of ['', '/send', '/code', '/connect', '/other']) {
      const fields = { ...values, _csrf, password: PASSWORD, code: '123456' }
      expect((await stranger.post(`/acme/account/login/link${path}`, fields)).status, path).toBe(404)
    }
    giveCookie(stranger, organizer, { name: asked.name, secret: theirs.secret })
    expect((await stranger.get(asked.path)).status).toBe(404)

    giveCookie(asked.browser, beta.organizer, asked)
    expect((await asked.browser.get(asked.path.replace('acme', 'beta'))).status).toBe(404)
    const { values: inBeta = {} } = parse((await asked.browser.get('/beta/account/login')).text).form() ?? {}
    const crossed = await asked.browser.post('/beta/account/login/link', {
      ...values,
      _csrf: inBeta._csrf ?? '',
      password: PASSWORD,
    })
    expect(crossed.status).toBe(404)

    const forged = await asked.browser.post('/acme/account/login/link', { ...values, _csrf: 'x', password: PASSWORD })
    expect(forged.status).toBe(403)
    for (const path of ['/connect', '/send', '/other']) {
      expect((await asked.browser.get(`/acme/account/login/link${path}?question=${asked.name}`)).status).not.toBe(303)
    }
    expect(await identities(foyer)).toEqual([])
    expect(foyer.mails.sent).toEqual([])
    expect((await asked.browser.submit('', { password: PASSWORD }, { page })).status).toBe(303)
  })

  it('is answered once, by one of fifty at once, and then all questions to this person are over', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, provider } = await questionScene(foyer, 'acme')
    const { questions } = foyer.features.ssoLogin
    await makeCustomer(foyer, organizer)
    const asked = await comeBackAs(foyer, organizer, provider, 'u1', ANN)
    const tab = await comeBackAs(foyer, organizer, provider, 'u1', ANN)
    const other = await comeBackAs(foyer, organizer, provider, 'u2', ANN)
    const typing = await digitsPage(asked)
    const code = await codeFor(foyer)
    const question = await questions.find(organizer.id, asked)
    if (!question) throw new Error('no question')
    const proven = await Promise.all(
      Array.from({ length: 50 }, () => questions.tryCode(organizer, asked, question, code)),
    )
    expect(proven.filter(({ kind: outcome }) => outcome === 'right')).toHaveLength(1)
    expect((await asked.browser.submit('', { code }, { page: typing, form: '/code' })).status).not.toBe(303)

    const ready = await asked.browser.get(asked.path)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => asked.browser.submit('', {}, { page: ready, form: '/connect' })),
    )
    expect(await identities(foyer)).toHaveLength(1)
    expect(answers.every(({ status }) => [303, 410].includes(status))).toBe(true)
    const sessions = await foyer.platform.db.q.selectFrom('customer_sessions').select('id').execute()
    expect(sessions).toHaveLength(1)

    expect((await tab.browser.get(tab.path)).status).toBe(410)
    expect((await other.browser.get(other.path)).status).toBe(200)
    asked.browser.cookies.delete('foyer-customer-acme')
    const { _csrf = '' } = parse((await asked.browser.get('/acme/account/login')).text).form()?.values ?? {}
    const fields = { ...parse(ready.text).form('/connect')?.values, _csrf }
    expect((await asked.browser.post('/acme/account/login/link/connect', fields)).status).toBe(410)
    expect(await isLoggedIn(asked.browser)).toBe(false)
  })

  it('leads past no second factor of the account', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { organizer, provider } = await questionScene(foyer, 'acme')
    await makeCustomer(foyer, organizer)
    const owner = foyer.client()
    await logIn(owner)
    await turnOnTotp({ browser: owner, slug: 'acme' }, clock)
    const ends = async (asked: AskedIn, answer: Answer) => {
      expect(answer.location).toContain('/acme/account/login/second-step')
      expect(await isLoggedIn(asked.browser)).toBe(false)
      const page = await asked.browser.get(asked.path)
      if (parse(page.text).form('/connect')) {
        const again = await asked.browser.submit('', {}, { page, form: '/connect' })
        expect(again.location).toContain('/acme/account/login/second-step')
      }
      expect(await identities(foyer)).toEqual([])
    }

    const byPassword = await comeBackAs(foyer, organizer, provider, 'u1', { ...ANN, amr: ['mfa'] })
    await ends(byPassword, await byPassword.browser.submit(byPassword.path, { password: PASSWORD }))

    const byDigits = await comeBackAs(foyer, organizer, provider, 'u2', ANN)
    const typing = await digitsPage(byDigits)
    const code = await codeFor(foyer)
    await ends(byDigits, await byDigits.browser.submit('', { code }, { page: typing, form: '/code' }))

    const byAddress = await comeBackAs(foyer, organizer, provider, 'u3', { email: undefined })
    const sent = await byAddress.browser.submit(byAddress.path, { email: 'ann@example.org' }, { follow: true })
    const digits = await codeFor(foyer)
    const told = await byAddress.browser.submit('', { code: digits }, { page: sent, form: '/login/confirm' })
    const path = told.location ?? ''
    expect(path).toContain('/acme/account/login/link?question=')
    expect(await identities(foyer)).toEqual([])
    await ends({ ...byAddress, path }, await byAddress.browser.submit(path, {}, { form: '/connect' }))
  })

  it('takes only a login to this very account, made just now', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { organizer, provider } = await questionScene(foyer, 'acme')
    await makeCustomer(foyer, organizer)
    await makeCustomer(foyer, organizer, { email: 'eve@example.org' })
    const asked = await comeBackAs(foyer, organizer, provider, 'u1', ANN)
    const connect = async () => {
      const page = await asked.browser.get(asked.path)
      const { values = {} } = parse(page.text).form('/login/link') ?? {}
      return asked.browser.post('/acme/account/login/link/connect', values)
    }
    expect((await connect()).location).toBe(asked.path)
    await logIn(asked.browser, 'acme', 'eve@example.org')
    expect((await connect()).location).toBe(asked.path)
    const before = foyer.client()
    await logIn(before)
    clock.pass(1)
    const later = await comeBackAs(foyer, organizer, provider, 'u1', ANN, { browser: before })
    expect(parse((await before.get(later.path)).text).form('/connect')).toBeNull()
    await asked.browser.submit('/acme/account/login?reauth=1', { email: 'ann@example.org', password: PASSWORD })
    expect(parse((await asked.browser.get(asked.path)).text).form('/connect')).not.toBeNull()
    clock.pass(16 * 60_000)
    expect((await connect()).location).toBe(asked.path)
    expect(await identities(foyer)).toEqual([])
  })

  it('ends with the account, its address and its provider, and forgets proofs with the password', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, provider } = await questionScene(foyer, 'acme')
    const { customers, ssoProviders, ssoLogin } = foyer.features
    const { id } = await makeCustomer(foyer, organizer)
    const proven = async (subject: string) => {
      const asked = await comeBackAs(foyer, organizer, provider, subject, ANN)
      const question = await ssoLogin.questions.find(organizer.id, asked)
      if (!question) throw new Error('no question')
      const site = { origin: foyer.url, base: '/acme' }
      const request = {
        organizer,
        site,
        key: asked,
        question,
        email: 'ann@example.org',
        locale: 'en' as const,
        ip: '127.0.0.1',
      }
      await ssoLogin.questions.sendCode(request)
      await ssoLogin.questions.tryCode(organizer, asked, question, await codeFor(foyer))
      expect(parse((await asked.browser.get(asked.path)).text).form('/connect')).not.toBeNull()
      return asked
    }
    const forgotten = await proven('u1')
    await foyer.platform.db.transaction((q) =>
      customers.setPassword(q, organizer, id, 'new hash', { verifies: false, actor: SYSTEM }),
    )
    expect(parse((await forgotten.browser.get(forgotten.path)).text).form('/connect')).toBeNull()

    const disabled = await proven('u2')
    const page = await disabled.browser.get(disabled.path)
    await customers.update(organizer, id, { isActive: false }, SYSTEM)
    expect((await disabled.browser.submit('', {}, { page, form: '/connect' })).status).toBe(404)
    await customers.update(organizer, id, { isActive: true }, SYSTEM)

    const moved = await comeBackAs(foyer, organizer, provider, 'u3', ANN)
    await customers.update(organizer, id, { email: 'new@example.org' }, SYSTEM)
    expect((await moved.browser.get(moved.path)).status).toBe(404)
    await customers.update(organizer, id, { email: 'ann@example.org' }, SYSTEM)

    const erased = await comeBackAs(foyer, organizer, provider, 'u4', UNSAID)
    await customers.anonymize(organizer, id, SYSTEM)
    expect((await erased.browser.get(erased.path)).status).toBe(404)

    const waiting = await comeBackAs(foyer, organizer, provider, 'u5', {
      email: 'bob@example.org',
      email_verified: false,
    })
    const shown = await waiting.browser.submit(waiting.path, {}, { form: 'confirm/send', follow: true })
    const code = await codeFor(foyer, 'bob@example.org')
    await changeProvider(foyer, organizer, provider.id, { isActive: false })
    const refused = await waiting.browser.submit('', { code }, { page: shown, form: '/login/confirm' })
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('Universität Leipzig')
    expect(await customers.byEmail(organizer.id, 'bob@example.org')).toBeNull()
    await changeProvider(foyer, organizer, provider.id, { isActive: true })
    const off = await comeBackAs(foyer, organizer, provider, 'u6', { email: undefined })
    await ssoProviders.update(organizer.id, provider.id, { isActive: false }, SYSTEM)
    expect((await off.browser.get(off.path)).status).toBe(404)
    expect(await identities(foyer)).toEqual([])
  })

  it('tells nobody whether an address that was typed has an account, before its mails were read', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, provider } = await questionScene(foyer, 'acme')
    await makeCustomer(foyer, organizer, { email: 'known@example.org' })
    await makeCustomer(foyer, organizer, { email: 'disabled@example.org', isActive: false })
    await makeCustomer(foyer, organizer, { email: 'waiting@example.org', isVerified: false })
    const at = async (email: string, subject: string) => {
      const asked = await comeBackAs(foyer, organizer, provider, subject, { email: undefined })
      const sent = await asked.browser.submit(asked.path, { email })
      const typing = await asked.browser.get(sent.location ?? '')
      const wrong = await asked.browser.submit('', { code: '000000' }, { page: typing, form: '/login/confirm' })
      await foyer.deliver()
      const mail = foyer.mails.to(email).at(-1)
      const plain = (text = '') =>
        text
          .replaceAll(email, 'EMAIL')
          .replaceAll(asked.name, 'NAME')
          .replaceAll(/name="_csrf" value="[^"]*"/g, '')
          .replaceAll(/\d{6}|\d\d?:\d\d [AP]M/g, 'N')
      return [sent.status, plain(typing.text), wrong.status, plain(wrong.text), plain(mail?.subject), plain(mail?.text)]
    }
    const stranger = await at('stranger@example.org', 's0')
    expect(stranger[0]).toBe(303)
    for (const who of ['known', 'disabled', 'waiting']) expect(await at(`${who}@example.org`, who)).toEqual(stranger)
    expect(await identities(foyer)).toEqual([])
  })

  it('takes digits five times, for ten minutes, the latest only, and sends few', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { organizer, provider } = await questionScene(foyer, 'acme')
    await makeCustomer(foyer, organizer)
    const asked = await comeBackAs(foyer, organizer, provider, 'u1', ANN)
    const typing = await digitsPage(asked)
    const first = await codeFor(foyer)
    const tried: number[] = []
    for (let i = 0; i < 5; i++) {
      tried.push((await asked.browser.submit('', { code: otherDigits(first) }, { page: typing, form: '/code' })).status)
    }
    expect(tried).toEqual([422, 422, 422, 422, 410])
    expect((await asked.browser.submit('', { code: first }, { page: typing, form: '/code' })).status).toBe(410)

    await digitsPage(asked)
    const second = await codeFor(foyer)
    if (second !== first) {
      expect((await asked.browser.submit('', { code: first }, { page: typing, form: '/code' })).status).toBe(422)
    }
    clock.pass(10 * 60_000)
    expect((await asked.browser.submit('', { code: second }, { page: typing, form: '/code' })).status).toBe(410)

    const more = []
    for (let i = 0; i < 4; i++) more.push((await digitsPage(asked)).status)
    expect(more).toEqual([200, 429, 429, 429])
    const failed = await foyer.features.audit.list(organizer.id, { limit: 50 })
    expect(failed.filter(({ action }) => action === 'foyer.customer.login.failed').length).toBeGreaterThanOrEqual(5)
    const guesses = []
    for (let i = 0; i < 6; i++)
      guesses.push((await asked.browser.submit(`${asked.path}&other=1`, { password: 'x' })).status)
    expect(guesses).toEqual([422, 422, 422, 422, 422, 429])
    expect(await identities(foyer)).toEqual([])
  })

  it('takes the password from an account that nobody ever confirmed: whoever made it is out', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, provider } = await questionScene(foyer, 'acme')
    const { id } = await makeCustomer(foyer, organizer, { isVerified: false })
    const asked = await comeBackAs(foyer, organizer, provider, 'u1', UNSAID)
    const page = await asked.browser.submit(asked.path, {}, { form: 'confirm/send', follow: true })
    const code = await codeFor(foyer)
    expect((await asked.browser.submit('', { code }, { page, form: '/login/confirm' })).status).toBe(303)
    expect(await isLoggedIn(asked.browser)).toBe(true)
    expect(await foyer.features.customers.byId(organizer.id, id)).toMatchObject({
      isVerified: true,
      hasPassword: false,
    })
  })

  it('keeps nothing in clear, and shows what the provider sent as text', async () => {
    await using foyer = await startFoyer(kind)
    const { organizer, provider } = await questionScene(foyer, 'acme')
    await makeCustomer(foyer, organizer)
    const claims = { ...ANN, name: '<script>alert(1)</script>', secret_claim: 'blue-cheese' }
    const asked = await comeBackAs(foyer, organizer, provider, 'subject-of-ann', claims, {
      next: '/account/profile?secret=1',
    })
    await digitsPage(asked)
    const rows = JSON.stringify(await foyer.platform.db.q.selectFrom('sso_questions').selectAll().execute())
    const code = await codeFor(foyer)
    for (const secret of [
      asked.name,
      asked.secret,
      'subject-of-ann',
      'blue-cheese',
      'a.b.c',
      'secret=1',
      `"${code}"`,
    ]) {
      expect(rows, secret).not.toContain(secret)
    }
    for (const odd of ['', 'x', 'a'.repeat(43), '%00', `${asked.name}&question=${asked.name}`]) {
      const { status } = await asked.browser.get(`/acme/account/login/link?question=${odd}`)
      expect([404, 200], odd).toContain(status)
    }
    const html = (await asked.browser.get(asked.path)).text
    expect(html).not.toContain('alert(1)')
    expect(html).not.toContain('subject-of-ann')
  })
})
