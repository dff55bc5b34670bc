import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { startFoyer } from '../support/server.ts'
import { mainText, staffClient, staffUser } from '../support/staff.ts'

const SYSTEM = { type: 'system' } as const
const PAGES = ['', 'history', 'settings', 'customers', 'ssoclients', 'ssoclient/add']

describeOnBoth('the back office', (kind) => {
  it('shows a member of one organizer nothing of another, as if it did not exist', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    await foyer.organizer('other', { tagline: 'nobody else may read this' })
    const user = await staffUser(foyer, 'ann@example.org')
    await foyer.features.teams.putIntoRole(acme, user, 'admin', SYSTEM)
    const client = await staffClient(foyer, 'ann@example.org')
    expect((await client.get('/control/organizer/acme/settings')).status).toBe(200)
    const unknown = await client.get('/control/organizer/nowhere/')
    for (const page of PAGES) {
      const answer = await client.get(`/control/organizer/other/${page}`)
      expect(answer.status, page).toBe(404)
      expect(parse(answer.text).text('h1')).toBe(parse(unknown.text).text('h1'))
      expect(answer.text).not.toContain('other festival')
      expect(answer.text).not.toContain('nobody else')
    }
    const token = parse((await client.get('/control/organizer/acme/settings')).text).form()?.values._csrf ?? ''
    const post = await client.post('/control/organizer/other/settings', { _csrf: token, name: 'Taken over' })
    expect(post.status).toBe(404)
    expect((await foyer.features.organizers.bySlug('other'))?.name).toBe('other festival')
  })

  it('ends a membership at once', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const user = await staffUser(foyer, 'ann@example.org')
    await foyer.features.teams.putIntoRole(acme, user, 'member', SYSTEM)
    const client = await staffClient(foyer, 'ann@example.org')
    expect((await client.get('/control/organizer/acme/')).status).toBe(200)
    await foyer.features.teams.removeFromAll(acme, user, SYSTEM)
    expect((await client.get('/control/organizer/acme/')).status).toBe(404)
  })

  it('lets a member neither read nor write settings', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const user = await staffUser(foyer, 'ann@example.org')
    await foyer.features.teams.putIntoRole(acme, user, 'member', SYSTEM)
    const client = await staffClient(foyer, 'ann@example.org')
    const page = await client.get('/control/organizer/acme/')
    expect(parse(page.text).all('.rail-group a')).not.toContain('Settings')
    const read = await client.get('/control/organizer/acme/settings')
    expect(read.status).toBe(403)
    expect(mainText(read.text)).toContain('does not have the right')
    const _csrf = parse(page.text).form('/logout')?.values._csrf ?? ''
    for (const path of ['', '/domains', '/domains/remove', '/logo', '/logo/remove'].map((part) => `settings${part}`)) {
      expect((await client.post(`/control/organizer/acme/${path}`, { _csrf, domain: 'a.example' })).status).toBe(403)
    }
    expect((await foyer.features.organizers.bySlug('acme'))?.domains).toEqual([])
  })

  it('keeps the pages of the installation to its administrators', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const user = await staffUser(foyer, 'ann@example.org')
    await foyer.features.teams.putIntoRole(acme, user, 'admin', SYSTEM)
    const client = await staffClient(foyer, 'ann@example.org')
    const page = await client.get('/control/')
    expect(parse(page.text).all('.rail-group a')).toEqual(['Organizers'])
    const _csrf = parse(page.text).form('/logout')?.values._csrf ?? ''
    for (const path of ['admin/mails', 'admin/mails/discard', 'admin/history', 'organizers/add']) {
      expect((await client.get(`/control/${path}`)).status, path).toBe(403)
    }
    for (const path of ['admin/mails/retry', 'admin/mails/discard', 'organizers/add']) {
      expect((await client.post(`/control/${path}`, { _csrf, slug: 'mine', name: 'Mine' })).status, path).toBe(403)
    }
    expect(await foyer.features.organizers.bySlug('mine')).toBeNull()
  })

  it('sends strangers to the login page, whatever they ask for', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    for (const path of ['/control/', '/control/admin/mails', '/control/logout', '/control/organizer/acme/settings']) {
      const answer = await foyer.client().get(path)
      expect(answer.status, path).toBe(303)
      expect(answer.location, path).toMatch(/^\/control\/login(\?next=%2Fcontrol%2F[^&]+)?$/)
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
    const post = await foyer.client().post('/control/organizer/acme/settings', { name: 'Taken over' })
    expect([post.status, post.location]).toEqual([303, '/control/login'])
  })

  it('changes nothing without the token of the form', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    await staffUser(foyer, 'boss@example.org', { isAdmin: true })
    const client = await staffClient(foyer, 'boss@example.org')
    const settings = ['', '/domains', '/logo', '/logo/remove'].map((part) => `organizer/acme/settings${part}`)
    for (const path of ['organizers/add', ...settings, 'logout']) {
      expect((await client.post(`/control/${path}`, { name: 'X', slug: 'x', domain: 'x.example' })).status, path).toBe(
        403,
      )
    }
    expect((await client.get('/control/')).status).toBe(200)
  })

  it('answers odd input in words, never with a failure of the server', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    await staffUser(foyer, 'boss@example.org', { isAdmin: true })
    const client = await staffClient(foyer, 'boss@example.org')
    for (const path of [
      '?search=a&search=b',
      `?search=${'x'.repeat(4000)}`,
      '?after=%00',
      'admin/mails?before=x',
      'admin/mails/discard?id=%3Cb%3E',
      'admin/history?before=x&after=1-2',
      'organizer/acme/history?before=1-x&after=2',
      `organizer/acme/history?before=999999999999999-${'a'.repeat(26)}`,
      'organizer/acme/settings/domains/remove?host=a&host=b',
    ]) {
      expect((await client.get(`/control/${path}`)).status, path).toBeLessThan(500)
    }
    const settings = '/control/organizer/acme/settings'
    const odd = await client.submit(settings, {
      name: ['a', 'b'],
      locale: 'xx',
      name_scheme: '__proto__',
      brand_color: 'red',
    })
    expect(odd.status).toBe(422)
    const zero = await client.submit(settings, { name: 'a\u0000b' })
    expect(zero.status).toBeLessThan(500)
  })

  it('escapes what people typed, everywhere it is shown', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const evil = '"><script>alert(1)</script>'
    await foyer.features.organizers.set(acme, { name: evil, tagline: evil }, SYSTEM)
    await staffUser(foyer, 'boss@example.org', { isAdmin: true })
    const client = await staffClient(foyer, 'boss@example.org')
    for (const path of [
      '',
      '?search=%22%3E%3Cscript%3E',
      'organizer/acme/',
      'organizer/acme/history',
      'organizer/acme/settings',
    ]) {
      const { text } = await client.get(`/control/${path}`)
      expect(text, path).not.toContain('<script>')
    }
  })
})
