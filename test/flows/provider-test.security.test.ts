import { expect, it } from 'vitest'
import type { SsoTestId } from '../../src/core/ids.ts'
import { createLog } from '../../src/platform/observe/log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startDescribedProvider } from '../support/described-provider.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { startFakeSso, universityInput } from '../support/sso.ts'
import { member } from '../support/teams.ts'
import { wholeDatabase } from '../support/whole-database.ts'

const EVIL = '<script>alert(1)</script>'
const SECRETS = /a secret of the box office|eyJ[\w-]{20,}|code_verifier: [^…]/
const ticketIn = (text: string) => /\/account\/login\/check\/([\w-]{43})/.exec(text)?.[1] ?? 'none'
const addressIn = (headers: Headers) => new URL(/url=(.+)$/.exec(headers.get('refresh') ?? '')?.[1] ?? '')

/** Everything but the test itself and the login that is under way. */
async function restOf(foyer: TestServer): Promise<Record<string, string>> {
  const all = [...(await wholeDatabase(foyer))]
  return Object.fromEntries(all.filter(([table]) => !/^(sso_tests|sso_attempts|throttle|rate)/.test(table)))
}

describeOnBoth('the test of an SSO provider in the hands of an attacker', (kind) => {
  it('is for staff of this organizer who may change its settings, runs by a form of ours only, and is slowed down', async () => {
    await using world = await startFakeSso(kind)
    const { foyer, organizer, provider, fake } = world
    const path = `/control/organizer/acme/ssoprovider/${provider.id}/test`
    const other = await foyer.organizer('other')
    const admin = await staffBrowser(foyer, { email: 'a@example.org', organizer })
    const clerk = await staffBrowser(foyer, { email: 'm@example.org', organizer, role: 'member' })
    const stranger = await staffBrowser(foyer, { email: 's@example.org', organizer: other })
    const run = (await admin.submit(path, {}, { form: '/test' })).location ?? ''
    const ticket = ticketIn((await admin.get(run)).text)
    const { length } = fake.calls
    for (const page of [path, run, `${run}/report.txt`]) {
      expect((await foyer.client().get(page)).location).toContain('/control/login')
      expect((await clerk.get(page)).status).toBe(403)
      expect((await stranger.get(page)).status).toBe(404)
      expect((await stranger.get(page.replace('/acme/', '/other/'))).status).toBe(404)
    }
    for (const browser of [foyer.client(), clerk, stranger, admin]) {
      expect([302, 303, 403, 404]).toContain((await browser.post(path, {})).status)
    }
    expect((await foyer.features.providerTest.latest(organizer.id, provider.id)).length).toBe(1)
    expect(fake.calls.length).toBe(length)

    expect((await foyer.client().get(`/other/account/login/check/${ticket}`)).status).toBe(410)
    expect((await foyer.client().post(`/acme/account/login/check/${ticket}`, {})).status).toBe(403)
    const [{ id } = { id: '' as SsoTestId }] = await foyer.features.providerTest.latest(organizer.id, provider.id)
    const more = await foyer.features.ssoProviders.create(
      organizer.id,
      universityInput(provider.issuer, { slug: 'second' }),
      { type: 'system' },
    )
    expect((await admin.get(`/control/organizer/acme/ssoprovider/${more.id}/test/${id}`)).status).toBe(404)

    const staff = { type: 'staff', id: 'x', name: 'X' } as never
    const runs = Array.from({ length: 25 }, () => foyer.features.providerTest.run(organizer, provider, staff))
    const refused = (await Promise.allSettled(runs)).filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
  })

  it('begins a login once, in one browser, and gives nobody a session or an account', async () => {
    await using world = await startFakeSso(kind, { provider: { isActive: false } })
    const { foyer, provider } = world
    const staff = await staffBrowser(foyer)
    const path = `/control/organizer/acme/ssoprovider/${provider.id}/test`
    const run = (await staff.submit(path, {}, { form: '/test' })).location ?? ''
    const check = `/acme/account/login/check/${ticketIn((await staff.get(run)).text)}`
    const browser = foyer.client()
    const page = await browser.get(check)
    expect(page.text).toContain('is shown to Jonas Weber')
    const sent = await browser.submit('', {}, { page, form: '/check/' })
    expect((await browser.submit('', {}, { page, form: '/check/' })).status).toBe(410)
    expect((await foyer.client().get(check)).status).toBe(410)
    expect((await staff.get(run)).text).not.toContain('/account/login/check/')

    const back = world.visit(addressIn(sent.headers))
    const elsewhere = await foyer.client().get(back)
    expect(elsewhere.text).not.toContain('Done')
    const before = await restOf(foyer)
    expect((await browser.get(back)).text).toContain('Done')
    expect(await restOf(foyer)).toEqual(before)
    expect((await browser.get('/acme/account/')).status).toBe(303)
    expect((await browser.get(back)).text).not.toContain('Done')
    expect((await staff.get(run)).text).toContain('A new account would be made.')
    expect((await browser.get('/acme/account/login/uni/')).text).toContain('University')
  })

  it('escapes what the provider says, and keeps secrets and people out of pages, report, log and database', async () => {
    const lines: string[] = []
    const log = createLog({ level: 'trace', stream: { write: (line: string) => void lines.push(line) } })
    await using world = await startFakeSso(kind, { platform: { log } })
    const { foyer, provider, fake, organizer } = world
    const staff = await staffBrowser(foyer, { email: 'first@example.org' })
    const path = `/control/organizer/acme/ssoprovider/${provider.id}/test`
    const run = (await staff.submit(path, {}, { form: '/test' })).location ?? ''
    const browser = foyer.client()
    const check = `/acme/account/login/check/${ticketIn((await staff.get(run)).text)}`
    const back = world.visit(addressIn((await browser.submit(check, {}, { form: '/check/' })).headers))
    const evil = { name: EVIL, groups: [EVIL], access_token: 'secret-of-a-claim', [EVIL]: EVIL }
    Object.assign(fake.idToken, evil)
    Object.assign(fake.userinfo, evil)
    await browser.get(`${back}&${encodeURIComponent(EVIL)}=${encodeURIComponent(EVIL)}`)
    const { text } = await staff.get(run)
    expect(text).not.toContain(EVIL)
    expect(text).toContain('&lt;script&gt;')
    expect(text).not.toContain('secret-of-a-claim')
    expect(text).not.toMatch(SECRETS)
    const report = await staff.get(`${run}/report.txt`)
    expect(report.headers.get('content-type')).toContain('text/plain')
    expect(report.headers.get('content-disposition')).toContain('attachment')
    expect(report.text).toContain('client_id: foyer')
    for (const word of ['ann@company.example', 'Ann Example', 'u-1']) {
      expect(report.text).not.toContain(word)
    }
    expect(report.text).not.toMatch(SECRETS)
    const limited = await member(foyer, organizer, 'limited@example.org', ['organizer.settings.general:write'])
    const shown = await limited.browser.get(run)
    expect(shown.status).toBe(200)
    expect(shown.text).not.toContain('ann@company.example')
    expect(shown.text).not.toContain('u-1')
    for (const whole of [[...(await wholeDatabase(foyer)).values()].join('\n'), lines.join('\n')]) {
      expect(whole).not.toContain('ann@company.example')
      expect(whole).not.toContain('secret-of-a-claim')
    }
  })

  it('d.4 H: calls no host inside, and says so as a step', async () => {
    await using inside = await startDescribedProvider()
    await using foyer = await startFoyer(kind, { env: { FOYER_OUTGOING_ALLOW: '127.0.0.1' } })
    const acme = await foyer.organizer('acme')
    const provider = await foyer.features.ssoProviders.create(
      acme.id,
      { ...inside.input, name: { en: 'Uni' } },
      { type: 'system' },
    )
    inside.metadata = { jwks_uri: 'http://169.254.169.254/keys' }
    const staff = await staffBrowser(foyer)
    const path = `/control/organizer/acme/ssoprovider/${provider.id}/test`
    const run = await staff.get((await staff.submit(path, {}, { form: '/test' })).location ?? '')
    expect(parse(run.text).text('h1')).toContain('Uni does not work')
    expect(run.text).not.toContain('/account/login/check/')
  })
})
