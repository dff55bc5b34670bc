import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeOnBoth } from '../support/databases.ts'
import { compare, outcomes, report } from '../support/differential/compare.ts'
import { KNOWN_DIFFERENCES, knownDifference } from '../support/differential/known-differences.ts'
import { authorizationCases, tokenCases } from '../support/differential/requests.ts'
import { type DifferentialWorld, startDifferentialWorld } from '../support/differential/world.ts'

/** Another one finds other things; a run that nobody changed finds what it found before. */
const OTHER_SEED = Number(process.env.FOYER_TEST_SEED ?? 20_270_101)
/** Requests of each kind and database. */
const FIXED = 150
const OTHER = 60

describeOnBoth('Foyer and oidc-provider', (kind) => {
  const fixedSeed = kind === 'sqlite' ? 20_261_121 : 20_261_122
  let world: DifferentialWorld
  beforeAll(async () => {
    world = await startDifferentialWorld(kind)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  it.each([
    ['authorization', authorizationCases, fixedSeed, FIXED],
    ['authorization', authorizationCases, OTHER_SEED, OTHER],
    ['token', tokenCases, fixedSeed, FIXED],
    ['token', tokenCases, OTHER_SEED, OTHER],
  ] as const)(
    'answer %s requests alike but for what is listed',
    { timeout: 300_000 },
    async (_, cases, seed, count) => {
      const { unlisted, successes } = await compare(world, cases, { seed, count })
      expect(unlisted, `seed ${seed}\n\n${report(unlisted)}`).toEqual([])
      expect(successes).toBeGreaterThan(count / 10)
    },
  )

  it.each(KNOWN_DIFFERENCES)('differ still: $name', async ({ name, example }) => {
    const { ours, theirs } = await outcomes(world, example)
    expect(ours).not.toBe(theirs)
    expect(knownDifference(example, ours, theirs)?.name, `${ours} | ${theirs}`).toBe(name)
  })
})

it('the guide lists the same differences', () => {
  const guide = readFileSync(new URL('../../docs/guides/conformance.md', import.meta.url), 'utf8')
  const section = /## Where Foyer differs from oidc-provider\n(.*?)(\n## |$)/s.exec(guide)?.[1] ?? ''
  const rows = [...section.matchAll(/^\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm)].slice(2)
  expect(rows.map(([, name, says, decidedBy]) => ({ name, says, decidedBy }))).toEqual(
    KNOWN_DIFFERENCES.map(({ name, says, decidedBy }) => ({ name, says, decidedBy })),
  )
})
