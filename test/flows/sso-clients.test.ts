import { expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { foyerCommand } from '../support/foyer-command.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { authorizePath, codeFor, loggedIn, newClient, newCustomer, redeem, userinfo } from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'

const SYSTEM = { type: 'system' } as const

describeOnBoth('SSO clients at the command line', (kind) => {
  it('are created, shown, listed, switched off and on, given a new secret and deleted', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const created = await foyerCommand(
      foyer,
      ...['client', 'create', '--organizer', 'acme', '--name', 'Forum', '--type', 'confidential'],
      ...['--redirect-uri', 'https://rp.example/cb', '--redirect-uri', 'https://rp.example/cb2'],
      ...['--response-types', 'code,token id_token', '--pkce', 'optional', '--scopes', 'openid,email'],
      ...['--auth-method', 'client_secret_post', '--consent', 'once'],
      ...['--post-logout-redirect-uri', 'https://rp.example/out'],
      ...['--backchannel-logout-uri', 'https://rp.example/bc', '--frontchannel-logout-uri', 'https://rp.example/fc'],
    )
    expect(created.stderr).toBe('')
    expect(created.json).toMatchObject({
      client_id: expect.stringMatching(/^[a-z0-9]{32}$/),
      client_secret: expect.stringMatching(/^[\w-]{43}$/),
      name: 'Forum',
      organizer: 'acme',
      issuer: `${foyer.url}/acme`,
      discovery: `${foyer.url}/acme/.well-known/openid-configuration`,
      client_type: 'confidential',
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['authorization_code', 'implicit'],
      response_types: ['code', 'id_token token'],
      redirect_uris: ['https://rp.example/cb', 'https://rp.example/cb2'],
      post_logout_redirect_uris: ['https://rp.example/out'],
      backchannel_logout_uri: 'https://rp.example/bc',
      frontchannel_logout_uri: 'https://rp.example/fc',
      scopes: ['openid', 'email'],
      pkce: 'optional',
      consent: 'once',
      active: true,
    })
    const one = ['--organizer', 'acme', '--id', String(created.json.client_id)]
    const shown = await foyerCommand(foyer, 'client', 'show', ...one)
    expect(shown.json.redirect_uris).toEqual(created.json.redirect_uris)
    expect(shown.stdout).not.toContain(String(created.json.client_secret))
    expect((await foyerCommand(foyer, 'client', 'disable', ...one)).json.active).toBe(false)
    expect((await foyerCommand(foyer, 'client', 'enable', ...one)).json.active).toBe(true)
    const renewed = await foyerCommand(foyer, 'client', 'rotate-secret', ...one)
    expect(renewed.json.client_secret).toMatch(/^[\w-]{43}$/)
    expect(renewed.json.client_secret).not.toBe(created.json.client_secret)
    const list = await foyerCommand(foyer, 'client', 'list', '--organizer', 'acme')
    expect(list.json.clients).toMatchObject([{ client_id: created.json.client_id }])
    expect((await foyerCommand(foyer, 'client', 'delete', ...one)).json.deleted).toBe(true)
    expect((await foyerCommand(foyer, 'client', 'list', '--organizer', 'acme')).json.clients).toEqual([])
  })

  it('need PKCE unless told otherwise, and public ones always', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const create = [
      'client',
      'create',
      '--organizer',
      'acme',
      '--name',
      'App',
      '--redirect-uri',
      'https://rp.example/cb',
    ]
    expect((await foyerCommand(foyer, ...create)).json.pkce).toBe('required')
    const open = await foyerCommand(foyer, ...create, '--type', 'public', '--pkce', 'optional')
    expect(open.json).toMatchObject({ pkce: 'required', token_endpoint_auth_method: 'none' })
    expect(open.json).not.toHaveProperty('client_secret')
    expect(open.stderr).toBe('public clients always need PKCE\n')
  })

  it('are refused with one line that names what is wrong', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const create = ['client', 'create', '--organizer', 'acme', '--name', 'App', '--redirect-uri']
    const insecure = await foyerCommand(
      foyer,
      ...create,
      'https://ok.example/',
      '--redirect-uri',
      'http://rp.example/cb',
    )
    expect(insecure.status).toBe(1)
    expect(insecure.stdout).toBe('')
    expect(insecure.stderr).toMatch(/^foyer: redirect_uris\.2: Line 2 uses http, .*http:\/\/rp\.example\/cb\n$/)
    const flow = await foyerCommand(foyer, ...create, 'https://ok.example/', '--response-types', 'tokens')
    expect(flow.stderr).toContain('“tokens” is not known here')
    expect((await foyerCommand(foyer, 'client', 'show', '--organizer', 'acme', '--id', 'x')).stderr).toContain(
      'no client "x"',
    )
    expect((await foyerCommand(foyer, 'client', 'list', '--organizer', 'nobody')).stderr).toContain('nobody')
  })

  it('take effect in a running server within a second', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const browser = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    const { body } = await redeem(foyer, acme, app, await codeFor(browser, acme, app))
    await foyerCommand(foyer, 'client', 'disable', '--organizer', 'acme', '--id', app.clientId)
    expect((await userinfo(foyer, acme, body.access_token)).status).toBe(401)
    await expect.poll(async () => (await browser.get(authorizePath(acme, app))).status).toBe(400)
  })

  it('have keys that can be listed and rotated', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const first = await foyerCommand(foyer, 'keys', 'rotate', '--organizer', 'acme')
    expect(first.json.keys).toMatchObject([{ alg: 'RS256', state: 'current' }])
    await foyerCommand(foyer, 'keys', 'rotate', '--organizer', 'acme', '--alg', 'ES256')
    await foyerCommand(foyer, 'keys', 'rotate', '--organizer', 'acme')
    const { json } = await foyerCommand(foyer, 'keys', 'list', '--organizer', 'acme')
    const keys = json.keys as { alg: string; state: string }[]
    expect(keys.map((key) => `${key.alg} ${key.state}`).sort()).toEqual([
      'ES256 current',
      'ES256 previous',
      'RS256 current',
      'RS256 previous',
    ])
    expect(JSON.stringify(json)).not.toContain('private')
  })
})

