import { expect, it } from 'vitest'
import { Undeliverable } from '../../src/platform/outbox/errors.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { mainText, staffClient, staffUser } from '../support/staff.ts'
import { submitWithFile } from '../support/upload.ts'

const SYSTEM = { type: 'system' } as const
/** The beginning of a picture of 300 by 56 pixels. */
const PNG = Buffer.from('89504e470d0a1a0a0000000d494844520000012c000000380806000000', 'hex')

async function adminOf(foyer: TestServer) {
  await staffUser(foyer, 'boss@example.org', { isAdmin: true })
  return staffClient(foyer, 'boss@example.org')
}

async function customer(foyer: TestServer, organizer: Awaited<ReturnType<TestServer['organizer']>>, email: string) {
  return foyer.features.customers.create(
    foyer.platform.db.q,
    organizer,
    { email, nameParts: { _scheme: 'full', full_name: 'Ann Example' }, locale: 'en', isVerified: true },
    SYSTEM,
  )
}

describeOnBoth('the list of organizers', (kind) => {
  it('says how the first one comes to be, and makes it', async () => {
    await using foyer = await startFoyer(kind)
    const client = await adminOf(foyer)
    expect(mainText((await client.get('/control/')).text)).toContain('bin/foyer organizer create --slug acme')
    const bad = await client.submit('/control/organizers/add', { name: 'Acme', slug: 'Acme Festival' })
    expect(bad.status).toBe(422)
    expect(parse(bad.text).form()?.values).toMatchObject({ name: 'Acme', slug: 'Acme Festival' })
    expect(parse(bad.text).text('.error-list')).toContain('lower-case letters')
    const made = await client.submit('/control/organizers/add', {
      name: 'Acme',
      slug: 'acme',
      time_zone: 'Europe/Berlin',
    })
    expect([made.status, made.location]).toEqual([303, '/control/organizer/acme/settings'])
    expect(await foyer.features.organizers.bySlug('acme')).toMatchObject({ name: 'Acme', timeZone: 'Europe/Berlin' })
    expect(mainText((await client.get('/control/organizer/acme/history')).text)).toContain('Organizer Acme was created')
    expect((await client.submit('/control/organizers/add', { name: 'Acme', slug: 'acme' })).status).toBe(422)
  })

  it('is searched and paged by key', async () => {
    await using foyer = await startFoyer(kind)
    const client = await adminOf(foyer)
    for (let i = 10; i < 62; i++)
      await foyer.features.organizers.create({ slug: `org${i}`, name: `Festival ${i}` }, SYSTEM)
    const first = parse((await client.get('/control/')).text)
    expect(first.all('th[scope=row]')).toHaveLength(50)
    const [next = ''] = first.links('Next')
    expect(parse((await client.get(next)).text).all('th[scope=row]')).toEqual(['Festival 60', 'Festival 61'])
    expect(parse((await client.get('/control/?search=FESTIVAL%2042')).text).all('th[scope=row]')).toEqual([
      'Festival 42',
    ])
    expect(mainText((await client.get('/control/?search=%25')).text)).toContain('No organizer matches')
  })

  it('shows members theirs only', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await foyer.organizer('other')
    const user = await staffUser(foyer, 'ann@example.org')
    await foyer.features.teams.putIntoRole(acme, user, 'member', SYSTEM)
    const client = await staffClient(foyer, 'ann@example.org')
    const page = parse((await client.get('/control/')).text)
    expect(page.all('th[scope=row]')).toEqual(['acme festival'])
    expect(page.links('New organizer')).toEqual([])
  })
})

describeOnBoth('the overview of an organizer', (kind) => {
  it('counts customers and logins and shows the latest changes', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await customer(foyer, acme, 'ann@example.org')
    const client = await adminOf(foyer)
    const page = parse((await client.get('/control/organizer/acme/')).text)
    expect(page.text('h1')).toBe('acme festival')
    expect(page.all('.figures .figure')).toEqual(['1', '0', '0', '0'])
    expect(page.all('.timeline-list > li').length).toBeGreaterThan(1)
    expect(page.text('nav a[aria-current=page]')).toBe('Overview')
    expect(page.all('.rail-group h2')).toEqual(['Customer accounts', 'Organizer'])
    expect(page.all('.rail-group a')).toEqual([
      'Customers',
      'Membership types',
      'SSO clients',
      'SSO providers',
      'Overview',
      'Teams',
      'History',
      'Settings',
    ])
  })

  it('says that accounts are switched off', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme', { customer_accounts: 'false' })
    const client = await adminOf(foyer)
    const page = await client.get('/control/organizer/acme/')
    expect(mainText(page.text)).toContain('Customer accounts are switched off')
    expect(parse(page.text).links('Switch on')).toEqual(['/control/organizer/acme/settings'])
  })
})

