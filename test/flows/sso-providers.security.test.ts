import { expect, it } from 'vitest'
import { InvalidInput } from '../../src/core/errors.ts'
import { RESERVED_SLUGS } from '../../src/features/sso-providers/rules/slug.ts'
import { createLog } from '../../src/platform/observe/log.ts'
import { describeOnBoth } from '../support/databases.ts'
import { startDescribedProvider } from '../support/described-provider.ts'
import { collectRoutes } from '../support/routes.ts'
import { startFoyer } from '../support/server.ts'
import { wholeDatabase } from '../support/whole-database.ts'

const ACTOR = { type: 'system' } as const
const ALLOWED = { FOYER_OUTGOING_ALLOW: '127.0.0.1' }
const NAME = { en: 'Uni' }

/** The texts' names by field, or the error. */
const fieldsOf = (error: unknown) =>
  error instanceof InvalidInput
    ? Object.fromEntries(Object.entries(error.fields).map(([field, { key }]) => [field, key.split('.')[1]]))
    : error

describeOnBoth('SSO providers in the hands of an attacker', (kind) => {
  it('d.4 H: lead our calls to no host inside, by no detour, and say nothing of what is there', async () => {
    await using inside = await startDescribedProvider()
    await using outside = await startDescribedProvider()
    const port = new URL(outside.issuer).port
    await using foyer = await startFoyer(kind, { env: { FOYER_OUTGOING_ALLOW: `127.0.0.1:${port}` } })
    const { id: organizerId } = await foyer.organizer('acme')
    const { ssoProviders } = foyer.features
    const refusal = async (issuer: string) => {
      const error = await ssoProviders
        .create(organizerId, { ...inside.input, issuer, name: NAME }, ACTOR)
        .catch((e) => e)
      expect(error).toBeInstanceOf(InvalidInput)
      return fieldsOf(error)
    }
    const { port: insidePort } = new URL(inside.issuer)
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0.0.0.0']) {
      for (const scheme of ['http', 'https']) {
        expect(await refusal(`${scheme}://${host}:${insidePort}`)).toEqual({ issuer: 'privateAddress' })
      }
    }
    for (const host of ['10.0.0.1', '169.254.169.254', '192.168.1.1', '[fd00::1]']) {
      expect(await refusal(`https://${host}`)).toEqual({ issuer: 'privateAddress' })
    }
    expect(await refusal('http://93.184.216.34')).toEqual({ issuer: 'notHttps' })

    outside.answer = (_path, response) => response.writeHead(302, { location: `${inside.issuer}/secret` }).end()
    expect(await refusal(outside.issuer)).toEqual({ issuer: 'redirect' })
    outside.answer = (_path, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      }
      response.on('drain', more)
      more()
    }
    expect(await refusal(outside.issuer)).toEqual({ issuer: 'tooLarge' })
    outside.answer = (_path, response) => response.writeHead(200).end('<p>the page of another service</p>')
    expect(await refusal(outside.issuer)).toEqual({ issuer: 'notJson' })
    expect(await ssoProviders.count(organizerId)).toBe(0)

    outside.answer = null
    outside.metadata = { jwks_uri: `${inside.issuer}/keys` }
    const made = await ssoProviders.create(organizerId, { ...outside.input, name: NAME }, ACTOR)
    expect(made.problem).toMatchObject({ key: 'ssoProviders:discovery.privateAddress' })
    expect(inside.asked).toEqual([])
  })

  it('d.4 K: keep their secrets encrypted, each for itself, out of the history, the log and what services answer', async () => {
    await using uni = await startDescribedProvider()
    const lines: string[] = []
    const log = createLog({ level: 'trace', stream: { write: (line: string) => void lines.push(line) } })
    await using foyer = await startFoyer(kind, { env: ALLOWED, platform: { log } })
    const { id: organizerId } = await foyer.organizer('acme')
    const { ssoProviders } = foyer.features
    const { q } = foyer.platform.db
    const secret = 'vErY-secret-of-the-university-1234'
    const made = await ssoProviders.create(organizerId, { ...uni.input, clientSecret: secret, name: NAME }, ACTOR)
    const keyed = await ssoProviders.create(
      organizerId,
      { ...uni.input, clientSecret: '', name: NAME, settings: { authMethod: 'private_key_jwt' } },
      ACTOR,
    )
    const other = 'another-sEcReT-of-the-university-5678'
    const changed = await ssoProviders.update(organizerId, made.id, { clientSecret: other }, ACTOR)
    expect([made.secretHint, changed.secretHint]).toEqual(['1234', '5678'])
    uni.answer = (_path, response) => response.writeHead(500).end()
    await ssoProviders.refresh(organizerId, made.id)
    uni.answer = null

    const rows = await q.selectFrom('sso_providers').select(['id', 'client_secret', 'client_key']).execute()
    expect(rows.find(({ id }) => id === made.id)?.client_secret).toMatch(/^v1\./)
    expect(rows.find(({ id }) => id === keyed.id)?.client_key).toMatch(/^v1\./)
    const connection = await ssoProviders.connection(keyed)
    const privatePart =
      connection.settings.proof.method === 'private_key_jwt' && JSON.parse(connection.settings.proof.key).d
    expect(privatePart).toMatch(/^[\w-]{43}$/)
    const stored = [...(await wholeDatabase(foyer)).values()].join('')
    expect(stored).toContain('pretix.ssoprovider.changed')
    const answered = JSON.stringify([made, changed, keyed, await ssoProviders.list(organizerId)])
    const changes = JSON.stringify(
      (await foyer.features.audit.list(organizerId, { limit: 9, object: { type: 'ssoprovider', id: made.id } })).map(
        ({ before, after }) => [before.client_secret, after.client_secret],
      ),
    )
    expect(changes).toBe('[["********","********"],[null,"********"]]')
    for (const text of [secret, other, String(privatePart)]) {
      expect(stored).not.toContain(text.toLowerCase())
      expect(answered).not.toContain(text)
      expect(lines.join('')).not.toContain(text)
    }

    const stolen = rows.find(({ id }) => id === made.id)?.client_secret
    const thief = await ssoProviders.create(organizerId, { ...uni.input, name: NAME }, ACTOR)
    await q
      .updateTable('sso_providers')
      .set({ client_secret: stolen ?? null })
      .where('id', '=', thief.id)
      .execute()
    await expect(ssoProviders.connection(thief)).rejects.toMatchObject({ code: 'seal_broken' })
    const moved = await ssoProviders
      .update(organizerId, made.id, { issuer: 'https://evil.example' }, ACTOR)
      .catch((error: unknown) => fieldsOf(error))
    expect(moved).toEqual({ client_secret: 'secretAgain' })
    const repaired = { clientSecret: 'typed again', clientId: 'same' }
    expect(await ssoProviders.update(organizerId, thief.id, repaired, ACTOR)).toMatchObject({ hasSecret: true })
  })

  it('of one organizer are none of another one, by whatever act, nor pages of ours', async () => {
    await using uni = await startDescribedProvider()
    const { result, routes } = await collectRoutes(() => startFoyer(kind, { env: ALLOWED }))
    await using foyer = result
    const acme = await foyer.organizer('acme')
    const other = await foyer.organizer('other')
    const { ssoProviders } = foyer.features
    const signing = { ...uni.input, name: NAME, settings: { authMethod: 'private_key_jwt' } }
    const { id } = await ssoProviders.create(acme.id, signing, ACTOR)
    const { iconHash } = await ssoProviders.setIcon(acme.id, id, Buffer.from('89504e470d0a1a0a', 'hex'), ACTOR)
    const own = await ssoProviders.create(other.id, { ...signing, slug: 'own' }, ACTOR)

    expect(await ssoProviders.byId(other.id, id)).toBeNull()
    expect(await ssoProviders.bySlug(other.id, 'uni')).toBeNull()
    expect((await ssoProviders.active(other.id)).map(({ slug }) => slug)).toEqual(['own'])
    expect(await ssoProviders.usage(other.id, id)).toMatchObject({ customers: 0 })
    const missing = { code: 'not_found', status: 404 }
    await expect(ssoProviders.update(other.id, id, { isActive: false }, ACTOR)).rejects.toMatchObject(missing)
    await expect(ssoProviders.remove(other.id, id, ACTOR)).rejects.toMatchObject(missing)
    await expect(ssoProviders.refresh(other.id, id)).rejects.toMatchObject(missing)
    await expect(ssoProviders.setIcon(other.id, id, null, ACTOR)).rejects.toMatchObject(missing)
    await expect(ssoProviders.releaseCustomers(other.id, id, ACTOR)).rejects.toMatchObject(missing)
    await expect(ssoProviders.moveCustomers(other.id, id, own.id, ACTOR)).rejects.toMatchObject(missing)
    await expect(ssoProviders.moveCustomers(other.id, own.id, id, ACTOR)).rejects.toMatchObject(missing)
    const pages = routes.flatMap(({ url }) => /^\/:organizer\/account\/login\/([a-z-]+)/.exec(url)?.[1] ?? [])
    expect(pages).toContain('second-step')
    expect(pages.filter((page) => !RESERVED_SLUGS.includes(page))).toEqual([])
    const visitor = foyer.client()
    for (const path of ['keys', `icon/${iconHash}`]) {
      expect((await visitor.get(`/acme/account/login/uni/${path}`)).status).toBe(200)
      expect((await visitor.get(`/other/account/login/uni/${path}`)).status).toBe(404)
    }
    expect(await ssoProviders.byId(acme.id, id)).toMatchObject({ isActive: true, iconHash })
  })
})
