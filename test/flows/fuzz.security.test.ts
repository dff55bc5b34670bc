import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { fuzzBytes } from '../support/fuzz/raw.ts'
import { fuzz, problemOf } from '../support/fuzz/run.ts'
import { type FuzzWorld, startFuzzWorld } from '../support/fuzz/world.ts'

/** Both databases together. */
const COUNT = Number(process.env.FOYER_TEST_FUZZ ?? 50_000)
/** Another one finds other things; a run that nobody changed finds what it found before. */
const OTHER_SEED = Number(process.env.FOYER_TEST_SEED ?? 20_270_101)
const MOST_MEMORY_BYTES = 700 * 1024 * 1024

describeOnBoth('changed requests to all endpoints of the provider', (kind) => {
  const [count, fixedSeed] = kind === 'sqlite' ? [COUNT * 0.78, 20_261_121] : [COUNT * 0.18, 20_261_122]
  let world: FuzzWorld
  beforeAll(async () => {
    world = await startFuzzWorld(kind)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  it.each([
    ['fixed', fixedSeed],
    ['other', OTHER_SEED],
  ])('break nothing and bring no secret to light (%s seed)', { timeout: 600_000 }, async (_what, seed) => {
    const before = process.memoryUsage().rss
    const { sent, statuses, problems } = await fuzz(world, { seed, count: Math.ceil(count / 2) })
    expect(problems, `seed ${seed}\n\n${problems.join('\n\n')}`).toEqual([])
    expect(sent).toBe(Math.ceil(count / 2))
    expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 201, 303, 400, 401]))
    expect(process.memoryUsage().rss - before).toBeLessThan(MOST_MEMORY_BYTES)
  })

  it('break nothing over the network either, byte by byte', { timeout: 300_000 }, async () => {
    const { answered, problems } = await fuzzBytes(world, { seed: OTHER_SEED, count: COUNT * 0.02 })
    expect(problems, `seed ${OTHER_SEED}\n\n${problems.join('\n\n')}`).toEqual([])
    expect(answered).toBeGreaterThan(COUNT * 0.005)
  })
})

it('an answer that breaks or shows a secret is noticed', () => {
  const request = { method: 'GET', url: '/?mine', headers: { cookie: 'known' }, body: null }
  const look = (status: number, text: string) => problemOf(request, { status, text }, ['known', 'hidden'])
  expect(look(400, 'known')).toBeNull()
  expect(look(400, 'it is hidden here')).toContain('hidden')
  expect([look(500, ''), look(0, ''), look(-1, '')]).not.toContain(null)
})