describeOnBoth('the settings of an organizer', (kind) => {
  it('are saved, with what was before in the history', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const client = await adminOf(foyer)
    const page = await client.get('/control/organizer/acme/settings')
    expect(parse(page.text).all('h2')).toContain('Customer accounts')
    expect(parse(page.text).text('.line-tabs a[aria-current]')).toBe('General')
    const saved = await client.submit(
      '',
      {
        name: 'Acme Open Air',
        customer_accounts_link_by_email: 'on',
        name_scheme: 'title_given_family',
        brand_color: '#0B6B4F',
      },
      { page },
    )
    expect([saved.status, saved.location]).toEqual([303, '/control/organizer/acme/settings'])
    expect(await foyer.features.organizers.bySlug('acme')).toMatchObject({
      name: 'Acme Open Air',
      brandColor: '#0b6b4f',
      settings: {
        customer_accounts: true,
        customer_accounts_native: true,
        customer_accounts_link_by_email: true,
        name_scheme: 'title_given_family',
      },
    })
    const history = parse((await client.get('/control/organizer/acme/history')).text).all('.timeline-list > li')[0]
    expect(history).toContain('The settings of Acme Open Air were changed')
    expect(history).toMatch(/Match orders by email ?no ?yes/)
    expect(history).toContain('boss@example.org')
  })

  it('keep what was typed when something does not fit', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const client = await adminOf(foyer)
    const values = { name: '', privacy_url: 'not an address', time_zone: 'Mars/Base', tagline: 'kept & typed' }
    const answer = await client.submit('/control/organizer/acme/settings', values)
    expect(answer.status).toBe(422)
    const page = parse(answer.text)
    expect(page.all('.error-list li')).toHaveLength(3)
    expect(page.attribute('#f-tagline', 'value')).toBe('kept & typed')
    expect(page.attribute('#f-privacy_url', 'aria-invalid')).toBe('true')
    expect((await foyer.features.organizers.bySlug('acme'))?.name).toBe('acme festival')
  })

  it('ask before they lock people out, with their number', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await customer(foyer, acme, 'ann@example.org')
    await customer(foyer, acme, 'ben@example.org')
    const client = await adminOf(foyer)
    const page = await client.get('/control/organizer/acme/settings')
    const values = parse(page.text).form()?.values ?? {}
    delete values.customer_accounts_native
    const asked = await client.post('/control/organizer/acme/settings', values)
    expect(asked.status).toBe(200)
    expect(mainText(asked.text)).toContain('You are about to lock out 2 people')
    expect((await foyer.features.organizers.bySlug('acme'))?.settings.customer_accounts_native).toBe(true)
    const done = await client.submit('', {}, { page: asked })
    expect(done.status).toBe(303)
    expect((await foyer.features.organizers.bySlug('acme'))?.settings.customer_accounts_native).toBe(false)
  })

  it('hold a logo, which the shop, the page itself and mails show', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const ann = await customer(foyer, acme, 'ann@example.org')
    const client = await adminOf(foyer)
    const settings = '/control/organizer/acme/settings'
    const upload = (file: File) => submitWithFile(client, settings, { form: 'settings/logo', file })
    const mail = async () => {
      await foyer.client().submit('/acme/account/pwreset', { email: ann.email ?? '' })
      await foyer.deliver()
      return foyer.mails.sent.at(-1)
    }
    const before = await mail()
    for (const [file, wrong] of [
      [new File(['<svg xmlns="http://www.w3.org/2000/svg"></svg>'], 'x.svg'), 'PNG, JPEG or WebP'],
      [new File([Buffer.concat([PNG, Buffer.alloc(600 * 1024)])], 'x.png'), '512 KiB'],
      [new File([], ''), 'Choose a file first'],
    ] as const) {
      const refused = await upload(file)
      expect(refused.status).toBe(422)
      expect(parse(await refused.text()).text('#f-logo-error')).toContain(wrong)
    }
    expect((await foyer.features.organizers.bySlug('acme'))?.logoHash).toBeNull()

    expect((await upload(new File([PNG], 'logo.png'))).status).toBe(303)
    const page = parse((await client.get(settings)).text)
    const path = page.attribute('[data-theme="foyer-dark"] img', 'src') ?? ''
    expect(page.attribute('[data-theme="foyer"] img', 'alt')).toBe('acme festival')
    const logo = await fetch(foyer.url + path)
    expect(Buffer.from(await logo.arrayBuffer())).toEqual(PNG)
    expect(logo.headers.get('cache-control')).toContain('immutable')
    const former = await fetch(foyer.url + path.replace(/[^-]+$/, '0'.repeat(16)))
    expect([former.status, former.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    const img = `<img src="${foyer.url}${path}" width="150" height="28" alt="acme festival"`
    const sent = await mail()
    expect(sent?.html).toContain(img)
    expect(before?.html).not.toContain('<img')
    const preview = await client.get(`${settings}/mails/customer_reset/preview`)
    expect(preview.text).toContain(img)
    expect(preview.headers.get('content-security-policy')).toContain(`img-src ${foyer.url}/acme/brand/;`)
    expect((await client.get(`${settings}/mails/customer_reset/preview?part=text`)).text).not.toContain('brand')

    expect((await client.submit(settings, {}, { form: '/logo/remove' })).status).toBe(303)
    expect((await fetch(foyer.url + path)).status).toBe(404)
    expect((await mail())?.html).not.toContain('<img')
    const history = parse((await client.get('/control/organizer/acme/history')).text).text('.timeline-list')
    const hash = path.slice(-16)
    expect(history).toMatch(new RegExp(`Logo ?${hash} ?boss@example`))
    expect(history).toMatch(new RegExp(`Logo ?${hash} ?empty`))
  })

  it('give and take custom domains', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const client = await adminOf(foyer)
    const settings = '/control/organizer/acme/settings'
    const bad = await client.submit(settings, { domain: 'not a host' }, { form: '/domains' })
    expect(bad.status).toBe(422)
    expect(parse(bad.text).attribute('#f-domain', 'value')).toBe('not a host')
    expect((await client.submit(settings, { domain: 'Tickets.Acme.example' }, { form: '/domains' })).status).toBe(303)
    expect((await foyer.features.organizers.bySlug('acme'))?.domains).toEqual(['tickets.acme.example'])
    const [remove = ''] = parse((await client.get(settings)).text).links('Remove tickets.acme.example')
    const asked = await client.get(remove)
    expect(parse(asked.text).text('h1')).toBe('Remove tickets.acme.example?')
    expect((await client.submit('', {}, { page: asked })).status).toBe(303)
    expect((await foyer.features.organizers.bySlug('acme'))?.domains).toEqual([])
    expect((await client.get(remove)).status).toBe(404)
  })
})

