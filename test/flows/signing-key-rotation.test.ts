import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/core/clock.ts'
import type { SigningAlg } from '../../src/protocol/keys/types.ts'
import { describeOnBoth } from '../support/databases.ts'
import { newClient } from '../support/provider.ts'
import { startFoyer, type TestServer } from '../support/server.ts'
import { movableClock } from '../support/staff.ts'

const SYSTEM = { type: 'system' } as const

/** The keys of an organizer as `alg state`, in the order of their names. */
async function states(foyer: TestServer, slug = 'acme'): Promise<string[]> {
  const organizer = await foyer.features.organizers.bySlug(slug)
  if (!organizer) throw new Error(`no organizer ${slug}`)
  const keys = await foyer.features.openidProvider.keys.list(organizer.id)
  return keys.map(({ alg, state }) => `${alg} ${state}`).sort()
}

/** A server whose clock the test moves, and an organizer with an app for each of these algorithms, with its first keys. */
async function prepared(foyer: TestServer, algs: readonly SigningAlg[], values: Record<string, string> = {}) {
  const acme = await foyer.organizer('acme', values)
  for (const idTokenAlg of algs) await newClient(foyer, acme, { name: idTokenAlg, idTokenAlg })
  const { keys } = foyer.features.openidProvider
  await keys.publicKeys(acme.id)
  return { acme, keys }
}

describeOnBoth('signing keys over time', (kind) => {
  it('change without an app noticing, even one that reads the key set once a day', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const algs = ['RS256', 'ES256', 'EdDSA'] as const
    const { acme, keys } = await prepared(foyer, algs)
    const document = async () => (await (await fetch(`${foyer.url}/acme/oauth2/v1/keys`)).json()) as JSONWebKeySet
    const sets: JSONWebKeySet[] = []
    const tokens: { jwt: string; at: number }[] = []
    const signedWith = new Set<string>()
    const opens = (jwt: string, set: JSONWebKeySet) =>
      jwtVerify(jwt, createLocalJWKSet(set), { currentDate: new Date(clock.now()) })

    for (let step = 0; step <= 2 * 200; step += 1) {
      await keys.rotateDue()
      await foyer.features.openidProvider.cleanUp()
      sets.push(await document())
      const yesterday = sets.at(-3) ?? sets[0]
      if (!yesterday) throw new Error('no key set')
      for (const alg of algs) {
        const signer = await keys.signer(acme.id, alg)
        signedWith.add(`${alg} ${signer.kid}`)
        const jwt = await signer.sign({ sub: 'ann' })
        tokens.push({ jwt, at: clock.now() })
        await opens(jwt, yesterday)
      }
      const newest = sets.at(-1)
      const oldest = tokens.findIndex(({ at }) => at > clock.now() - 29 * DAY)
      for (const { jwt } of tokens.slice(oldest, oldest + algs.length)) if (newest) await opens(jwt, newest)
      clock.advance(12 * HOUR)
    }

    expect([...signedWith].map((name) => name.split(' ')[0]).sort()).toEqual(
      algs.flatMap((alg) => [alg, alg, alg]).sort(),
    )
    expect(new Set(sets.map(({ keys }) => keys.length))).toEqual(new Set([3, 6]))
    const acts = await foyer.features.audit.list(acme.id, { limit: 200 })
    const count = (action: string) => acts.filter((act) => act.action === action).length
    expect(count('foyer.signingkey.created')).toBe(3)
    expect(count('foyer.signingkey.announced')).toBe(6)
    expect(count('foyer.signingkey.rotated')).toBe(6)
  })

  it('are published a week ahead, sign after 90 days, and stay published for 30 more', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { acme, keys } = await prepared(foyer, ['RS256'])
    clock.advance(83 * DAY - HOUR)
    expect(await keys.rotateDue()).toEqual({ announced: 0, rotated: 0 })
    clock.advance(2 * HOUR)
    expect(await keys.rotateDue()).toEqual({ announced: 1, rotated: 0 })
    expect(await keys.rotateDue()).toEqual({ announced: 0, rotated: 0 })
    expect(await states(foyer)).toEqual(['RS256 current', 'RS256 next'])
    const before = await keys.signer(acme.id, 'RS256')
    clock.advance(7 * DAY)
    expect((await keys.signer(acme.id, 'RS256')).kid).toBe(before.kid)
    expect(await keys.rotateDue()).toEqual({ announced: 0, rotated: 1 })
    expect((await keys.signer(acme.id, 'RS256')).kid).not.toBe(before.kid)
    expect(await states(foyer)).toEqual(['RS256 current', 'RS256 previous'])
    clock.advance(29 * DAY)
    await foyer.features.openidProvider.cleanUp()
    expect(await states(foyer)).toEqual(['RS256 current', 'RS256 previous'])
    clock.advance(2 * DAY)
    await foyer.features.openidProvider.cleanUp()
    expect(await states(foyer)).toEqual(['RS256 current'])
  })

  it('are announced first and change a day later when nobody looked for a year', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { keys } = await prepared(foyer, ['ES256'])
    clock.advance(365 * DAY)
    expect(await keys.rotateDue()).toEqual({ announced: 1, rotated: 0 })
    clock.advance(24 * HOUR)
    expect(await keys.rotateDue()).toEqual({ announced: 0, rotated: 0 })
    clock.advance(2 * HOUR)
    expect(await keys.rotateDue()).toEqual({ announced: 0, rotated: 1 })
  })

  it('stay when no active app uses their algorithm', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { acme, keys } = await prepared(foyer, ['ES256'])
    expect(await states(foyer)).toEqual(['ES256 current', 'RS256 current'])
    const app = await newClient(foyer, acme, { idTokenAlg: 'EdDSA' })
    await keys.publicKeys(acme.id)
    await foyer.features.ssoClients.update(acme.id, app.id, { isActive: false }, SYSTEM)
    expect(await keys.algsInUse(acme.id)).toEqual(new Set(['ES256']))
    clock.advance(84 * DAY)
    await keys.rotateDue()
    expect(await states(foyer)).toEqual(['ES256 current', 'ES256 next', 'EdDSA current', 'RS256 current'])
    await foyer.features.ssoClients.update(acme.id, app.id, { isActive: true }, SYSTEM)
    clock.advance(8 * DAY)
    await keys.rotateDue()
    expect(await states(foyer)).toContain('EdDSA next')
  })

  it('follow a new interval, but never sign earlier than a day after they were announced', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { acme, keys } = await prepared(foyer, ['ES256'])
    clock.advance(40 * DAY)
    expect(await keys.rotateDue()).toEqual({ announced: 0, rotated: 0 })
    await foyer.features.organizers.set(acme, { sso_key_rotation_days: '30' }, SYSTEM)
    expect(await keys.rotateDue()).toEqual({ announced: 1, rotated: 0 })
    const waiting = async () => (await keys.list(acme.id)).find(({ state }) => state === 'next')
    const planned = (await waiting())?.signsFrom ?? 0
    expect(planned - clock.now()).toBeGreaterThan(24 * HOUR)
    await foyer.features.organizers.set(acme, { sso_key_rotation_days: '365' }, SYSTEM)
    expect((await waiting())?.signsFrom).toBe(planned)
    clock.advance(26 * HOUR)
    expect(await keys.rotateDue()).toEqual({ announced: 0, rotated: 1 })
    const [current] = await keys.list(acme.id)
    expect((current?.dueAt ?? 0) - clock.now()).toBeGreaterThan(357 * DAY)
  })
})

