import { expect, it } from 'vitest'
import { foyer as command } from '../../src/cli/testing.ts'
import { DAY, MINUTE, SECOND } from '../../src/core/clock.ts'
import { ENDPOINTS } from '../../src/protocol/provider/endpoints.ts'
import { describeOnBoth } from '../support/databases.ts'
import { staffBrowser } from '../support/office.ts'
import { authorizePath, callAs, newClient, postForm, responseOf } from '../support/provider.ts'
import { startFoyer } from '../support/server.ts'
import { mainText, movableClock } from '../support/staff.ts'

const LIST = '/control/organizer/acme/ssorefusals'
const IN_TEXT = /\(reference ([A-HJ-NP-Z2-9]{8})\)$/

describeOnBoth('refused requests', (kind) => {
  it('show a reference on the error page, by which staff find the reason, the difference and the fix', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const client = await newClient(foyer, acme)
    const sent = 'https://app.example/callback/oidc'
    const refused = await foyer.client().get(authorizePath(acme, client, { redirect_uri: sent }))
    expect(refused.status).toBe(400)
    const reference = /select-all[^>]*>([A-HJ-NP-Z2-9]{8})</.exec(refused.text)?.[1] ?? 'none'
    const staff = await staffBrowser(foyer)
    const typed = `${reference.slice(0, 4).toLowerCase()} ${reference.slice(4)}`
    const page = await staff.get(`${LIST}?reference=${encodeURIComponent(typed)}`, { follow: true })
    expect(page.url).toBe(`${foyer.url}${LIST}/${reference}`)
    const text = mainText(page.text)
    expect(text).toContain('The redirect URI is not registered for this client.')
    expect(text).toContain('The address that was sent goes on after /callback')
    expect(text).toContain(
      `Register exactly this redirect URI on the page of the SSO client, if it is an address of the app: ${sent}`,
    )
    expect(page.text).toMatch(/<mark[^>]*>\/oidc<\/mark>/)
    expect(text).toContain('Festival forum')
    expect(text).toContain('invalid_request')
    const german = await staff.get(`${LIST}/${reference}?locale=de`, { follow: true })
    expect(mainText(german.text)).toContain('Die gesendete Adresse geht weiter nach /callback')
  })

  it('carry the reference at the end of the description, in JSON and in a redirect', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const client = await newClient(foyer, acme)
    const wrong = { ...client, secret: 'wrong' }
    const path = '/acme/oauth2/v1/token'
    const json = await callAs(foyer, acme, wrong, ENDPOINTS.token, { grant_type: 'authorization_code', code: 'x' })
    expect(json.body.error).toBe('invalid_client')
    const first = IN_TEXT.exec(String(json.body.error_description))?.[1] ?? 'none'
    const redirect = responseOf(await foyer.client().get(authorizePath(acme, client, { scope: null })))
    expect(redirect.error).toBe('invalid_scope')
    const second = IN_TEXT.exec(redirect.error_description ?? '')?.[1] ?? 'none'
    const unnamed = await postForm(foyer, path, { grant_type: 'authorization_code' })
    const third = IN_TEXT.exec(String(unnamed.body.error_description))?.[1] ?? 'none'
    const { byReference } = foyer.features.refusedRequests
    expect(await byReference(acme.id, first)).toMatchObject({
      client: client.id,
      clientId: client.clientId,
      endpoint: '/oauth2/v1/token',
      error: 'invalid_client',
      rule: 'client_secret_wrong',
    })
    expect(await byReference(acme.id, second)).toMatchObject({ client: client.id, rule: 'scope_missing' })
    expect(await byReference(acme.id, third)).toMatchObject({ client: null })
  })

  it('are listed newest first, by pages and by app', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const acme = await foyer.organizer('acme')
    const forum = await newClient(foyer, acme)
    const video = await newClient(foyer, acme, { name: 'Video portal' })
    const browser = foyer.client()
    for (let index = 0; index < 60; index += 1) {
      clock.advance(SECOND)
      await browser.get(authorizePath(acme, forum, { redirect_uri: `https://app.example/${index}` }))
    }
    clock.advance(SECOND)
    await browser.get(authorizePath(acme, video, { scope: 'email' }))
    const staff = await staffBrowser(foyer)
    const codes = (text: string) => [...text.matchAll(/ssorefusals\/([A-Z2-9]{8})"/g)].map(([, code]) => code)
    const first = await staff.get(LIST)
    expect(mainText(first.text)).toContain('Video portal')
    expect(codes(first.text)).toHaveLength(50)
    const older = /href="([^"]*older=[^"]*)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? 'none'
    const second = await staff.get(older)
    expect(codes(second.text)).toHaveLength(11)
    expect(new Set([...codes(first.text), ...codes(second.text)]).size).toBe(61)
    const newer = /href="([^"]*newer=[^"]*)"/.exec(second.text)?.[1]?.replaceAll('&amp;', '&') ?? 'none'
    expect(codes((await staff.get(newer)).text)).toEqual(codes(first.text))
    expect(codes((await staff.get(`${LIST}?client=${video.id}`)).text)).toHaveLength(1)
    const edit = await staff.get(`/control/organizer/acme/ssoclient/${video.id}/edit`)
    expect(mainText(edit.text)).toContain('The scope openid is missing (email)')
  })

  it('share an entry within a minute, and are gone after fourteen days', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const acme = await foyer.organizer('acme')
    const client = await newClient(foyer, acme)
    const ask = async () =>
      IN_TEXT.exec(
        responseOf(await foyer.client().get(authorizePath(acme, client, { scope: null }))).error_description ?? '',
      )?.[1] ?? 'none'
    const reference = await ask()
    expect(await ask()).toBe(reference)
    expect(await ask()).toBe(reference)
    const { refusedRequests } = foyer.features
    clock.advance(MINUTE)
    expect(await refusedRequests.byReference(acme.id, reference)).toMatchObject({ count: 3 })
    expect(await ask()).not.toBe(reference)
    await refusedRequests.flush()
    clock.advance(14 * DAY - 2 * MINUTE)
    expect(await refusedRequests.cleanUp()).toBe(0)
    clock.advance(2 * MINUTE + SECOND)
    expect(await refusedRequests.cleanUp()).toBe(2)
    expect(await refusedRequests.byReference(acme.id, reference)).toBeNull()
  })

  it('keep the last 2,000 of an organizer', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const { db } = foyer.platform
    const detail = JSON.stringify({
      rule: null,
      description: 'x',
      expected: null,
      sent: null,
      clientId: null,
      count: 1,
    })
    const rows = Array.from({ length: 2100 }, (_, index) => ({
      organizer_id: acme.id,
      id: String(index).padStart(26, '0') as never,
      reference: `R${index}`,
      at: Date.now(),
      sso_client_id: null,
      endpoint: '/oauth2/v1/token',
      error: 'invalid_grant',
      detail,
    }))
    for (let from = 0; from < rows.length; from += 300) {
      await db.q
        .insertInto('refused_requests')
        .values(rows.slice(from, from + 300))
        .execute()
    }
    expect(await foyer.features.refusedRequests.cleanUp()).toBe(100)
    const left = await db.q.selectFrom('refused_requests').select('reference').orderBy('id').execute()
    expect([left.length, left[0]?.reference]).toEqual([2000, 'R100'])
  })

  it('are looked up on the command line', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const client = await newClient(foyer, acme)
    await foyer.client().get(authorizePath(acme, client, { scope: null }))
    await foyer.features.refusedRequests.flush()
    const [refusal] = (await foyer.features.refusedRequests.list(acme.id, { limit: 1 })).refusals
    const { databaseUrl, dataDir } = foyer.config
    const env = { FOYER_DATA_DIR: dataDir, ...(databaseUrl && { DATABASE_URL: databaseUrl }) }
    const args = ['refusal', 'show', '--organizer', 'acme', '--json', '--reference']
    const found = await command([...args, refusal?.reference.toLowerCase() ?? ''], env)
    expect(JSON.parse(found.stdout)).toMatchObject({
      reference: refusal?.reference,
      app: 'Festival forum',
      rule: 'scope_missing',
      reason: 'The app asked for no scope.',
      fix: expect.stringContaining('openid'),
    })
    const missing = await command([...args, 'AAAAAAAA'], env)
    expect([missing.status, missing.stderr]).toEqual([1, expect.stringContaining('no refused request "AAAAAAAA"')])
  })
})
