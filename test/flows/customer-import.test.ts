import { pbkdf2Sync } from 'node:crypto'
import { expect, it } from 'vitest'
import { DAY } from '../../src/core/clock.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import { logIn, makeCustomer } from '../support/accounts.ts'
import type { Answer, BrowserClient } from '../support/client.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const IMPORT = '/control/organizer/acme/customers/import'
const SYSTEM = { type: 'system' } as const

async function upload(browser: BrowserClient, csv: string | Uint8Array, name = 'people.csv') {
  const form = parse((await browser.get(IMPORT)).text).form('customers/import')
  const body = new FormData()
  for (const [field, value] of Object.entries(form?.values ?? {})) if (field !== 'file') body.set(field, value)
  body.set('file', new File([typeof csv === 'string' ? csv : new Uint8Array(csv)], name))
  const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
  const answer = await fetch(new URL(IMPORT, browser.origin), {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie },
    body,
  })
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() }
}

/** What stands in the form that assigns the columns. */
const values = (answer: Answer) => parse(answer.text).form()?.values ?? {}

/** A server whose loop does not look for work, so that the test does it. */
async function startQuiet(...options: Parameters<typeof startFoyer>) {
  const foyer = await startFoyer(...options)
  await foyer.features.customerImports.stop()
  return foyer
}

/** Does the work of that loop. */
async function workAll(foyer: TestServer, acme: Organizer) {
  for (const { id } of await foyer.features.customerImports.list(acme)) {
    await foyer.features.customerImports.work(acme, id)
  }
}

