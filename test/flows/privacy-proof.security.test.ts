import { expect, it } from 'vitest'
import { logIn, makeCustomer, PASSWORD } from '../support/accounts.ts'
import type { BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { askForCode } from '../support/login-code.ts'
import { newMembership, newType } from '../support/memberships.ts'
import { importOrders, orderLine } from '../support/orders.ts'
import { SoftAuthenticator } from '../support/passkey.ts'
import { authorizePath, codeFor, newClient, pushedPath } from '../support/provider.ts'
import { addPasskey, movableClock, turnOnTotp } from '../support/second-step.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { databaseFiles, inSearchIndex, wholeDatabase } from '../support/whole-database.ts'

const SYSTEM = { type: 'system' } as const
const LOGIN = 'zqmlogin@example.org'
const FORMER = 'zqmformer@example.org'
const CLAIMS = JSON.stringify({ userinfo: { email: { value: 'zqmclaim@example.org' }, name: null } })

/** Where each mark is before the account ends. */
const PLANTED: Readonly<Record<string, readonly string[]>> = {
  zqmgiven: ['customers', 'audit_log'],
  zqmfamily: ['customers', 'audit_log'],
  zqmlogin: ['customers', 'audit_log', 'login_codes', 'mail_links', 'outbox', 'pushed_requests'],
  zqmformer: ['audit_log', 'login_codes'],
  zqmfirst: ['audit_log'],
  zqmfurther: ['customer_emails', 'mail_links', 'outbox', 'audit_log'],
  '493415559876': ['customers', 'audit_log'],
  zqmnote: ['customers', 'audit_log'],
  zqmexternal: ['customers', 'audit_log'],
  zqmnick: ['customers', 'audit_log'],
  zqmstreet: ['customers'],
  zqmfriend: ['attendee_profiles'],
  zqmfriendmail: ['attendee_profiles'],
  zqmcompany: ['customer_addresses'],
  zqmbeneficiary: ['customer_addresses'],
  zqmagent: ['customer_sessions', 'known_browsers'],
  zqmkey: ['customer_passkeys', 'audit_log'],
  zqmattendee: ['memberships', 'audit_log'],
  zqmnext: ['pending_logins'],
  zqmbounce: ['outbox'],
  zqmnonce: ['sso_grants'],
  zqmpart: ['audit_log'],
  zqmpartname: ['audit_log'],
  zqmpartnote: ['customers', 'audit_log'],
  zqmpartkey: ['customer_passkeys'],
  zqmpartfriend: ['attendee_profiles'],
}

/** Marks that are no data of the person but of a request or a delivery, or that a merge gave up. */
const NOT_TOLD = /next|bounce|nonce|^zqmpart(name|key)?$/
const STAYS: ReadonlySet<string> = new Set(['orders', 'order_positions'])

/** Whole words only: a random ID may have three of these letters. */
const MARKS = new RegExp(
  `.{0,60}(?:${[...Object.keys(PLANTED), 'zqmclaim', 'zqmpartagent', '1987-02-13'].join('|')}).{0,20}`,
  'g',
)

const browserNamed = (foyer: TestServer, userAgent: string) => foyer.client({ headers: { 'user-agent': userAgent } })

async function csrf(browser: BrowserClient) {
  return parse((await browser.get('/acme/account/privacy')).text).form('download')?.values._csrf ?? ''
}

const person = (given_name: string, texts: Record<string, string>) => ({
  name: { given_name, family_name: 'B' },
  texts,
  isBusiness: false,
})

/** A person who did everything that one can do here, and another account that became a part of theirs. */
async function fullLife(foyer: TestServer, clock: ReturnType<typeof movableClock>) {
  const acme = await foyer.organizer('acme', {
    name_scheme: 'given_family',
    customer_accounts_link_by_email: 'true',
    customer_accounts_login_code: 'true',
  })
  const { customers, savedPeople, customerMerge, customerImports, refusedRequests, openidProvider } = foyer.features
  const device = () => new SoftAuthenticator(foyer.url)
  const made = await makeCustomer(foyer, acme, { email: 'zqmfirst@example.org' })
  const now = async () => {
    const found = await customers.byId(acme.id, made.id)
    if (!found) throw new Error('no account')
    return found
  }

  const part = await makeCustomer(foyer, acme, {
    email: 'zqmpart@example.org',
    name: 'Zqmpartname',
    notes: 'zqmpartnote',
  })
  const partBrowser = browserNamed(foyer, 'zqmpartagent')
  await logIn(partBrowser, 'acme', 'zqmpart@example.org')
  await addPasskey({ browser: partBrowser, slug: 'acme' }, device(), { name: 'zqmpartkey' })
  await savedPeople.add(acme, 'people', part.id, person('Zqmpartfriend', {}))

  const nameParts = { _scheme: 'given_family', given_name: 'Zqmgiven', family_name: 'Zqmfamily' }
  const profile = { nickname: 'zqmnick', 'address.street_address': 'zqmstreet 1', birthdate: '1987-02-13' }
  const own = { nameParts, profile, notes: 'zqmnote', externalIdentifier: 'zqmexternal', phone: '+493415559876' }
  await customers.update(acme, made.id, own, SYSTEM)
  await customers.update(acme, made.id, { email: FORMER }, SYSTEM)
  await customers.update(acme, made.id, { email: LOGIN }, SYSTEM)
  const partNow = await customers.byId(acme.id, part.id)
  const kept = await now()
  const seen = { kept: kept.modifiedAt, removed: partNow?.modifiedAt ?? 0 }
  await customerMerge.merge(acme, kept, partNow ?? part, { choices: { notes: 'both' }, seen }, SYSTEM)

  const browser = browserNamed(foyer, 'zqmagent')
  await logIn(browser, 'acme', LOGIN)
  await addPasskey({ browser, slug: 'acme' }, device(), { name: 'zqmkey' })
  await browser.post('/acme/account/emails', { _csrf: await csrf(browser), email: 'zqmfurther@example.org' })
  await savedPeople.add(acme, 'people', made.id, person('Zqmfriend', { email: 'zqmfriendmail@example.org' }))
  const address = { company: 'zqmcompany', beneficiary: 'zqmbeneficiary', street: 'Way 1', city: 'Halle' }
  await savedPeople.add(acme, 'addresses', made.id, { ...person('', address), isBusiness: true })
  const type = await newType(foyer, acme)
  const attendeeNameParts = { _scheme: 'given_family', given_name: 'Zqmattendee', family_name: 'B' }
  await newMembership(foyer, acme, made, type, { attendeeNameParts })

  const app = await newClient(foyer, acme, { consent: 'never' })
  await codeFor(browser, acme, app, { nonce: 'zqmnonce', claims: CLAIMS })
  await openidProvider.consents.allow(acme.id, made.id, app.id, { scopes: ['openid', 'email'], claims: [] })
  await pushedPath(foyer, acme, app, { login_hint: 'ZQMlogin@example.org' })
  await browser.get(authorizePath(acme, app, { redirect_uri: `https://app.example/else?mail=${LOGIN}` }))
  await refusedRequests.flush()

  await foyer.deliver()
  await askForCode(foyer.client(), FORMER)
  await turnOnTotp({ browser, slug: 'acme' }, clock)
  const halfway = foyer.client()
  const next = new URLSearchParams({ next: '/acme/account/?zqmnext' })
  const fields = { email: LOGIN, password: PASSWORD }
  await halfway.submit(`/acme/account/login?${next}`, fields, { form: '/account/login' })
  foyer.mails.failWith(new Error(`550 5.1.1 <zqmbounce@example.org> for ${LOGIN}: unknown`))
  await askForCode(foyer.client(), LOGIN)
  await foyer.client().submit('/acme/account/pwreset', { email: LOGIN })
  await foyer.deliver()

  await importOrders(foyer, acme, [orderLine({ email: LOGIN, customer: made.identifier })])
  const csv = `email,given_name,phone\n${LOGIN},Zqmgiven,+493415559876\nben@example.org,Ben,\n`
  const file = { name: 'people.csv', data: Buffer.from(csv) }
  const waiting = await customerImports.create(acme, file, SYSTEM)
  return { acme, browser, now, partId: part.id, waiting }
}

function marksLeft(database: ReadonlyMap<string, string>): string[] {
  return [...database]
    .filter(([table]) => !STAYS.has(table))
    .flatMap(([table, rows]) => [...rows.matchAll(MARKS)].map(([text]) => `${table}: ${text}`))
}

describeOnBoth('everything about a person', (kind) => {
  it('59, 60: is in the copy, and nowhere any more once the account is anonymised; orders stay without a link', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    await foyer.features.customerImports.stop()
    const { acme, browser, now, partId, waiting } = await fullLife(foyer, clock)
    const { customers, customerImports } = foyer.features
    const account = await now()

    const json = await browser.post('/acme/account/privacy/download', { _csrf: await csrf(browser), format: 'json' })
    const html = await browser.post('/acme/account/privacy/download', { _csrf: await csrf(browser), format: 'html' })
    const told = Object.keys(PLANTED).filter((mark) => !NOT_TOLD.test(mark))
    for (const copy of [json, html]) {
      expect(copy.status).toBe(200)
      expect(told.filter((mark) => !copy.text.toLowerCase().includes(mark))).toEqual([])
    }

    const before = await wholeDatabase(foyer)
    const missing = Object.entries(PLANTED).flatMap(([mark, tables]) =>
      tables.filter((table) => !before.get(table)?.includes(mark)).map((table) => `${mark} in ${table}`),
    )
    expect(missing).toEqual([])
    expect(before.get('refused_requests')).toContain('…@…')
    expect(before.get('refused_requests')).not.toContain('zqmlogin')
    expect(before.get('sso_consents')).toContain(account.id)
    if (kind === 'sqlite') expect(databaseFiles(foyer)).toContain('zqmnote')
    if (kind === 'sqlite') expect(await inSearchIndex(foyer, 'zqmnote')).toBe(1)
    expect(JSON.stringify(await customerImports.sample(acme, waiting.id))).toContain(LOGIN)

    await customers.anonymize(acme, account.id, SYSTEM)
    const after = await wholeDatabase(foyer)
    expect(marksLeft(after)).toEqual([])
    if (kind === 'sqlite') {
      const files = databaseFiles(foyer)
      const marks = Object.keys(PLANTED).filter((mark) => mark !== 'zqmlogin')
      expect(marks.filter((mark) => files.includes(mark))).toEqual([])
      expect(await inSearchIndex(foyer, 'zqmnote')).toBe(0)
    }
    for (const table of ['sso_consents', 'known_browsers', 'customer_sessions', 'customer_totp', 'mail_links']) {
      for (const id of [account.id, partId]) expect(after.get(table), table).not.toContain(id)
    }
    expect(after.get('customer_merges')).toContain('"snapshot":null')

    const [order] = await foyer.platform.db.q.selectFrom('orders').select(['email', 'customer_id']).execute()
    expect(order).toEqual({ email: LOGIN, customer_id: null })
    expect(await customerImports.sample(acme, waiting.id)).toEqual([
      ['', '', ''],
      ['ben@example.org', 'Ben', ''],
    ])
    for (const what of ['check', 'run'] as const) {
      await customerImports.begin(acme, waiting.id, what)
      await customerImports.work(acme, waiting.id)
    }
    expect(await customerImports.find(acme, waiting.id)).toMatchObject({ created: 1, skipped: 1, failed: 0 })
    expect(await customers.byEmail(acme.id, LOGIN)).toBeNull()
  })
})