describeOnBoth('signing keys that many want to change at once', (kind) => {
  it('are announced and replaced once by two servers that look at the same time', async () => {
    const clock = movableClock()
    await using foyer = await startFoyer(kind, { platform: { clock } })
    const { keys } = await prepared(foyer, ['RS256', 'ES256'])
    await using second = await startFoyer(kind, { beside: foyer, platform: { clock } })
    const both = () => Promise.all([foyer, second].map(({ features }) => features.openidProvider.keys.rotateDue()))
    clock.advance(84 * DAY)
    const announced = await both()
    expect(announced.map((turns) => turns.announced).reduce((a, b) => a + b)).toBe(2)
    clock.advance(8 * DAY)
    const rotated = await both()
    expect(rotated.map((turns) => turns.rotated).reduce((a, b) => a + b)).toBe(2)
    expect(await states(foyer)).toEqual(['ES256 current', 'ES256 previous', 'RS256 current', 'RS256 previous'])
    expect(await keys.rotateDue()).toEqual({ announced: 0, rotated: 0 })
  })

  it.each(['waits', 'is made'] as const)(
    'are replaced once by fifty calls to two servers, when the next one %s',
    async (next) => {
      await using foyer = await startFoyer(kind)
      const { acme, keys } = await prepared(foyer, ['RS256'])
      await using second = await startFoyer(kind, { beside: foyer })
      const former = (await keys.signer(acme.id, 'RS256')).kid
      const waiting = next === 'waits' ? await keys.announce(acme.id, 'RS256', SYSTEM) : null
      const servers = [foyer, second]
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          (servers[index % 2] ?? foyer).features.openidProvider.keys.rotate(acme.id, 'RS256', SYSTEM, former),
        ),
      )
      const kids = new Set(answers.map(({ kid }) => kid))
      expect(kids.size).toBe(1)
      expect(kids.has(former)).toBe(false)
      if (waiting) expect([...kids]).toEqual([waiting.kid])
      expect(await states(foyer)).toEqual(['RS256 current', 'RS256 previous'])
      const acts = await foyer.features.audit.list(acme.id, { limit: 100 })
      expect(acts.filter(({ action }) => action === 'foyer.signingkey.rotated')).toHaveLength(1)
    },
  )

  it('are announced once by fifty calls to two servers', async () => {
    await using foyer = await startFoyer(kind)
    const { acme } = await prepared(foyer, ['RS256'])
    await using second = await startFoyer(kind, { beside: foyer })
    const servers = [foyer, second]
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        (servers[index % 2] ?? foyer).features.openidProvider.keys.announce(acme.id, 'RS256', SYSTEM),
      ),
    )
    expect(new Set(answers.map(({ kid, state }) => `${state} ${kid}`)).size).toBe(1)
    expect(await states(foyer)).toEqual(['RS256 current', 'RS256 next'])
  })
})