describeOnBoth('customers from a CSV file', (kind) => {
  it('are assigned, checked without storing anything, and imported with what is wrong named by row', async () => {
    await using foyer = await startQuiet(kind)
    const acme = await foyer.organizer('acme')
    await makeCustomer(foyer, acme, { email: 'known@example.org', name: 'Known Before' })
    const staff = await staffBrowser(foyer)
    const csv = [
      'E-Mail;Vorname;Nachname;Mitgliedsnummer;Bestätigt;Farbe',
      'ann@example.org;Ann;Müller;17;ja;rot',
      'KNOWN@example.org;Other;Name;18;ja;blau',
      'no address;Bob;Jones;19;ja;',
      'eve@example.org;Eve;Jones;20;vielleicht;',
      'ann@example.org;Ann;Twice;21;nein;',
    ].join('\r\n')
    const uploaded = await upload(staff, csv)
    expect(uploaded.status).toBe(303)
    const mapping = await staff.get(uploaded.location ?? '')
    const page = parse(mapping.text)
    expect([0, 1, 2, 3, 4, 5].map((index) => values(mapping)[`column-${index}`])).toEqual([
      'email',
      'given_name',
      'family_name',
      'external_identifier',
      'is_verified',
      '',
    ])
    expect(page.text('main')).toContain('ann@example.org')
    await staff.submit('', { action: 'check' }, { page: mapping })
    const waiting = await staff.get(uploaded.location ?? '')
    expect(parse(waiting.text).text('h1')).toBe('Checking people.csv')
    expect(waiting.headers.get('refresh')).toBe('2')
    await workAll(foyer, acme)

    const checked = await staff.get(uploaded.location ?? '')
    const text = parse(checked.text).text('main') ?? ''
    expect(parse(checked.text).text('h1')).toBe('What would happen')
    expect(text).toMatch(/3\s*Email: The @ is missing/)
    expect(text).toMatch(/4\s*Address is confirmed: Use yes or no/)
    const { customers } = foyer.features
    expect(await customers.byEmail(acme.id, 'ann@example.org')).toBeNull()

    await staff.submit('', { action: 'run' }, { page: checked })
    await workAll(foyer, acme)
    const [done] = await foyer.features.customerImports.list(acme)
    expect(done).toMatchObject({ state: 'done', created: 1, updated: 0, skipped: 2, failed: 2, doneRows: 5 })
    expect(await customers.byEmail(acme.id, 'ann@example.org')).toMatchObject({
      name: 'Ann Müller',
      externalIdentifier: '17',
      isVerified: true,
      locale: 'en',
    })
    expect((await customers.byEmail(acme.id, 'known@example.org'))?.name).toBe('Known Before')
    const { q } = foyer.platform.db
    expect(await q.selectFrom('customer_import_chunks').select('number').execute()).toEqual([])
    const problems = await staff.get(`${uploaded.location}/problems.csv`)
    expect(problems.text).toContain('3,Email,The @ is missing')
  })

  it('update those that exist, recognised by their external ID, and never change an address', async () => {
    await using foyer = await startQuiet(kind)
    const acme = await foyer.organizer('acme')
    const { customers, customerImports } = foyer.features
    const ann = await makeCustomer(foyer, acme)
    await customers.update(acme, ann.id, { externalIdentifier: 'CRM-1' }, SYSTEM)
    const csv = 'external_identifier,email,notes\nCRM-1,other@example.org,from the file\nCRM-2,new@example.org,\n'
    const job = await customerImports.create(acme, { name: 'a.csv', data: Buffer.from(csv) }, SYSTEM)
    const settings = { ...job.settings, existing: 'update', matchBy: 'external_identifier' } as const
    await customerImports.configure(acme, job.id, settings)
    for (const what of ['check', 'run'] as const) {
      await customerImports.begin(acme, job.id, what)
      await customerImports.work(acme, job.id)
    }
    expect(await customerImports.find(acme, job.id)).toMatchObject({ state: 'done', created: 1, updated: 1, failed: 0 })
    expect(await customers.byId(acme.id, ann.id)).toMatchObject({ email: 'ann@example.org', notes: 'from the file' })
  })

  it('log in with the password that they had, whose hash is then made anew', async () => {
    await using foyer = await startQuiet(kind)
    const acme = await foyer.organizer('acme')
    const { customers, customerImports } = foyer.features
    const password = 'an old password 7'
    const old = `pbkdf2_sha256$1000$NaCl$${pbkdf2Sync(password, 'NaCl', 1000, 32, 'sha256').toString('base64')}`
    const csv = `email,password_hash\nann@example.org,${old}\nbob@example.org,plain text\n`
    const job = await customerImports.create(acme, { name: 'a.csv', data: Buffer.from(csv) }, SYSTEM)
    await customerImports.configure(acme, job.id, { ...job.settings, verified: true })
    await customerImports.begin(acme, job.id, 'check')
    await customerImports.work(acme, job.id)
    await customerImports.begin(acme, job.id, 'run')
    await customerImports.work(acme, job.id)
    const [problem] = await customerImports.problems(acme, job.id, 10)
    expect(problem).toEqual({ row: 2, problems: { password_hash: { key: 'customerImport:bad.passwordHash' } } })
    const ann = await customers.byEmail(acme.id, 'ann@example.org')
    if (!ann) throw new Error('no customer')
    expect(await customers.passwordHash(acme.id, ann.id)).toBe(old)
    await logIn(foyer.client(), 'acme', 'ann@example.org', password)
    expect(await customers.passwordHash(acme.id, ann.id)).toMatch(/^\$argon2id\$/)
    await logIn(foyer.client(), 'acme', 'ann@example.org', password)
  })

  it('go on where a process was killed, and are never worked on by two', async () => {
    await using foyer = await startQuiet(kind)
    const acme = await foyer.organizer('acme')
    const { customerImports } = foyer.features
    const rows = Array.from({ length: 700 }, (_, index) => `p${index}@example.org`)
    const data = Buffer.from(`email\n${rows.join('\n')}\n`)
    const job = await customerImports.create(acme, { name: 'a.csv', data }, SYSTEM)
    await customerImports.begin(acme, job.id, 'check')
    await customerImports.work(acme, job.id)
    await customerImports.begin(acme, job.id, 'run')
    await customerImports.work(acme, job.id, (done) => done < 400)
    expect(await customerImports.find(acme, job.id)).toMatchObject({ state: 'running', doneRows: 400, created: 400 })
    await Promise.all([customerImports.work(acme, job.id), customerImports.work(acme, job.id)])
    expect(await customerImports.find(acme, job.id)).toMatchObject({ state: 'done', doneRows: 700, created: 700 })
    expect((await foyer.features.customers.counts(acme.id)).all).toBe(700)
  })

  it('are forgotten when they are cancelled, and after a week', async () => {
    let clock = Date.now()
    await using foyer = await startQuiet(kind, { platform: { clock: { now: () => clock } } })
    const acme = await foyer.organizer('acme')
    const { customerImports } = foyer.features
    const data = Buffer.from('email\nann@example.org\n')
    const one = await customerImports.create(acme, { name: 'a.csv', data }, SYSTEM)
    const two = await customerImports.create(acme, { name: 'b.csv', data }, SYSTEM)
    await customerImports.cancel(acme, one.id)
    clock += 8 * DAY
    expect(await customerImports.cleanUp()).toBe(1)
    const { q } = foyer.platform.db
    expect(await q.selectFrom('customer_import_chunks').select('number').execute()).toEqual([])
    expect((await customerImports.find(acme, two.id))?.state).toBe('canceled')
    await expect(customerImports.begin(acme, two.id, 'run')).rejects.toThrow()
  })

  it('keep what was typed where columns are assigned wrongly', async () => {
    await using foyer = await startQuiet(kind)
    await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    const uploaded = await upload(staff, 'Mail,Name\nann@example.org,Ann\n')
    const page = await staff.get(uploaded.location ?? '')
    const wrong = await staff.submit(
      '',
      { 'column-0': 'full_name', 'column-1': 'full_name', action: 'check' },
      { page },
    )
    expect(wrong.status).toBe(422)
    expect(parse(wrong.text).text('main')).toContain('“Mail” is the same field')
    expect(values(wrong)['column-1']).toBe('full_name')
  })
})

