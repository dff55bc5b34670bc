import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { startSso } from '../support/sso.ts'
import { mainText } from '../support/staff.ts'

const OFFICE = '/control/organizer/acme'
const SECRET = 'a secret of the box office, long enough'
const PNG = new Uint8Array(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
const SYSTEM = { type: 'system' } as const

describeOnBoth('SSO providers in the back office', (kind) => {
  it('are connected with what is known of their kind; the return address is shown before', async () => {
    await using world = await startSso(kind)
    const { foyer, organizer, university } = world
    const { ssoProviders } = foyer.features
    const browser = await staffBrowser(foyer, { organizer })
    await ssoProviders.remove(organizer.id, world.provider.id, SYSTEM)
    const empty = await browser.get(`${OFFICE}/ssoproviders`)
    expect(mainText(empty.text)).toContain('No SSO provider yet')
    expect(parse(empty.text).links('Create a new SSO provider')).toEqual([`${OFFICE}/ssoprovider/add`])

    const choose = parse((await browser.get(`${OFFICE}/ssoprovider/add`)).text)
    expect(choose.all('.choice-card')).toEqual([
      'Google',
      'Microsoft Entra ID',
      'Apple',
      'Auth0',
      'Keycloak',
      'authentik',
      'ZITADEL',
      'pretix',
      'Foyer',
      'Other, by OpenID Connect',
    ])
    const google = parse((await browser.get(`${OFFICE}/ssoprovider/add?preset=google`)).text)
    expect(google.attribute('#f-issuer', 'value')).toBe('https://accounts.google.com')
    expect(google.all('.copy-row code')[0]).toBe(`${foyer.url}/acme/account/login/google/return`)
    const taken = await browser.get(`${OFFICE}/ssoprovider/add?preset=keycloak&slug=check`)
    expect(taken.status).toBe(422)
    expect(parse(taken.text).attribute('#f-slug', 'aria-invalid')).toBe('true')

    const add = `${OFFICE}/ssoprovider/add?preset=keycloak&slug=uni-leipzig`
    const form = await browser.get(add)
    expect(parse(form.text).all('.copy-row code')[0]).toBe(`${foyer.url}/acme/account/login/uni-leipzig/return`)
    const typed = {
      'name.en': 'Leipzig "University" <b>',
      issuer: `${university.issuer}/wrong`,
      client_id: 'foyer',
      client_secret: SECRET,
      scope: 'profile email',
      'claims.name.full_name': 'display..name',
      authorize_params: 'state=evil',
    }
    const wrong = await browser.submit(add, typed, { page: form })
    expect(wrong.status).toBe(422)
    const page = parse(wrong.text)
    expect(page.all('[aria-invalid=true]').length).toBe(3)
    expect(page.attribute('#f-name-en', 'value')).toBe(typed['name.en'])
    expect(page.attribute('#f-issuer', 'value')).toBe(`${university.issuer}/wrong`)
    expect(page.attribute('#f-authorize_params', 'value')).toBe('state=evil')
    expect(page.attribute('details', 'open')).not.toBeNull()
    expect(page.all('.copy-row code')[0]).toBe(`${foyer.url}/acme/account/login/uni-leipzig/return`)
    expect(wrong.text).not.toContain(SECRET)

    const nearly = { ...typed, scope: 'openid email', 'claims.name.full_name': 'name', authorize_params: '' }
    const unread = await browser.submit(add, nearly, { page: wrong })
    expect(unread.status).toBe(422)
    expect(parse(unread.text).all('#f-issuer-error').length).toBe(1)

    const made = await browser.submit(add, { ...nearly, issuer: university.issuer }, { page: unread })
    expect(made.status).toBe(303)
    const [provider] = await ssoProviders.list(organizer.id)
    expect(made.location).toBe(`${OFFICE}/ssoprovider/${provider?.id}/edit`)
    expect(provider).toMatchObject({ slug: 'uni-leipzig', preset: 'keycloak', hasSecret: true, isActive: true })
    expect(provider?.settings.scope).toBe('openid email')
    const edit = await browser.get(made.location ?? '')
    expect(edit.text).not.toContain(SECRET)
    expect(edit.text).not.toContain('<b>,')
    expect(mainText(edit.text)).toContain('Answers, read')
    expect(parse(edit.text).attribute('#f-client_secret', 'placeholder')).toContain('ends in …ough')
    const list = parse((await browser.get(`${OFFICE}/ssoproviders`)).text)
    expect(list.all('tbody td')).toEqual([university.issuer, expect.stringMatching(/^WorksChecked \d/), '0', '0'])
  })

  it('are changed with a preview of what was sent last, switched off, moved from and deleted', async () => {
    await using world = await startSso(kind)
    const { foyer, organizer, university, provider } = world
    const { ssoProviders, audit } = foyer.features
    const browser = await staffBrowser(foyer, { organizer })
    const own = `${OFFICE}/ssoprovider/${provider.id}`
    university.people.set('zoe', { name: '<i>Zoë</i> Nguyễn' })
    await world.logIn(foyer.client(), 'zoe')

    const edit = await browser.get(`${own}/edit`)
    const row = (text: string, name: string) => parse(text).all(`tr:has(#f-claims-${name}) td`).slice(1)
    expect(edit.text).not.toContain('<i>Zoë')
    expect(row(edit.text, 'name-full_name')).toEqual(['<i>Zoë</i> Nguyễn', 'Cannot be used'])
    expect(row(edit.text, 'email')).toEqual(['zoe@company.example', 'zoe@company.example'])
    expect(mainText(edit.text)).toContain('1 login in 7 days, 1 customer has no other way in.')

    const wrong = { 'claims.email': 'mail', 'sync.name': 'sometimes' }
    const refused = await browser.submit(`${own}/edit`, wrong, { page: edit })
    expect(refused.status).toBe(422)
    expect(row(refused.text, 'email')).toEqual(['nothing', 'Missing. They sent email'])
    expect(parse(refused.text).all('.field-bad select').length).toBe(1)

    const changes = {
      'claims.phone': '',
      'sync.name': 'always',
      address_in_use: 'link',
      account_page: 'https://uni.example/me',
    }
    const saved = await browser.submit(`${own}/edit`, changes, { page: edit })
    expect([saved.status, saved.location]).toEqual([303, `${own}/edit`])
    const after = await ssoProviders.byId(organizer.id, provider.id)
    expect(after?.settings).toMatchObject({ isAuthoritative: true, sync: { name: 'always' }, claims: { phone: '' } })
    expect(after?.settings.logout).toEqual(provider.settings.logout)
    expect(after?.slug).toBe('uni')

    const other = parse((await browser.get(`${own}/edit?preset=google`)).text)
    expect(other.attribute('#f-issuer', 'value')).toBe('https://accounts.google.com')
    expect(other.attribute('#f-client_id', 'value')).toBe('foyer')
    expect((await ssoProviders.byId(organizer.id, provider.id))?.issuer).toBe(university.issuer)

    const stranger = { 'claims.subject': 'oid', 'name.en': 'College' }
    const asked = await browser.submit(`${own}/edit`, stranger, { form: '/edit' })
    const { text: shown, attribute } = parse(asked.text)
    expect([asked.status, attribute('#f-new_identities', 'aria-invalid')]).toEqual([422, 'true'])
    expect(mainText(asked.text)).toContain('1 customer would not be recognised any more.')
    expect([shown('label[for=f-new_identities]'), attribute('#f-name-en', 'value')]).toEqual([
      expect.stringContaining('Change it all the same: 1 customer is not recognised then'),
      'College',
    ])
    expect((await ssoProviders.byId(organizer.id, provider.id))?.settings.claims.subject).toBe('sub')
    const sure = await browser.submit(`${own}/edit`, { new_identities: 'on' }, { page: asked })
    expect(sure.status).toBe(303)
    expect((await ssoProviders.byId(organizer.id, provider.id))?.settings.claims.subject).toBe('oid')
    const undone = { 'claims.subject': 'sub', new_identities: 'on' }
    expect((await browser.submit(`${own}/edit`, undone, { form: '/edit' })).status).toBe(303)

    const remain = await browser.get(`${own}/delete`)
    expect(mainText(remain.text)).toContain('1 customer logs in with this provider. 1 of them has no other way in.')
    const csrf = parse(remain.text).attribute('[name=_csrf]', 'value') ?? ''
    const forced = await browser.post(`${own}/delete`, { _csrf: csrf })
    expect(forced.status).toBe(409)
    expect(mainText(forced.text)).toContain('cannot be deleted yet')

    const input = {
      slug: 'uni2',
      clientId: 'foyer',
      clientSecret: SECRET,
      name: { en: 'New' },
      issuer: university.issuer,
    }
    const next = await ssoProviders.create(organizer.id, input, SYSTEM)
    const moved = await browser.submit(`${own}/customers`, { to: next.id, act: 'move' }, { form: 'customers' })
    expect([moved.status, moved.location]).toEqual([303, `${own}/customers`])
    expect((await ssoProviders.usage(organizer.id, next.id)).customers).toBe(1)
    expect(mainText((await browser.get(`${own}/customers`)).text)).toContain('Nobody logs in with this provider')

    const nextOwn = `${OFFICE}/ssoprovider/${next.id}`
    const unsure = await browser.post(`${nextOwn}/customers`, { _csrf: csrf, act: 'release' })
    expect([unsure.status, parse(unsure.text).attribute('#f-sure', 'aria-invalid')]).toEqual([422, 'true'])
    const released = await browser.post(`${nextOwn}/customers`, { _csrf: csrf, act: 'release', sure: 'on' })
    expect(released.status).toBe(303)
    expect((await ssoProviders.usage(organizer.id, next.id)).customers).toBe(0)

    const off = await browser.post(`${nextOwn}/edit`, { _csrf: csrf, 'name.en': 'New' })
    expect(off.location).toBe(`${nextOwn}/disable`)
    expect((await ssoProviders.byId(organizer.id, next.id))?.isActive).toBe(true)
    expect((await browser.submit(`${nextOwn}/disable`, {})).location).toBe(`${nextOwn}/edit`)
    expect((await ssoProviders.byId(organizer.id, next.id))?.isActive).toBe(false)
    expect(parse((await browser.get(`${OFFICE}/history`)).text).links('New')).toContain(`${nextOwn}/edit`)
    const gone = await browser.submit(`${own}/delete`, {})
    expect([gone.status, gone.location]).toEqual([303, `${OFFICE}/ssoproviders`])
    expect(await ssoProviders.byId(organizer.id, provider.id)).toBeNull()
    const history = await audit.list(organizer.id, { limit: 1 })
    expect(history[0]).toMatchObject({ action: 'pretix.ssoprovider.deleted', actorName: 'Jonas Weber' })
  })

  it('have an icon, which is a picture of a decent size', async () => {
    await using world = await startSso(kind)
    const { foyer, organizer, provider } = world
    const browser = await staffBrowser(foyer, { organizer })
    const edit = `${OFFICE}/ssoprovider/${provider.id}/edit`

    async function upload(data: Uint8Array<ArrayBuffer>, changes: Record<string, string> = {}) {
      const form = parse((await browser.get(edit)).text).form('/edit')
      const body = new FormData()
      for (const [name, value] of Object.entries({ ...form?.values, ...changes })) body.set(name, value)
      body.set('icon', new File([data], 'icon.png'))
      const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
      const url = new URL(edit, foyer.url)
      const answer = await fetch(url, { method: 'POST', redirect: 'manual', headers: { cookie }, body })
      return { status: answer.status, text: await answer.text() }
    }

    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    const large = new Uint8Array(200 * 1024)
    large.set(PNG)
    for (const data of [svg, large]) {
      const refused = await upload(data, { 'name.en': 'Changed' })
      expect(refused.status).toBe(422)
      const page = parse(refused.text)
      expect(page.all('#f-icon-error').length).toBe(1)
      expect(page.attribute('#f-name-en', 'value')).toBe('Changed')
    }
    expect(await foyer.features.ssoProviders.byId(organizer.id, provider.id)).toEqual(provider)

    expect((await upload(PNG)).status).toBe(303)
    const shown = parse((await browser.get(edit)).text).attribute('form img', 'src') ?? ''
    expect(shown).toMatch(/^\/acme\/account\/login\/uni\/icon\/[0-9a-f]{64}$/)
    const icon = await foyer.client().get(shown)
    expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/png'])
    await browser.submit(edit, { remove_icon: 'on' })
    expect(parse((await browser.get(edit)).text).attribute('form img', 'src')).toBeNull()
  })

  it('63: are for those who may change the settings of their own organizer', async () => {
    await using world = await startSso(kind)
    const { foyer, organizer, provider } = world
    const other = await foyer.organizer('other')
    const stranger = await staffBrowser(foyer, { email: 'stranger@example.org', organizer: other })
    const plain = await staffBrowser(foyer, { email: 'member@example.org', organizer, role: 'member' })
    const pages = ['edit', 'delete', 'disable', 'customers'].map((page) => `ssoprovider/${provider.id}/${page}`)
    for (const page of ['ssoproviders', 'ssoprovider/add', ...pages]) {
      expect((await plain.get(`${OFFICE}/${page}`)).status, page).toBe(403)
      expect((await stranger.get(`${OFFICE}/${page}`)).status, page).toBe(404)
    }
    const token = parse((await stranger.get('/control/organizer/other/ssoprovider/add?preset=other')).text)
    const csrf = token.attribute('[name=_csrf]', 'value') ?? ''
    for (const page of pages) {
      const there = `/control/organizer/other/${page}`
      expect((await stranger.get(there)).status, page).toBe(404)
      expect((await stranger.post(there, { _csrf: csrf, act: 'release', sure: 'on' })).status, page).toBe(404)
      expect((await stranger.post(there, {})).status, page).toBe(403)
    }
    expect(await foyer.features.ssoProviders.byId(organizer.id, provider.id)).toEqual(provider)
    const odd = await stranger.get('/control/organizer/other/ssoprovider/%00/edit')
    expect(odd.status).toBeLessThan(500)
  })
})
