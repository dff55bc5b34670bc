import { setTimeout as sleep } from 'node:timers/promises'
import { openConnection } from '../client/connection.ts'
import { memoryOf } from '../memory.ts'
import { untilAnswers } from '../processes.ts'
import { medianOf } from '../statistics.ts'
import { type Installation, installFoyer } from '../targets/foyer.ts'
import { makeOrganizers } from '../targets/organizers.ts'
import type { Stage } from './stage.ts'

export const ORGANIZERS = 10_000
/** So many of them are asked for their discovery document. */
export const TOUCHED = 1000
/** Asked of one organizer before, so that what requests as such need is there already. */
const WARM_UP_REQUESTS = 5 * TOUCHED
/** After a start or many requests. */
const SETTLE_MS = 1000
const POLL_MS = 5

/** Times in ms, memory (resident) in bytes; null where the system does not tell. */
interface StartSample {
  readonly readyMs: number
  readonly rss: number | null
  /** After many requests of one organizer. */
  readonly warmRss: number | null
  /** After one request of each of 1,000 others. */
  readonly touchedRss: number | null
}

/** Medians over the rounds. Times in ms, memory (resident) in bytes; null where the system does not tell. */
export interface StartResult {
  readonly organizers: number
  readonly touched: number
  /** With one organizer. */
  readonly oneReadyMs: number
  readonly oneRss: number | null
  readonly readyMs: number
  readonly rss: number | null
  readonly warmRss: number | null
  readonly touchedRss: number | null
  readonly bytesPerOrganizer: number | null
  readonly bytesPerTouched: number | null
  /** Milliseconds of each round. */
  readonly rounds: readonly number[]
}

/** How long Foyer takes to start beside 10,000 organizers, and what they cost in memory. On SQLite. */
export async function measureStart(stage: Stage): Promise<StartResult> {
  const [one, many] = [stage.workplace.sqlite('one-organizer'), stage.workplace.sqlite('many-organizers')]
  const installations = {
    one: { ...(await installFoyer(stage.workplace, one)), slugs: await makeOrganizers(one, 1) },
    many: { ...(await installFoyer(stage.workplace, many)), slugs: await makeOrganizers(many, ORGANIZERS) },
  }
  const samples: { one: StartSample; many: StartSample }[] = []
  for (let round = 1; round <= stage.options.rounds; round++) {
    const sample = { one: await startOnce(installations.one), many: await startOnce(installations.many) }
    samples.push(sample)
    const { readyMs, rss } = sample.many
    stage.say(
      `round ${round}: Foyer on SQLite, ${ORGANIZERS} organizers: ready after ${readyMs.toFixed(0)} ms, ${toMib(rss)} MiB`,
    )
  }
  return summarizeStart(samples)
}

async function startOnce({ origin, serve, slugs }: Installation & { slugs: readonly string[] }): Promise<StartSample> {
  const from = performance.now()
  const child = serve()
  try {
    await untilAnswers(`${origin}/readyz`, child, POLL_MS)
    const readyMs = performance.now() - from
    const settled = async () => {
      await sleep(SETTLE_MS)
      return memoryOf(child.pid)
    }
    const rss = await settled()
    const [first = '', ...others] = slugs
    await discoverAll(
      origin,
      Array.from({ length: WARM_UP_REQUESTS }, () => first),
    )
    const warmRss = await settled()
    await discoverAll(origin, others.slice(0, TOUCHED))
    return { readyMs, rss, warmRss, touchedRss: await settled() }
  } finally {
    await child.stop()
  }
}

async function discoverAll(origin: string, slugs: readonly string[]): Promise<void> {
  const connection = openConnection(origin)
  try {
    for (const slug of slugs) {
      const path = `/${slug}/.well-known/openid-configuration`
      const { status, body } = await connection.send({ method: 'GET', path, headers: [] })
      if (status !== 200 || !body.includes(`/${slug}/`)) throw new Error(`discovery of ${slug} answered ${status}`)
    }
  } finally {
    await connection.destroy()
  }
}

export function summarizeStart(samples: readonly { one: StartSample; many: StartSample }[]): StartResult {
  const many = samples.map((sample) => sample.many)
  const grown = (from: (of: (typeof samples)[number]) => number | null, to: typeof from, organizers: number) =>
    medianOf(samples, (sample) => {
      const [before, after] = [from(sample), to(sample)]
      return before === null || after === null ? null : (after - before) / organizers
    })
  return {
    organizers: ORGANIZERS,
    touched: TOUCHED,
    oneReadyMs: medianOf(samples, ({ one }) => one.readyMs),
    oneRss: medianOf(samples, ({ one }) => one.rss),
    readyMs: medianOf(many, ({ readyMs }) => readyMs),
    rss: medianOf(many, ({ rss }) => rss),
    warmRss: medianOf(many, ({ warmRss }) => warmRss),
    touchedRss: medianOf(many, ({ touchedRss }) => touchedRss),
    bytesPerOrganizer: grown(
      ({ one }) => one.rss,
      (sample) => sample.many.rss,
      ORGANIZERS,
    ),
    bytesPerTouched: grown(
      (sample) => sample.many.warmRss,
      (sample) => sample.many.touchedRss,
      TOUCHED,
    ),
    rounds: many.map(({ readyMs }) => readyMs),
  }
}

function toMib(bytes: number | null): string {
  return bytes === null ? '?' : (bytes / 2 ** 20).toFixed(1)
}
