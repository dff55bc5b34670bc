import { expect, it } from 'vitest'
import { isLoggedIn, makeCustomer } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { askForCode, codeFor, otherDigits } from '../support/login-code.ts'
import { startFoyer } from '../support/server.ts'

const WITH_CODES = { customer_accounts_login_code: 'true' }

describeOnBoth('a code by mail', (kind) => {
  it('is answered for in the same way whatever the address belongs to', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', WITH_CODES)
    await makeCustomer(foyer, acme, { email: 'known@example.org' })
    await makeCustomer(foyer, acme, { email: 'disabled@example.org', isActive: false })
    await makeCustomer(foyer, acme, { email: 'waiting@example.org', isVerified: false })
    const at = async (email: string) => {
      const browser = foyer.client()
      const page = await browser.get('/acme/account/login/code')
      const start = performance.now()
      const sent = await browser.submit('', { email }, { page })
      const isEven = performance.now() - start > 145
      const typing = await browser.get(sent.location ?? '')
      const wrong = await browser.submit('', { code: '000000' }, { page: typing, form: 'code/check' })
      const plain = ({ text }: { text: string }) =>
        text.replaceAll(email, 'EMAIL').replace(/name="_csrf" value="[^"]*"/g, '')
      const cookies = [...browser.cookies.keys()].sort()
      return {
        isEven,
        cookies,
        status: [sent.status, typing.status, wrong.status],
        text: [plain(typing), plain(wrong)],
      }
    }
    const stranger = await at('stranger@example.org')
    expect(stranger.isEven).toBe(true)
    expect(stranger.status).toEqual([303, 200, 422])
    for (const who of ['known', 'disabled', 'waiting']) expect(await at(`${who}@example.org`)).toEqual(stranger)
    await foyer.deliver()
    expect(foyer.mails.sent.map(({ to }) => to).sort()).toEqual(['known@example.org', 'waiting@example.org'])
  })

  it('works only in the browser that asked, and only the newest of that browser', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', WITH_CODES)
    await makeCustomer(foyer, acme)
    const victim = foyer.client()
    const page = await askForCode(victim)
    const first = await codeFor(foyer)
    const attacker = foyer.client()
    const theirs = await askForCode(attacker)
    const stolen = await codeFor(foyer)
    if (stolen !== first) {
      const crossed = await victim.submit('', { code: stolen }, { page, form: 'code/check' })
      expect(crossed.status).toBe(422)
    }
    expect(
      (await attacker.submit('', { code: otherDigits(stolen) }, { page: theirs, form: 'code/check' })).status,
    ).toBe(422)
    await askForCode(victim, 'ann@example.org', '/acme/account/login/code?new=1')
    const second = await codeFor(foyer)
    if (second !== first) {
      expect((await victim.submit('', { code: first }, { page, form: 'code/check' })).status).toBe(422)
    }
    expect((await victim.submit('', { code: second }, { page, form: 'code/check' })).status).toBe(303)
    expect(await isLoggedIn(attacker)).toBe(false)
  })

  it('ends after ten minutes, five tries and one use', async () => {
    const start = Date.UTC(2026, 10, 22)
    let now = start
    await using foyer = await startFoyer(kind, { platform: { clock: { now: () => now } } })
    const acme = await foyer.organizer('acme', WITH_CODES)
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    const page = await askForCode(browser)
    const code = await codeFor(foyer)
    now = start + 600_000
    expect((await browser.submit('', { code }, { page, form: 'code/check' })).status).toBe(410)

    const again = await askForCode(browser)
    const secret = browser.cookies.get('foyer-code-acme') ?? ''
    const other = await codeFor(foyer)
    for (let i = 0; i < 5; i++) {
      browser.cookies.set('foyer-code-acme', secret)
      await browser.submit('', { code: otherDigits(other) }, { page: again, form: 'code/check' })
    }
    browser.cookies.set('foyer-code-acme', secret)
    expect((await browser.submit('', { code: other }, { page: again, form: 'code/check' })).status).toBe(410)
    expect(await isLoggedIn(browser)).toBe(false)
    await foyer.features.signIn.cleanup()
    now += 600_000
    await foyer.features.signIn.cleanup()
    expect(await foyer.platform.db.q.selectFrom('login_codes').selectAll().execute()).toEqual([])
  })

  it('opens for one of fifty who type it at once', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', WITH_CODES)
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    await askForCode(browser)
    const digits = await codeFor(foyer)
    const secret = browser.cookies.get('foyer-code-acme') ?? ''
    const client = { userAgent: '', ip: '127.0.0.1' }
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => foyer.features.signIn.codes.redeem(acme, secret, digits, client)),
    )
    expect(outcomes.filter(({ kind: outcome }) => outcome === 'proven')).toHaveLength(1)
    expect(outcomes.filter(({ kind: outcome }) => outcome === 'gone')).toHaveLength(49)
  })

  it('is not stored in clear, nor is the secret of the browser', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', WITH_CODES)
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    await askForCode(browser)
    const rows = JSON.stringify(await foyer.platform.db.q.selectFrom('login_codes').selectAll().execute())
    expect(rows).not.toContain(await codeFor(foyer))
    expect(rows).not.toContain(browser.cookies.get('foyer-code-acme'))
  })

  it('ends with the address and the access of its account', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', WITH_CODES)
    const { id } = await makeCustomer(foyer, acme)
    const browser = foyer.client()
    const page = await askForCode(browser)
    const code = await codeFor(foyer)
    await foyer.features.customers.update(acme, id, { email: 'new@example.org' }, { type: 'system' })
    expect((await browser.submit('', { code }, { page, form: 'code/check' })).status).toBe(410)
    const asked = await askForCode(browser, 'new@example.org')
    const other = await codeFor(foyer, 'new@example.org')
    await foyer.features.customers.update(acme, id, { isActive: false }, { type: 'system' })
    expect((await browser.submit('', { code: other }, { page: asked, form: 'code/check' })).status).toBe(410)
    expect(await isLoggedIn(browser)).toBe(false)
  })

  it('is sent three times in ten minutes to one address from one place; a link still goes out', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', WITH_CODES)
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    const ask = (email: string) => browser.submit('/acme/account/login/code?new=1', { email }, { form: 'login/code' })
    for (const email of ['ann@example.org', 'nobody@example.org']) {
      for (let i = 0; i < 3; i++) expect((await ask(email)).status).toBe(303)
      const refused = await ask(email)
      expect(refused.status).toBe(429)
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(parse(refused.text).form('login/code')?.values.email).toBe(email)
      expect((await browser.submit('/acme/account/pwreset', { email })).status).toBe(303)
    }
  })

  it('leads nowhere else, takes anything that is typed, and belongs to one organizer', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', WITH_CODES)
    await foyer.organizer('other', WITH_CODES)
    await makeCustomer(foyer, acme)
    const browser = foyer.client()
    expect((await browser.post('/acme/account/login/code', { email: 'ann@example.org' })).status).toBe(403)
    expect((await browser.post('/acme/account/login/code/check', { code: '123456' })).status).toBe(403)
    const sent = await browser.submit(
      '/acme/account/login/code',
      { email: 'ann@example.org', next: '//evil.example/' },
      { form: 'login/code' },
    )
    const page = await browser.get(sent.location ?? '')
    for (const code of ['', 'abc', '1234567', 'x'.repeat(20_000), '１２３４５６', '%00']) {
      expect((await browser.submit('', { code }, { page, form: 'code/check' })).status).toBe(422)
    }
    const digits = await codeFor(foyer)
    browser.cookies.set('foyer-code-other', browser.cookies.get('foyer-code-acme') ?? '')
    const csrf = parse(page.text).form()?.values._csrf ?? ''
    expect((await browser.post('/other/account/login/code/check', { _csrf: csrf, code: digits })).status).toBe(410)
    expect((await browser.submit('', { code: digits }, { page, form: 'code/check' })).location).toBe('/acme/account/')
  })
})
