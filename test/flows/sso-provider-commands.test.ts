import { expect, it } from 'vitest'
import { makeCustomer } from '../support/accounts.ts'
import { describeOnBoth } from '../support/databases.ts'
import { type DescribedProvider, startDescribedProvider } from '../support/described-provider.ts'
import { foyerCommand, foyerCommandWith } from '../support/foyer-command.ts'
import { startFoyer } from '../support/server.ts'
import { personOf } from '../support/sso-people.ts'

const ALLOWED = { FOYER_OUTGOING_ALLOW: '127.0.0.1' }
const SECRET = 'a secret of the ticket office'

const createArguments = ({ issuer }: DescribedProvider) => [
  ...['provider', 'create', '--organizer', 'acme', '--name', 'Uni', '--label', 'University login', '--issuer', issuer],
  ...['--client-id', 'foyer', '--client-secret', SECRET, '--scope', 'openid profile email'],
]

describeOnBoth('SSO providers at the command line', (kind) => {
  it('36, 62: are made with one command, changed, looked at and deleted', async () => {
    await using uni = await startDescribedProvider()
    await using foyer = await startFoyer(kind, { env: ALLOWED })
    const acme = await foyer.organizer('acme')
    const command = (...args: string[]) => foyerCommandWith(foyer, ALLOWED, ...args)
    const provider = (verb: string, ...args: string[]) => command('provider', verb, '--organizer', 'acme', ...args)

    const created = await command(...createArguments(uni))
    expect([created.status, created.stderr]).toEqual([0, ''])
    expect(created.json).toMatchObject({
      id: expect.stringMatching(/^[0-9a-z]{26}$/),
      slug: 'uni',
      organizer: 'acme',
      active: true,
      name: { en: 'Uni' },
      label: { en: 'University login' },
      issuer: uni.issuer,
      client_id: 'foyer',
      redirect_uri: `${foyer.url}/acme/account/login/uni/return`,
      redirect_uris: [`${foyer.url}/acme/account/login/uni/return`],
      login_uri: `${foyer.url}/acme/account/login/uni/`,
      jwks_uri: null,
      scope: 'openid profile email',
      client_secret_set: true,
      client_secret_hint: 'fice',
      email_verified: 'verify',
      problem: null,
    })
    expect(created.stdout).not.toContain(SECRET)

    const changed = await provider(
      'set',
      ...['--slug', 'uni', '--claim', 'email=mail', '--claim', 'given_name=names[0].first', '--claim', 'phone='],
      ...['--sync', 'name=always', '--param', 'hd=example.org', '--param', 'kc_idp_hint=a&b=c', '--authoritative'],
      ...['--email-verified', 'require', '--no-backchannel-logout', '--label-de', 'Mit der Uni anmelden'],
      ...['--auth-method', 'private_key_jwt', '--account-page', 'https://id.example/me', '--no-create-accounts'],
    )
    expect([changed.status, changed.stderr]).toEqual([0, ''])
    expect(changed.json).toMatchObject({
      label: { en: 'University login', de: 'Mit der Uni anmelden' },
      claims: { subject: 'sub', email: 'mail', given_name: 'names[0].first' },
      sync: { email: 'always', name: 'always', phone: 'first', locale: 'first' },
      params: { hd: 'example.org', kc_idp_hint: 'a&b=c' },
      authoritative: true,
      address_in_use: 'link',
      email_verified: 'require',
      backchannel_logout: false,
      create_accounts: false,
      jwks_uri: `${foyer.url}/acme/account/login/uni/keys`,
      client_secret_set: false,
    })
    expect(changed.json.claims).not.toHaveProperty('phone')

    const id = String(created.json.id)
    const refusing = ['--address-in-use', 'refuse']
    expect((await provider('set', '--id', id, '--param', '', '--inactive', ...refusing)).json).toMatchObject({
      params: {},
      active: false,
      authoritative: false,
      address_in_use: 'refuse',
    })
    expect((await provider('show', '--id', id)).json).toMatchObject({
      slug: 'uni',
      customers: 0,
      customers_without_other_way: 0,
    })
    expect((await provider('list')).json).toMatchObject({ providers: [{ slug: 'uni', active: false }] })
    expect((await provider('set', '--slug', 'uni', '--active')).json).toMatchObject({ active: true })
    const { customerIdentities, ssoProviders } = foyer.features
    const [made] = await ssoProviders.list(acme.id)
    if (!made) throw new Error('no provider')
    const ann = await makeCustomer(foyer, acme, { password: null })
    await customerIdentities.arrive(acme, personOf(made, 'ann'), { provenCustomer: ann.id })
    const strangers = await provider('set', '--slug', 'uni', '--claim', 'subject=oid')
    expect([strangers.status, strangers.stdout]).toEqual([2, ''])
    expect(strangers.stderr).toContain('by the issuer and user ID of today: 1; at their next login')
    const meant = await provider('set', '--slug', 'uni', '--claim', 'subject=oid', '--yes')
    expect(meant.json).toMatchObject({ claims: { subject: 'oid' } })
    expect((await provider('refresh')).json).toMatchObject({ providers: [{ slug: 'uni', problem: null }] })
    expect((await provider('check', '--slug', 'uni')).json).toMatchObject({
      token_endpoint: `${uni.issuer}/token`,
      keys: ['k1'],
    })
    expect((await provider('delete', '--slug', 'uni', '--release-customers')).json).toMatchObject({
      slug: 'uni',
      deleted: true,
    })
    expect((await provider('show', '--slug', 'uni')).stderr).toContain('acme has no SSO provider "uni"')
  })

  it('are refused in plain words, each naming its field', async () => {
    await using uni = await startDescribedProvider()
    await using foyer = await startFoyer(kind)
    await foyer.organizer('acme')
    const refused = await foyerCommand(foyer, ...createArguments(uni))
    expect([refused.status, refused.stdout]).toEqual([1, ''])
    expect(refused.stderr).toMatch(/^foyer: issuer: .*private network.*FOYER_OUTGOING_ALLOW/)

    const command = (...args: string[]) => foyerCommandWith(foyer, ALLOWED, ...createArguments(uni), ...args)
    expect((await command('--claim', 'email')).stderr).toContain('--claim is written as name=value')
    expect((await command('--active', '--inactive')).stderr).toContain('contradict')
    expect((await command('--param', 'state=1')).stderr).toContain('authorize_params: “state” is set by the login')
    expect((await command('--slug', 'return')).stderr).toContain('slug: “return” is the address of another page')
    expect((await command('--sync', 'email=often')).stderr).toContain('sync.email: “often”')
    expect((await command('--claim', 'shoe_size=x')).stderr).toContain('--claim knows no "shoe_size"')
    expect((await command('--icon', 'missing.png')).stderr).toContain('missing.png cannot be read')

    uni.metadata = { issuer: `${uni.issuer}/` }
    const other = await command()
    expect(other.stderr).toContain(`issuer: The provider calls itself “${uni.issuer}/”`)
    expect(other.stderr).not.toContain(SECRET)

    uni.metadata = {}
    expect((await command('--slug', 'second')).status).toBe(0)
    uni.answer = (_path, response) => response.writeHead(500).end()
    const check = await foyerCommandWith(foyer, ALLOWED, 'provider', 'check', '--organizer', 'acme', '--slug', 'second')
    expect([check.status, check.stdout]).toEqual([1, ''])
    expect(check.stderr).toContain('the answer has the status 500')
  })
})
