import { expect, it } from 'vitest'
import type { Challenge } from '../../src/features/registration-challenge/index.ts'
import { isProof } from '../../src/features/registration-challenge/rules/proof-of-work.ts'
import type { Answer, BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { authorizePath, newClient } from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'

const ALWAYS = { customer_accounts_registration_challenge: 'always', name_scheme: 'full' }
const behind = { FOYER_TRUSTED_PROXIES: 'loopback' }
const PERSON = { full_name: 'Ann Example', email: 'ann@example.org' }

describeOnBoth('a registration that has to be worked for', (kind) => {
  it('9, 10, 11: goes through with the right answer, once, and sends one mail', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', ALWAYS)
    const browser = foyer.client()
    const page = await browser.get('/acme/account/register')
    expect(page.text).toContain('Without JavaScript this form can be sent after 15 seconds')
    const fields = { ...PERSON, challenge_nonce: solve(page) }
    expect((await browser.submit('', fields, { page })).status).toBe(303)
    await foyer.deliver()
    expect(foyer.mails.sent).toHaveLength(1)
    const customer = await foyer.features.customers.byEmail(acme.id, PERSON.email)
    expect([customer?.isActive, customer?.isVerified]).toEqual([true, false])
    const created = await foyer.features.audit.list(acme.id, { limit: 10 })
    expect(created.filter(({ action }) => action === 'pretix.customer.created')).toHaveLength(1)

    const replayed = await browser.submit('', { ...fields, email: 'ben@example.org' }, { page })
    expect(replayed.status).toBe(422)
    expect(replayed.text).toContain('The check of this form is too old.')
    expect(parse(replayed.text).form()?.values).toMatchObject({ full_name: 'Ann Example', email: 'ben@example.org' })
    expect(parse(replayed.text).form()?.values.challenge).not.toBe(parse(page.text).form()?.values.challenge)
    expect((await foyer.features.customers.counts(acme.id)).all).toBe(1)
  })

  it('8.1.4, 8.1.5: is refused before anything is looked up: no mail, no account, the same words for a known address', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', ALWAYS)
    const attempt = async (change: Record<string, string>) => {
      const browser = foyer.client()
      const page = await browser.get('/acme/account/register')
      const answer = await browser.submit('', { ...PERSON, challenge_nonce: solve(page), ...change }, { page })
      expect(answer.status).toBe(422)
      return parse(answer.text).text('.notice-title')
    }
    const other = await foyer.client().get('/acme/account/register')
    const token = parse(other.text).form()?.values.challenge ?? ''
    expect(await attempt({ challenge: '' })).toContain('your browser has to make a small calculation')
    expect(await attempt({ challenge: token.replace('.', '.A') })).toContain('is too old')
    expect(await attempt({ challenge: 'a.b' })).toContain('is too old')
    expect(await attempt({ challenge_nonce: 'abc' })).toContain('was not right')
    expect(await attempt({ challenge_nonce: wrongNonce(token), challenge: token })).toContain('was not right')
    await foyer.deliver()
    expect(foyer.mails.sent).toEqual([])
    expect((await foyer.features.customers.counts(acme.id)).all).toBe(0)
  })

  it('8.1.5: counts ten minutes, at one organizer and from one network', async () => {
    let now = Date.UTC(2026, 10, 22)
    await using foyer = await startFoyer(kind, { env: behind, platform: { clock: { now: () => now } } })
    const acme = await foyer.organizer('acme', ALWAYS)
    const other = await foyer.organizer('other', ALWAYS)
    const { challenge } = foyer.features.signIn
    const here = { address: '203.0.113.1', network: '203.0.113.0/24', isPublic: true }
    const issued = await challenge.issue(acme, here)
    if (!issued) throw new Error('no challenge')
    const answer = { token: issued.token, nonce: solveIt(issued) }
    expect(await challenge.check(other, here, answer)).toEqual({ kind: 'stale' })
    const elsewhere = { ...here, network: '198.51.100.0/24' }
    expect(await challenge.check(acme, elsewhere, answer)).toEqual({ kind: 'stale' })
    now += 600_000
    expect(await challenge.check(acme, here, answer)).toEqual({ kind: 'stale' })
    now -= 1
    expect(await challenge.check(acme, { ...here, address: '203.0.113.2' }, answer)).toEqual({ kind: 'passed' })
  })

  it('8.1.5: passes for one of fifty who bring the same answer at once', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', ALWAYS)
    const { challenge } = foyer.features.signIn
    const here = { address: '203.0.113.1', network: '203.0.113.0/24', isPublic: true }
    const issued = await challenge.issue(acme, here)
    if (!issued) throw new Error('no challenge')
    const answer = { token: issued.token, nonce: solveIt(issued) }
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => challenge.check(acme, here, answer)))
    expect(outcomes.filter(({ kind: outcome }) => outcome === 'passed')).toHaveLength(1)
    expect(outcomes.filter(({ kind: outcome }) => outcome === 'stale')).toHaveLength(49)
  })

  it('can be waited for without JavaScript, by few from one address', async () => {
    let now = Date.UTC(2026, 10, 22)
    await using foyer = await startFoyer(kind, { env: behind, platform: { clock: { now: () => now } } })
    await foyer.organizer('acme', ALWAYS)
    const browser = foyer.client({ headers: { 'x-forwarded-for': '203.0.113.1' } })
    const first = await browser.get('/acme/account/register')
    now += 5_000
    const early = await browser.submit('', PERSON, { page: first })
    expect(early.status).toBe(422)
    expect(early.text).toContain('Please wait 10 more seconds')
    expect(parse(early.text).form()?.values).toMatchObject({
      ...PERSON,
      challenge: parse(first.text).form()?.values.challenge,
    })
    now += 10_000
    expect((await browser.submit('', {}, { page: early })).status).toBe(303)
    const spent = parse(early.text).form()?.values.challenge ?? ''
    for (const challenge of [spent, `${spent}=`, `${spent}.more`]) {
      expect((await browser.submit('', { challenge }, { page: early })).status).toBe(422)
    }

    const answers: number[] = []
    for (let i = 0; i < 6; i++) {
      const page = await browser.get('/acme/account/register')
      now += 90_000
      answers.push((await browser.submit('', { ...PERSON, email: `a${i}@example.org` }, { page })).status)
    }
    expect(answers).toEqual([303, 303, 303, 303, 429, 429])
  })

  it('comes after suspicion only, and grows with it', async () => {
    await using foyer = await startFoyer(kind, { env: behind })
    const acme = await foyer.organizer('acme', { name_scheme: 'full' })
    const browser = foyer.client({ headers: { 'x-forwarded-for': '203.0.113.1' } })
    for (let i = 0; i < 3; i++) {
      expect((await register(browser, `calm${i}@example.org`)).status).toBe(303)
    }
    const refused = await register(browser, 'fourth@example.org', '')
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('There were many registrations lately')
    const { issue, registered } = foyer.features.signIn.challenge
    const here = { address: '203.0.113.1', network: '203.0.113.0/24', isPublic: true }
    const neighbour = { ...here, address: '203.0.113.2' }
    const bits = async (client: typeof here) => (await issue(acme, client))?.bits ?? 0
    expect([await bits(here), await bits(neighbour)]).toEqual([18, 0])
    for (let i = 0; i < 7; i++) await registered(acme, here)
    expect([await bits(here), await bits(neighbour)]).toEqual([22, 18])
    expect(await bits({ address: '2001:db8::/64', network: '2001:db8::/48', isPublic: true })).toBe(0)
    expect(await bits({ address: '10.0.0.1', network: '10.0.0.0/24', isPublic: false })).toBe(0)
  })

  it('is not there where nobody can register', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme', { ...ALWAYS, customer_accounts_registration: 'false' })
    const browser = foyer.client()
    expect((await browser.get('/acme/')).text).not.toContain('/account/register')
    const app = await newClient(foyer, acme)
    const asked = await browser.get(authorizePath(acme, app, { prompt: 'create' }))
    expect(asked.location).toContain('/acme/account/login?')
    const login = await browser.get('/acme/account/login')
    expect(login.status).toBe(200)
    expect(login.text).not.toContain('/account/register')
    expect((await browser.get('/acme/account/register')).status).toBe(404)
    expect((await browser.post('/acme/account/register', PERSON)).status).toBe(404)
  })
})

/** Registers through the form; the answer of the calculation is made when none is given and one is asked for. */
async function register(browser: BrowserClient, email: string, nonce?: string): Promise<Answer> {
  const page = await browser.get('/acme/account/register')
  const isAsked = parse(page.text).form()?.values.challenge !== undefined
  return browser.submit(
    '',
    { ...PERSON, email, ...(isAsked && { challenge: '', challenge_nonce: nonce ?? '' }) },
    { page },
  )
}

function solve(page: Answer): string {
  const token = parse(page.text).form()?.values.challenge ?? ''
  const bits = Number(parse(page.text).attribute('[data-bits]', 'data-bits'))
  return solveIt({ token, bits })
}

function solveIt({ token, bits }: Pick<Challenge, 'token' | 'bits'>): string {
  for (let number = 0; ; number++) if (isProof(token, String(number), bits)) return String(number)
}

/** A number that proves nothing. */
function wrongNonce(token: string): string {
  for (let number = 0; ; number++) if (!isProof(token, String(number), 1)) return String(number)
}