describeOnBoth('the history of an organizer', (kind) => {
  it('is paged both ways without losing or doubling an entry', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    for (let i = 0; i < 120; i++) {
      await foyer.features.audit.record(foyer.platform.db.q, acme.id, {
        action: 'pretix.customer.changed',
        actor: SYSTEM,
        object: { type: 'customer', id: 'c'.repeat(26), name: `NR${i}` },
      })
    }
    const client = await adminOf(foyer)
    const numbers = (text: string) => [...text.matchAll(/>(NR\d+)</g)].map((match) => match[1])
    const first = await client.get('/control/organizer/acme/history')
    const second = await client.get(parse(first.text).links('Older')[0] ?? '')
    const third = await client.get(parse(second.text).links('Older')[0] ?? '')
    const all = [first, second, third].flatMap(({ text }) => numbers(text))
    expect(new Set(all).size).toBe(120)
    expect(all).toHaveLength(120)
    expect(parse(third.text).links('Older')).toEqual([])
    expect(parse(first.text).links('Newer')).toEqual([])
    const back = await client.get(parse(third.text).links('Newer')[0] ?? '')
    expect(numbers(back.text)).toEqual(numbers(second.text))
    const start = await client.get(parse(back.text).links('Newer')[0] ?? '')
    expect(numbers(start.text)).toEqual(numbers(first.text))
    expect(parse(start.text).links('Newer')).toEqual([])
  })

  it('is read in German as well', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const client = await adminOf(foyer)
    await client.get('/control/?locale=de')
    const page = await client.get('/control/organizer/acme/history')
    expect(parse(page.text).text('h1')).toBe('Verlauf')
    expect(mainText(page.text)).toContain('Veranstalter acme festival wurde angelegt')
  })
})

