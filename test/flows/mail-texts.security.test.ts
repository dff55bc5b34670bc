import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const mails = '/control/organizer/acme/settings/mails'
const RESET = `${mails}/customer_reset`
const EVIL = '[x](javascript:alert(1)) <img src=x onerror=alert(1)> **b**'

async function mailTo(foyer: TestServer, name: string) {
  const acme = await foyer.organizer('acme')
  const customer = {
    email: 'ann@example.org',
    nameParts: { _scheme: 'full', full_name: name },
    isVerified: true,
    locale: 'en',
  } as const
  await foyer.features.customers.create(foyer.platform.db.q, acme, customer, { type: 'system' })
  return async () => {
    await foyer.client().submit('/acme/account/pwreset', { email: 'ann@example.org' })
    await foyer.deliver()
    return foyer.mails.sent.at(-1)
  }
}

describeOnBoth('the texts of mails', (kind) => {
  it('turn nothing in a name into a link, a tag or a header', async () => {
    await using foyer = await startFoyer(kind)
    const reset = await mailTo(foyer, EVIL)
    const staff = await staffBrowser(foyer)
    const text = { subject: 'For {name}', body: '# {name}\n\n{name}\n\n[{name}]({url})' }
    expect((await staff.submit(`${RESET}?language=en`, text)).status).toBe(303)
    const mail = await reset()
    expect(mail?.subject).toBe(`For ${EVIL}`)
    expect(mail?.html).toContain('[x](javascript:alert(1)) &lt;img src=x onerror=alert(1)&gt; **b**')
    expect(mail?.html).not.toMatch(/href="javascript|<img|<strong/)
    expect(mail?.text).toContain(EVIL)
  })

  it.each([
    ['a subject of two lines', { subject: 'a\r\nBcc: evil@example.org', body: '{url}' }],
    ['a link that runs a script', { subject: '', body: '[x](javascript:alert(1)) {url}' }],
    ['a link made of a name', { subject: '', body: '[x](https://evil.example/{name}) {url}' }],
  ])('refuse %s', async (_, text) => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    const values = parse((await staff.get(RESET)).text).form()?.values
    expect((await staff.post(RESET, { ...values, ...text })).status).toBe(422)
    expect((await foyer.features.mailTexts.own(acme.id)).size).toBe(0)
  })

  it('are previewed in a sandbox without scripts, which only our own pages may frame', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    const page = await staff.get(RESET)
    expect(page.headers.get('content-security-policy')).toContain("frame-src 'self'")
    expect(parse(page.text).attribute('iframe', 'sandbox')).toBe('')
    const values = { ...parse(page.text).form()?.values, body: `<script>alert(1)</script> {url}` }
    for (const preview of [
      await staff.get(`${RESET}/preview?language=en`),
      await staff.post(`${RESET}/preview`, { ...values, part: 'html' }),
      await staff.post(`${RESET}/preview`, { ...values, part: 'text' }),
      await staff.post(`${RESET}/preview`, { ...values, body: '<script>x</script>{nmae}' }),
    ]) {
      expect(preview.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none';/)
      expect(preview.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
      expect(preview.text).not.toContain('<script')
    }
  })

  it('are for those who may change settings, and need the token of the form', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const member = await staffBrowser(foyer, { email: 'm@example.org', organizer: acme, role: 'member' })
    const _csrf = parse((await member.get('/control/organizer/acme/')).text).form('/logout')?.values._csrf ?? ''
    for (const path of [mails, RESET, `${RESET}/preview`]) expect((await member.get(path)).status, path).toBe(403)
    for (const path of [RESET, `${RESET}/preview`, `${RESET}/test`]) {
      expect((await member.post(path, { _csrf, subject: 'x', body: '{url}' })).status, path).toBe(403)
    }
    const admin = await staffBrowser(foyer)
    for (const path of [RESET, `${RESET}/preview`, `${RESET}/test`]) {
      expect((await admin.post(path, { subject: 'x', body: '{url}' })).status, path).toBe(403)
    }
    expect((await foyer.client().get(RESET)).location).toContain('/control/login')
    expect((await foyer.features.mailTexts.own(acme.id)).size).toBe(0)
  })

  it('belong to one organizer', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    const staff = await staffBrowser(foyer, { email: 'a@example.org', organizer: acme })
    await staff.submit(RESET, { subject: 'Only ours', body: '{url}' })
    expect((await foyer.features.mailTexts.own(other.id)).size).toBe(0)
    expect((await staff.get(RESET.replace('acme', 'other'))).status).toBe(404)
  })

  it('answer odd requests without an error of the server', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    for (const path of [`${mails}/nothing`, `${mails}/__proto__`, `${mails}/customer_reset%00`]) {
      expect((await staff.get(path)).status, path).toBe(404)
    }
    for (const query of ['language=xx', 'language=de&language=en', 'text[]=default', 'part=x']) {
      expect((await staff.get(`${RESET}/preview?${query}`)).status, query).toBe(200)
      expect((await staff.get(`${RESET}?${query}`)).status, query).toBe(200)
    }
    const values = parse((await staff.get(RESET)).text).form()?.values
    for (const body of [
      'a\u0000b {url}',
      `${'['.repeat(9000)}{url}`,
      `${'*_'.repeat(4500)} {url}`,
      `${'> '.repeat(4900)}{url}`,
      `${'- '.repeat(4900)}{url}`,
    ]) {
      const answer = await staff.post(`${RESET}/preview`, { ...values, body, part: 'html' })
      expect([200, 422]).toContain(answer.status)
    }
  })
})