describeOnBoth('SSO clients in the back office', (kind) => {
  const office = '/control/organizer/acme'

  it('are created with a secret that is shown once', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const browser = await staffBrowser(foyer)
    const empty = await browser.get(`${office}/ssoclients`)
    expect(parse(empty.text).links('Create a new SSO client')).toContain(`${office}/ssoclient/add`)

    const fields = {
      name: 'Festival forum',
      redirect_uris: 'https://forum.example/cb\r\n\r\nhttps://forum.example/cb2',
      allowed_scopes: ['profile', 'email'],
    }
    const created = await browser.submit(`${office}/ssoclient/add`, fields)
    expect(created.status).toBe(303)
    const [client] = (await foyer.features.ssoClients.list(acme.id, { limit: 10 })).clients
    expect(created.location).toBe(`${office}/ssoclient/${client?.id}/edit`)
    expect(client).toMatchObject({
      name: 'Festival forum',
      redirectUris: ['https://forum.example/cb', 'https://forum.example/cb2'],
      responseTypes: ['code'],
      requirePkce: true,
      allowedScopes: ['openid', 'profile', 'email'],
    })

    const page = parse((await browser.get(created.location ?? '')).text)
    const [secret = ''] = page.all('section[aria-labelledby=secret] code')
    expect(secret).toMatch(/^[\w-]{43}$/)
    const values = page.all('.copy-row code')
    for (const value of [`${foyer.url}/acme`, client?.clientId, `${foyer.url}/acme/oauth2/v1/token`]) {
      expect(values).toContain(value)
    }
    const again = await browser.get(created.location ?? '')
    expect(again.text).not.toContain(secret)
    const person = await loggedIn(foyer, acme, await newCustomer(foyer, acme))
    if (!client) throw new Error('no client')
    const pkce = {
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
      redirect_uri: 'https://forum.example/cb',
    }
    const code = await codeFor(person, acme, client, pkce)
    const { body } = await redeem(foyer, acme, { ...client, secret }, code, {
      redirect_uri: 'https://forum.example/cb',
    })
    expect(body.error_description).toContain('code_verifier is missing')
  })

  it('keep what was typed, name each wrong line and stay as they were', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const browser = await staffBrowser(foyer)
    const redirect_uris = 'https://ok.example/cb\nhttp://rp.example/cb\nhttps://ok.example/#x'
    const answer = await browser.submit(`${office}/ssoclient/add`, { name: ' ', redirect_uris, client_type: 'public' })
    expect(answer.status).toBe(422)
    const page = parse(answer.text)
    expect(page.all('.error-list a')).toHaveLength(3)
    expect(page.text('#f-redirect_uris-error')).toContain('Line 2 uses http')
    expect(page.text('#f-redirect_uris-error')).toContain('Line 3 has a #')
    expect(page.attribute('#f-redirect_uris', 'aria-invalid')).toBe('true')
    expect(page.text('#f-redirect_uris')).toContain('http://rp.example/cb')
    expect(page.form('ssoclient/add')?.values.client_type).toBe('public')
    expect(await foyer.features.ssoClients.count(acme.id)).toBe(0)
  })

  it('are changed, get a new secret and are deleted, with a history', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme, { requirePkce: true, consent: 'once' })
    const browser = await staffBrowser(foyer, { organizer: acme })
    const edit = `${office}/ssoclient/${app.id}/edit`
    await browser.submit(
      edit,
      { name: 'Forum 2', regenerate: 'on', allowed_scopes: ['phone', 'email'] },
      { form: '/edit' },
    )
    const page = parse((await browser.get(edit)).text)
    const [secret = ''] = page.all('section[aria-labelledby=secret] code')
    expect(secret).toMatch(/^[\w-]{43}$/)
    expect(secret).not.toBe(app.secret)
    expect(await foyer.features.ssoClients.byId(acme.id, app.id)).toMatchObject({
      name: 'Forum 2',
      consent: 'once',
      requirePkce: true,
      allowedScopes: ['openid', 'email', 'phone'],
    })
    const dialog = `${office}/ssoclient/${app.id}/delete`
    expect((await browser.get(dialog)).text).toContain('Forum 2')
    const deleted = await browser.submit(dialog, {}, { form: '/delete' })
    expect(deleted.location).toBe(`${office}/ssoclients`)
    expect((await browser.get(edit)).status).toBe(404)
    const acts = await foyer.features.audit.list(acme.id, { limit: 20 })
    const ours = acts.filter((act) => act.objectType === 'ssoclient').map((act) => [act.action, act.actorName])
    expect(ours).toEqual([
      ['pretix.ssoclient.deleted', 'Jonas Weber'],
      ['foyer.ssoclient.secret.regenerated', 'Jonas Weber'],
      ['pretix.ssoclient.changed', 'Jonas Weber'],
      ['pretix.ssoclient.created', ''],
    ])
  })

  it('become public without their secret, and confidential with a new one', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const browser = await staffBrowser(foyer)
    const edit = `${office}/ssoclient/${app.id}/edit`
    await browser.submit(edit, { client_type: 'public' }, { form: '/edit' })
    expect(await foyer.features.ssoClients.byId(acme.id, app.id)).toMatchObject({
      clientType: 'public',
      authMethod: 'none',
      requirePkce: true,
      secretHash: null,
    })
    await browser.submit(edit, { client_type: 'confidential' }, { form: '/edit' })
    expect((await browser.get(edit)).text).toContain('Client secret, shown only now')
  })

  it('are listed page by page, in both directions', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const names = Array.from({ length: 120 }, (_, index) => `App ${String(index % 60).padStart(3, '0')}`)
    for (const name of names) await newClient(foyer, acme, { name })
    await newClient(foyer, await foyer.organizer('other'), { name: 'App 000' })
    const { ssoClients } = foyer.features
    const first = await ssoClients.list(acme.id, { limit: 50 })
    const second = await ssoClients.list(acme.id, { limit: 50, cursor: first.after ?? '' })
    const third = await ssoClients.list(acme.id, { limit: 50, cursor: second.after ?? '' })
    const all = [first, second, third].flatMap((page) => page.clients)
    expect(all.map((client) => client.name)).toEqual([...names].sort())
    expect(new Set(all.map((client) => client.id)).size).toBe(120)
    expect([first.before, third.after]).toEqual([null, null])
    const back = await ssoClients.list(acme.id, { limit: 50, cursor: third.before ?? '' })
    expect(back.clients).toEqual(second.clients)
    const start = await ssoClients.list(acme.id, { limit: 50, cursor: back.before ?? '' })
    expect([start.clients, start.before]).toEqual([first.clients, null])
    const browser = await staffBrowser(foyer)
    const page = parse((await browser.get(`${office}/ssoclients`)).text)
    expect(page.all('tbody tr')).toHaveLength(50)
    expect(parse((await browser.get(page.links('Next')[0] ?? '')).text).all('tbody tr')).toHaveLength(50)
  })

  it('speak German', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const browser = await staffBrowser(foyer)
    browser.cookies.set('foyer-locale', 'de')
    const answer = await browser.submit(`${office}/ssoclient/add`, { name: '', redirect_uris: '' })
    expect(parse(answer.text).all('.error-list li')).toEqual([
      'Geben Sie der App einen Namen.',
      'Tragen Sie mindestens eine Adresse ein, zu der es nach der Anmeldung zurückgeht.',
    ])
  })
})