describeOnBoth('the history of the installation', (kind) => {
  it('holds what belongs to no organizer, and an organizer holds what is its own', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const client = await adminOf(foyer)
    await foyer.client().submit('/control/login', { email: 'boss@example.org', password: 'not the password' })
    await expect
      .poll(async () => mainText((await client.get('/control/admin/history')).text))
      .toContain('A login to the back office as boss@example.org failed')
    const page = await client.get('/control/admin/history')
    expect(mainText(page.text)).toContain('The staff account boss@example.org was created')
    expect(mainText(page.text)).toContain('boss@example.org logged in to the back office')
    expect(mainText(page.text)).not.toContain('acme')
    const ofOrganizer = mainText((await client.get('/control/organizer/acme/history')).text)
    expect(ofOrganizer).toContain('Organizer acme festival was created')
    expect(ofOrganizer).not.toContain('boss@example.org')
  })

  it('is reached from the list of organizers, and paged', async () => {
    await using foyer = await startFoyer(kind)
    const client = await adminOf(foyer)
    for (let i = 0; i < 60; i++) {
      await foyer.features.audit.record(foyer.platform.db.q, null, {
        action: 'foyer.staff.logout',
        actor: SYSTEM,
        object: { type: 'user', id: 'u'.repeat(26), name: `NR${i}` },
      })
    }
    const start = parse((await client.get('/control/')).text)
    expect(start.all('.rail-group h2')).toEqual(['Installation'])
    expect(start.all('.rail-group a')).toEqual(['Organizers', 'Users', 'History', 'Mail queue'])
    const [here = ''] = start.links('History')
    const first = await client.get(here)
    expect(parse(first.text).text('nav a[aria-current=page]')).toBe('History')
    const second = await client.get(parse(first.text).links('Older')[0] ?? '')
    const shown = [first, second].flatMap(({ text }) => parse(text).all('.timeline-list > li p:first-child'))
    const numbers = shown.flatMap((text) => /^NR\d+/.exec(text) ?? [])
    expect(new Set(numbers).size).toBe(60)
    expect(numbers).toHaveLength(60)
    const back = await client.get(parse(second.text).links('Newer')[0] ?? '')
    expect(parse(back.text).all('.timeline-list > li')).toEqual(parse(first.text).all('.timeline-list > li'))
  })
})

describeOnBoth('the mail queue', (kind) => {
  it('shows what was given up, sends it again or discards it', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const client = await adminOf(foyer)
    expect(mainText((await client.get('/control/admin/mails')).text)).toContain('Nothing was given up')
    foyer.mails.failWith(new Undeliverable('550 no such user'))
    for (const to of ['ann@example.org', 'ben@example.org']) {
      const mail = { to, subject: 'Hello', html: '<p>Hello</p>', text: 'Hello', fromName: 'acme' }
      await foyer.platform.mailer.queue(foyer.platform.db.q, {
        organizerId: acme.id,
        topic: 'customer.activation',
        mail,
      })
    }
    await foyer.deliver()
    foyer.mails.failWith(null)
    const page = await client.get('/control/admin/mails')
    expect(parse(page.text).all('tbody tr')).toHaveLength(2)
    expect(mainText(page.text)).toContain('550 no such user')
    expect((await client.submit('', {}, { page, form: '/retry' })).status).toBe(303)
    await foyer.deliver()
    expect(foyer.mails.sent).toHaveLength(1)
    const [discard = ''] = parse((await client.get('/control/admin/mails')).text).links('Discard')
    expect((await client.submit(discard, {})).status).toBe(303)
    const after = await client.get('/control/admin/mails')
    expect(mainText(after.text)).toContain('Nothing was given up')
    expect(mainText(after.text)).toContain('The message was discarded')
    const history = mainText((await client.get('/control/organizer/acme/history')).text)
    expect(history).toContain('The email “activation” was discarded')
    expect(history).toContain('The email “activation” was put back into the queue')
  })
})
