import { expect, it } from 'vitest'
import { hashSecret } from '../../src/core/random.ts'
import type { Organizer } from '../../src/features/organizers/index.ts'
import { describeOnBoth } from '../support/databases.ts'
import { parse } from '../support/html.ts'
import { staffBrowser } from '../support/office.ts'
import { basic, newClient, postForm, type TestClient } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'

const SYSTEM = { type: 'system' } as const
const DAY_S = 86_400

/** Whether the token endpoint takes this secret; it then says that the code is unknown. */
async function works(
  foyer: TestServer,
  organizer: Organizer,
  client: TestClient,
  secret: string | null,
): Promise<boolean> {
  const headers = basic({ ...client, secret: secret ?? '' })
  const fields = { grant_type: 'authorization_code', code: 'x.y', redirect_uri: 'https://app.example/callback' }
  const { body } = await postForm(foyer, `/${organizer.slug}/oauth2/v1/token`, fields, headers)
  expect(['invalid_client', 'invalid_grant']).toContain(body.error)
  return body.error === 'invalid_grant'
}

describeOnBoth('the secret of an SSO client', (kind) => {
  it('ends when a new one is made, unless both are to work for a while', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const { ssoClients } = foyer.features
    const second = (await ssoClients.regenerateSecret(acme.id, app.id, SYSTEM)).secret
    expect(await works(foyer, acme, app, app.secret)).toBe(false)
    expect(await works(foyer, acme, app, second)).toBe(true)
    const third = await ssoClients.regenerateSecret(acme.id, app.id, SYSTEM, { overlapS: DAY_S })
    expect(third.client.formerSecret).toEqual({
      hash: hashSecret(second ?? ''),
      expiresAt: (third.client.secretCreatedAt ?? 0) + DAY_S * 1000,
    })
    expect([await works(foyer, acme, app, second), await works(foyer, acme, app, third.secret)]).toEqual([true, true])
    const fourth = (await ssoClients.regenerateSecret(acme.id, app.id, SYSTEM, { overlapS: DAY_S })).secret
    expect(await works(foyer, acme, app, second)).toBe(false)
    expect([await works(foyer, acme, app, third.secret), await works(foyer, acme, app, fourth)]).toEqual([true, true])
    await ssoClients.endFormerSecret(acme.id, app.id, SYSTEM)
    expect([await works(foyer, acme, app, third.secret), await works(foyer, acme, app, fourth)]).toEqual([false, true])
    const actions = (await foyer.features.audit.list(acme.id, { limit: 2 })).map((act) => act.action)
    expect(actions).toEqual(['foyer.ssoclient.secret.ended', 'foyer.ssoclient.secret.regenerated'])
  })

  it('overlaps with the one before it for seven days at most', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const { ssoClients } = foyer.features
    for (const overlapS of [7 * DAY_S + 1, -1, 0.5, Number.NaN]) {
      await expect(ssoClients.regenerateSecret(acme.id, app.id, SYSTEM, { overlapS })).rejects.toThrow('secret_overlap')
    }
    expect(await works(foyer, acme, app, app.secret)).toBe(true)
    const open = await newClient(foyer, acme, { clientType: 'public' })
    await expect(ssoClients.regenerateSecret(acme.id, open.id, SYSTEM)).rejects.toThrow('client_type')
  })

  it('is stored consistently when fifty new ones are made at once', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const { ssoClients } = foyer.features
    const made = await Promise.all(
      Array.from({ length: 50 }, () => ssoClients.regenerateSecret(acme.id, app.id, SYSTEM, { overlapS: DAY_S })),
    )
    const hashes = new Map(made.map(({ secret }) => [hashSecret(secret ?? ''), secret ?? '']))
    expect(hashes.size).toBe(50)
    const stored = await ssoClients.byId(acme.id, app.id)
    const present = hashes.get(stored?.secretHash ?? '')
    const former = hashes.get(stored?.formerSecret?.hash ?? '')
    expect(present).toBeDefined()
    expect(former).toBeDefined()
    expect(former).not.toBe(present)
    /** Each answer names the secret that it replaced: every one is the former one exactly once, but for the last. */
    const replaced = made.map(({ client }) => client.formerSecret?.hash)
    expect(new Set(replaced).size).toBe(50)
    expect(replaced).not.toContain(stored?.secretHash)
    expect(replaced).toContain(hashSecret(app.secret))
    const others = [...hashes.values()].filter((secret) => secret !== present && secret !== former)
    expect(await works(foyer, acme, app, present ?? null)).toBe(true)
    expect(await works(foyer, acme, app, former ?? null)).toBe(true)
    for (const secret of [app.secret, ...others.slice(0, 5)]) expect(await works(foyer, acme, app, secret)).toBe(false)
  })

  it('is not lost when settings are saved at the same time', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const { ssoClients } = foyer.features
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(8)])
    const [made] = await Promise.all([
      ssoClients.regenerateSecret(acme.id, app.id, SYSTEM),
      ssoClients.setLogo(acme.id, app.id, png, SYSTEM),
      ...Array.from({ length: 10 }, (_, index) =>
        ssoClients.update(acme.id, app.id, { name: `Name ${index}`, options: { accessTokenLifetimeS: 600 } }, SYSTEM),
      ),
    ])
    const stored = await ssoClients.byId(acme.id, app.id)
    expect(stored).toMatchObject({ secretHash: hashSecret(made.secret ?? ''), accessTokenLifetimeS: 600 })
    expect(stored?.logoHash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is renewed and ended on its page', async () => {
    await using foyer = await startFoyer(kind)
    const acme = await foyer.organizer('acme')
    const app = await newClient(foyer, acme)
    const browser = await staffBrowser(foyer)
    const edit = `/control/organizer/acme/ssoclient/${app.id}/edit`
    await browser.submit(edit, { regenerate: 'on', secret_overlap: '3600' }, { form: '/edit' })
    const page = parse((await browser.get(edit)).text)
    const [secret = ''] = page.all('section[aria-labelledby=secret] code')
    expect([await works(foyer, acme, app, secret), await works(foyer, acme, app, app.secret)]).toEqual([true, true])
    expect(page.text('main')).toContain('The old secret works until')
    await browser.submit(edit, {}, { form: '/endsecret' })
    expect([await works(foyer, acme, app, secret), await works(foyer, acme, app, app.secret)]).toEqual([true, false])
    expect((await browser.get(edit)).text).not.toContain('The old secret works until')
    const refused = await browser.submit(edit, { regenerate: 'on', secret_overlap: '99999999' }, { form: '/edit' })
    expect(refused.status).toBe(422)
    expect(parse(refused.text).text('#f-secret_overlap-error')).toContain('7 days')
    expect(await works(foyer, acme, app, secret)).toBe(true)
  })
})
