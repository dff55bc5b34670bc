import { expect, it } from 'vitest'
import { makeCustomer } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { startFoyer } from '../support/server.ts'

const SYSTEM = { type: 'system' } as const

describeOnBoth('the customers of an organizer', (kind) => {
  it('are nobody’s business but that of its staff', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    const { identifier } = await makeCustomer(foyer, acme)
    const foreign = await staffBrowser(foyer, { email: 'olga@example.org', organizer: other })
    const pages = [
      'customers',
      'customer/add',
      ...['', 'edit', 'anonymize'].map((page) => `customer/${identifier}/${page}`),
    ]
    for (const page of pages) {
      expect((await foreign.get(`/control/organizer/acme/${page}`)).status).toBe(404)
      const stranger = await foyer.client().get(`/control/organizer/acme/${page}`)
      expect([stranger.status, stranger.location?.startsWith('/control/login?next=')]).toEqual([303, true])
    }
    for (const page of ['', 'edit', 'anonymize']) {
      expect((await foreign.get(`/control/organizer/other/customer/${identifier}/${page}`)).status).toBe(404)
    }
    const csrf = parse((await foreign.get('/control/organizer/other/customer/add')).text).form()?.values._csrf ?? ''
    for (const page of ['', 'edit', 'anonymize']) {
      const answer = await foreign.post(`/control/organizer/other/customer/${identifier}/${page}`, { _csrf: csrf })
      expect(answer.status).toBe(404)
    }
    expect((await foreign.get('/control/organizer/other/customers?query=ann')).text).not.toContain('ann@example.org')
    expect((await foyer.features.customers.byIdentifier(acme.id, identifier))?.email).toBe('ann@example.org')
  })

  it('are changed only by forms of these pages', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { identifier } = await makeCustomer(foyer, acme)
    const staff = await staffBrowser(foyer)
    for (const page of [
      'customer/add',
      `customer/${identifier}/`,
      `customer/${identifier}/edit`,
      `customer/${identifier}/anonymize`,
    ]) {
      expect((await staff.post(`/control/organizer/acme/${page}`, { email: 'x@example.org' })).status).toBe(403)
    }
    await foyer.deliver()
    expect(foyer.mails.sent).toEqual([])
  })

  it('cannot write markup into the back office', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const evil = '<img src=x onerror=alert(1)>'
    const staff = await staffBrowser(foyer)
    const customer = await makeCustomer(foyer, acme, { name: evil, notes: evil })
    const view = `/control/organizer/acme/customer/${customer.identifier}/`
    for (const page of ['/control/organizer/acme/customers', view, `${view}edit`, `${view}anonymize`]) {
      expect((await staff.get(page)).text).not.toContain('<img')
    }
    expect((await staff.get(`/control/organizer/acme/customers?query=${encodeURIComponent(evil)}`)).text).not.toContain(
      '<img',
    )
  })

  it('have addresses and IDs of their own, also when two people work at once', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    const make = (organizer: typeof acme, email: string, identifier: string) =>
      foyer.platform.db
        .transaction((trx) =>
          foyer.features.customers.create(
            trx,
            organizer,
            { email, identifier, nameParts: {}, locale: 'en', isVerified: true },
            SYSTEM,
          ),
        )
        .then(
          () => 'made',
          (error: { fields?: Record<string, unknown> }) => Object.keys(error.fields ?? {}).join(),
        )
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, i) => make(acme, 'ann@example.org', `A${i}`)))
    expect(outcomes.sort()).toEqual([...Array<string>(9).fill('email'), 'made'])
    expect(await make(acme, 'ANN@example.org', 'B')).toBe('email')
    const taken = (await foyer.features.customers.byEmail(acme.id, 'ann@example.org'))?.identifier ?? ''
    expect(await make(acme, 'tom@example.org', taken)).toBe('identifier')
    expect(await make(other, 'ann@example.org', taken)).toBe('made')
  })

  it('take anything that a form can send', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { identifier } = await makeCustomer(foyer, acme)
    const staff = await staffBrowser(foyer)
    const add = '/control/organizer/acme/customer/add'
    const edit = `/control/organizer/acme/customer/${identifier}/edit`
    const fields = ['email', 'phone', 'identifier', 'locale', 'external_identifier', 'notes', 'full_name', 'is_active']
    for (const value of [['a', 'b'], 'a\0b', 'x'.repeat(50_000), '\ud800', '{}', '-1e999']) {
      for (const path of [add, edit]) {
        const hidden = parse((await staff.get(path)).text).form()?.values ?? {}
        const { _csrf = '', modified_at = '' } = hidden
        const body = Object.fromEntries(fields.map((name) => [name, value]))
        expect((await staff.post(path, { _csrf, modified_at, ...body })).status).toBe(422)
      }
      const query = new URLSearchParams(
        ['query', 'status', 'ordering', 'cursor'].map((name) => [name, String(value).slice(0, 4000)]),
      )
      expect((await staff.get(`/control/organizer/acme/customers?${query}`)).status).toBe(200)
    }
    const hidden = parse((await staff.get(add)).text).form()?.values ?? {}
    const nul = { ...hidden, email: 'nul@example.org', notes: 'a\0b', external_identifier: 'a\0b' }
    expect((await staff.post(add, nul)).status).toBeLessThan(500)
    for (const id of ['%00', 'a%2Fb', '..', 'ÄÖ', 'x'.repeat(250)]) {
      expect((await staff.get(`/control/organizer/acme/customer/${id}/edit`)).status).toBe(404)
    }
  })
})
