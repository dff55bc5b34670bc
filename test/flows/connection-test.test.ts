import { expect, it } from 'vitest'
import { foyer as command } from '../../src/cli/testing.ts'
import type { Report, Step } from '../../src/features/connection-test/index.ts'
import type { SsoClientInput } from '../../src/features/sso-clients/index.ts'
import { createFakeOutgoing, type FakeOutgoing } from '../../src/platform/outgoing/testing.ts'
import { testKey } from '../../src/protocol/provider/testing-requests.ts'
import { describeOnBoth } from '../support/databases.ts'
import { staffBrowser } from '../support/office.ts'
import { newClient } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { mainText } from '../support/staff.ts'

const ALL_TYPES = ['code', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token']
const ALL_SCOPES = ['openid', 'profile', 'email', 'phone', 'address', 'memberships', 'offline_access']

const stepsOf = (report: Report): Step[] => report.groups.flatMap(({ steps }) => steps)
const wordOf = ({ title }: Step) => title.key.replace('connectionTest:step.', '')
const find = (report: Report, word: string) => stepsOf(report).find((step) => wordOf(step) === word)

/** Everything that failed, so that a failed test says why. */
function failures(report: Report): unknown[] {
  return stepsOf(report)
    .filter(({ result }) => result === 'fail')
    .map((step) => [wordOf(step), step.advice, step.findings.filter(({ isGood }) => !isGood)])
}

async function tested(foyer: TestServer, input: SsoClientInput = {}, values: Record<string, string> = {}) {
  const acme = await foyer.organizer('acme', values)
  const client = await newClient(foyer, acme, input)
  return { acme, client, report: await foyer.features.connectionTest.run(acme, client) }
}

/** Our own addresses and those of the app answer. */
function answering(foyer: TestServer, outgoing: FakeOutgoing): void {
  for (const path of ['/.well-known/openid-configuration', '/oauth2/v1/keys']) {
    const url = `${foyer.url}/acme${path}`
    outgoing.on(url, async () => (await fetch(url)).text())
  }
  outgoing.on('https://app.example/', 'hello')
}

describeOnBoth('the connection test', (kind) => {
  it('plays every flow of an app with all of them, and tries what must be refused', async () => {
    const outgoing = createFakeOutgoing()
    await using foyer = await startFoyer(kind, { platform: { outgoing } })
    answering(foyer, outgoing)
    const { report } = await tested(foyer, {
      responseTypes: ALL_TYPES,
      allowedScopes: ALL_SCOPES,
      postLogoutRedirectUris: ['https://app.example/bye'],
      consent: 'once',
    })
    expect(failures(report)).toEqual([])
    expect(report.issuer).toBe(`${foyer.url}/acme`)
    const flows = report.groups.filter(({ title }) => title.key.endsWith('.flow'))
    expect(flows.map(({ title }) => title.params?.type)).toEqual(ALL_TYPES)
    expect(flows[0]?.steps.map(wordOf)).toEqual([
      'authorize',
      'token',
      'idToken',
      'userinfo',
      'introspect',
      'refresh',
      'revoke',
    ])
    const refusals = report.groups.find(({ title }) => title.key.endsWith('.refusals'))?.steps.map(wordOf)
    expect(refusals).toEqual([
      'wrongRedirectUri',
      'nobodyLoggedIn',
      'wrongVerifier',
      'otherRedirectUri',
      'reusedCode',
      'wrongSecret',
      'reusedRefreshToken',
    ])
    for (const word of ['reachDiscovery', 'reachKeys', 'reachApp', 'logout'])
      expect(find(report, word)?.result).toBe('pass')
    expect(find(report, 'active')).toMatchObject({ result: 'warn', advice: { key: 'connectionTest:advice.implicit' } })
    expect(find(report, 'userinfo')?.answered.join()).toContain('test.person@foyer.invalid')
  })

  it.each<[string, SsoClientInput]>([
    ['public', { clientType: 'public' }],
    ['that sends its secret in the form', { authMethod: 'client_secret_post', requirePkce: true }],
    ['with ES256', { idTokenAlg: 'ES256' }],
    ['with EdDSA', { idTokenAlg: 'EdDSA', responseTypes: ['code id_token token'] }],
    [
      'with pairwise subjects and signed userinfo',
      { options: { subjectType: 'pairwise', userinfoSigningAlg: 'ES256' } },
    ],
    ['that pushes its requests', { options: { requirePushedAuthorizationRequests: true } }],
    ['with DPoP', { options: { dpopBoundAccessTokens: true }, allowedScopes: ALL_SCOPES }],
    ['on a phone', { clientType: 'public', redirectUris: ['com.example.app:/callback'] }],
    ['that always asks for consent', { consent: 'always', allowedScopes: ALL_SCOPES }],
  ])('passes with a client %s', async (_, input) => {
    await using foyer = await startFoyer(kind, { platform: { outgoing: createFakeOutgoing() } })
    const { report } = await tested(foyer, input)
    expect(failures(report)).toEqual([])
  })

  it('passes with high security, and says that the private keys are the app’s', async () => {
    await using foyer = await startFoyer(kind, { platform: { outgoing: createFakeOutgoing() } })
    const key = await testKey('ES256', { kid: 'app-1', use: 'sig', alg: 'ES256' })
    const { report } = await tested(foyer, {
      authMethod: 'private_key_jwt',
      idTokenAlg: 'ES256',
      requirePkce: true,
      jwksText: JSON.stringify({ keys: [key.jwk] }),
      options: { isHighSecurity: true, requireSignedRequestObject: true },
    })
    expect(failures(report)).toEqual([])
    const found = find(report, 'appKeys')?.findings.map(({ text }) => text.key.split('.').at(-1))
    expect(found).toEqual(['appKeysFound', 'appKeysReadable', 'appKeysNote'])
    const sent = find(report, 'authorize')?.sent.join(' ') ?? ''
    expect(sent).toContain('/oauth2/v1/par')
    expect(find(report, 'token')?.sent.join(' ')).toContain('DPoP: ')
    expect(find(report, 'noPkce')?.result).toBe('pass')
  })

  it('fails when the app is switched off or its keys cannot be fetched', async () => {
    await using foyer = await startFoyer(kind, { platform: { outgoing: createFakeOutgoing() } })
    const jwksUri = 'https://app.example/jwks'
    const { report } = await tested(foyer, { isActive: false, authMethod: 'private_key_jwt', options: { jwksUri } })
    expect(report.result).toBe('fail')
    expect(
      stepsOf(report)
        .filter(({ result }) => result === 'fail')
        .map(wordOf),
    ).toEqual(['active', 'appKeys'])
  })

  it('tells what an app does with logouts, and who cannot be reached', async () => {
    const outgoing = createFakeOutgoing()
    await using foyer = await startFoyer(kind, { platform: { outgoing } })
    answering(foyer, outgoing)
    outgoing.on('https://app.example/back', { status: 400 })
    const { report } = await tested(foyer, {
      redirectUris: ['https://app.example/callback', 'https://gone.example/callback'],
      backchannelLogoutUri: 'https://app.example/back',
      frontchannelLogoutUri: 'https://gone.example/front',
    })
    expect(failures(report)).toEqual([])
    expect(report.result).toBe('warn')
    expect(find(report, 'backChannel')?.advice).toMatchObject({ params: { status: 400 } })
    expect(find(report, 'frontChannel')?.advice?.key).toBe('connectionTest:advice.noAnswer')
    const reached = stepsOf(report).filter((step) => wordOf(step) === 'reachApp')
    expect(reached.map(({ result }) => result)).toEqual(['pass', 'warn'])
    const posted = outgoing.sent.find(({ method }) => method === 'POST')
    expect(posted?.body).toMatch(/^logout_token=eyJ/)
  })

  it('is a page with a button, whose result says every step in both languages', async () => {
    const outgoing = createFakeOutgoing()
    await using foyer = await startFoyer(kind, { platform: { outgoing } })
    answering(foyer, outgoing)
    const acme = await foyer.organizer('acme')
    const client = await newClient(foyer, acme)
    const staff = await staffBrowser(foyer)
    const edit = await staff.get(`/control/organizer/acme/ssoclient/${client.id}/edit`)
    const path = `/control/organizer/acme/ssoclient/${client.id}/test`
    expect(edit.text).toContain(`href="${path}"`)
    expect(mainText((await staff.get(path)).text)).toContain('a person who does not exist')
    const result = await staff.submit(path, {}, { form: '/test' })
    expect(result.status).toBe(200)
    const text = mainText(result.text)
    expect(text).toContain('Festival forum can log people in')
    expect(text).toContain('Refused as it must be: invalid_grant')
    expect(text).toContain('The app gets: ')
    expect(text).not.toMatch(/connectionTest:|\{\{/)
    await staff.get(`${path}?locale=de`, { follow: true })
    const german = mainText((await staff.submit(path, {}, { form: '/test' })).text)
    expect(german).toContain('Festival forum kann Kunden anmelden')
    expect(german).toContain('Abgelehnt, wie es sein muss: invalid_grant')
  })

  it('stores nothing', async () => {
    await using foyer = await startFoyer(kind, { platform: { outgoing: createFakeOutgoing() } })
    await tested(foyer, { allowedScopes: ALL_SCOPES, options: { requirePushedAuthorizationRequests: true } })
    const { q } = foyer.platform.db
    for (const table of [
      'sso_grants',
      'sso_refreshes',
      'pushed_requests',
      'used_proofs',
      'sso_consents',
      'customers',
    ] as const) {
      expect(await q.selectFrom(table).selectAll().execute(), table).toEqual([])
    }
    await foyer.features.refusedRequests.flush()
    expect(await q.selectFrom('refused_requests').selectAll().execute()).toEqual([])
  })

  it('runs on the command line, with exit status 1 when a step fails', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const client = await newClient(foyer, acme)
    const { databaseUrl, dataDir, secret } = foyer.config
    const env = { FOYER_DATA_DIR: dataDir, FOYER_SECRET: secret, ...(databaseUrl && { DATABASE_URL: databaseUrl }) }
    const args = ['client', 'test', '--organizer', 'acme', '--client-id', client.clientId]
    const good = await command([...args, '--json'], env)
    expect(JSON.parse(good.stdout)).toMatchObject({ client_id: client.clientId, result: 'warn' })
    expect(good.status).toBe(0)
    await foyer.features.ssoClients.update(acme.id, client.id, { isActive: false }, { type: 'system' })
    const bad = await command(args, env)
    expect([bad.status, bad.stderr.trim()]).toEqual([1, expect.stringContaining('1 step failed')])
    expect(bad.stdout).toContain('wrong: The client is switched on')
    const unknown = await command([...args.slice(0, -1), 'nobody'], env)
    expect([unknown.status, unknown.stderr]).toEqual([1, expect.stringContaining('acme has no client "nobody"')])
  })
})