describeOnBoth('SSO clients of others', (kind) => {
  it('are nobody’s business', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    const app = await newClient(foyer, other, { name: 'Secret app' })
    const browser = await staffBrowser(foyer, { organizer: acme })
    for (const path of [
      `/control/organizer/acme/ssoclient/${app.id}/edit`,
      `/control/organizer/acme/ssoclient/${app.id}/delete`,
      `/control/organizer/other/ssoclients`,
      '/control/organizer/acme/ssoclient/x/edit',
      '/control/organizer/acme/ssoclient/%00/edit',
    ]) {
      const answer = await browser.get(path)
      expect([path, answer.status]).toEqual([path, 404])
      expect(answer.text).not.toContain('Secret app')
    }
    expect((await foyer.client().get('/control/organizer/acme/ssoclients')).location).toContain('/control/login')
    const member = await staffBrowser(foyer, { email: 'm@example.org', organizer: acme, role: 'member' })
    expect((await member.get('/control/organizer/acme/ssoclients')).status).toBe(403)
    expect((await member.get('/control/organizer/acme/ssoclient/add')).status).toBe(403)
    const { ssoClients } = foyer.features
    await expect(ssoClients.remove(acme.id, app.id, SYSTEM)).rejects.toThrow('not found')
    await expect(ssoClients.update(acme.id, app.id, { name: 'x' }, SYSTEM)).rejects.toThrow('not found')
    expect(await ssoClients.byClientId(acme.id, app.clientId)).toBeNull()
  })

  it('cannot be read from a form that no page of ours sends', async () => {
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const browser = await staffBrowser(foyer)
    const answer = await browser.submit('/control/organizer/acme/ssoclient/add', {
      name: ['a', 'b'],
      redirect_uris: 'https://a.example/',
      allowed_scopes: ['openid', 'admin'],
    })
    expect(answer.status).toBe(422)
    const unsigned = await browser.post('/control/organizer/acme/ssoclient/add', { name: 'x' })
    expect(unsigned.status).toBe(403)
  })

  it('have a secret that only the person who made it can open, once', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const browser = await staffBrowser(foyer)
    const created = await browser.submit('/control/organizer/acme/ssoclient/add', {
      name: 'Forum',
      redirect_uris: 'https://a.example/',
    })
    const [[name, sealed] = ['', '']] = [...browser.cookies].filter(([cookie]) => cookie.includes('client-secret'))
    const colleague = await staffBrowser(foyer, { email: 'c@example.org', organizer: acme })
    colleague.cookies.set(name, sealed)
    expect((await colleague.get(created.location ?? '')).text).not.toContain('shown only now')
    colleague.cookies.set(name, `${sealed}x`)
    expect((await colleague.get(created.location ?? '')).status).toBe(200)
    expect((await browser.get(created.location ?? '')).text).toContain('shown only now')
    expect(browser.cookies.has(name)).toBe(false)
    expect(created.location).not.toContain('secret')
  })
})