describeOnBoth('a file of customers', (kind) => {
  it('is refused with the reason when it cannot be read', async () => {
    await using foyer = await startQuiet(kind)
    await foyer.organizer('acme')
    const staff = await staffBrowser(foyer)
    for (const [csv, reason] of [
      ['', 'Choose a file.'],
      ['email\n', 'nothing below it'],
      ['email,name\n"ann@example.org,Ann\n', 'a quotation mark may not be closed there'],
    ]) {
      const refused = await upload(staff, csv ?? '')
      expect(refused.status).toBe(422)
      expect(parse(refused.text).text('main')).toContain(reason)
    }
    const latin = await upload(staff, Buffer.from('Email,Notiz\nann@example.org,Gr\u00fc\u00dfe', 'latin1'))
    expect(parse((await staff.get(latin.location ?? '')).text).text('main')).toContain('Grüße')
  })

  it('is for staff of this organizer who may change customers, and lies encrypted', async () => {
    await using foyer = await startQuiet(kind)
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    expect((await foyer.client().get(IMPORT)).location).toMatch(/^\/control\/login/)
    const staff = await staffBrowser(foyer, { organizer: acme })
    const uploaded = await upload(staff, 'email\nmarker-in-file@example.org\n')
    const id = uploaded.location?.split('/').pop() ?? ''
    const elsewhere = await staffBrowser(foyer, { organizer: other, email: 'else@example.org' })
    expect((await elsewhere.get(`/control/organizer/other/customers/import/${id}`)).status).toBe(404)
    expect((await elsewhere.get(uploaded.location ?? '')).status).toBe(404)
    expect((await staff.post(uploaded.location ?? '', { action: 'run' })).status).toBe(403)
    const chunks = await foyer.platform.db.q.selectFrom('customer_import_chunks').select('rows').execute()
    expect(JSON.stringify(chunks)).not.toContain('marker-in-file')
    for (const action of ['run', 'nonsense', 'again']) {
      const page = await staff.get(uploaded.location ?? '')
      expect((await staff.submit('', { action }, { page })).status).toBeLessThan(500)
    }
  })
})
