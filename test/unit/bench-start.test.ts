import { describe, expect, it } from 'vitest'
import { memoryOf } from '../load/memory.ts'
import { createReport, renderReport } from '../load/report/report.ts'
import { summarizeStart } from '../load/scenarios/start.ts'

const MIB = 2 ** 20
const sample = (readyMs: number, rss: number, touchedRss = rss) => ({
  ...{ readyMs, rss: rss * MIB, warmRss: rss * MIB },
  touchedRss: touchedRss * MIB,
})

describe('the result of starts', () => {
  const rounds = [
    { one: sample(300, 80), many: sample(310, 90, 92) },
    { one: sample(320, 80), many: sample(900, 90, 93) },
    { one: sample(310, 80), many: sample(330, 100, 104) },
  ]

  it('has medians, and the memory that organizers take', () => {
    expect(summarizeStart(rounds)).toMatchObject({
      ...{ oneReadyMs: 310, readyMs: 330, rss: 90 * MIB, rounds: [310, 900, 330] },
      ...{ bytesPerOrganizer: (10 * MIB) / 10_000, bytesPerTouched: (3 * MIB) / 1000 },
    })
  })

  it('says nothing of memory where the system does not', () => {
    const silent = { readyMs: 300, rss: null, warmRss: null, touchedRss: null }
    const result = summarizeStart([{ one: silent, many: silent }])
    expect(result).toMatchObject({ readyMs: 300, rss: null, bytesPerOrganizer: null, bytesPerTouched: null })
  })

  it('is shown without code flows that were not measured', () => {
    const facts = { cores: { server: '0', client: '1' }, sessions: 1, seconds: 5, rounds: 3, clientLimit: null }
    const text = renderReport(createReport({ ...facts, results: [], start: summarizeStart(rounds) }))
    expect(text).not.toContain('flow')
    expect(text).toMatch(/10000 organizers +330 +90\.0 +310 900 330/)
    expect(text).toContain('Memory for each organizer: 1.02 KiB, in use 3.07 KiB')
  })
})

it.runIf(process.platform === 'linux')('the memory of a process is what it has itself', () => {
  const own = process.memoryUsage.rss()
  expect(memoryOf(process.pid)).toBeGreaterThan(own / 2)
  expect(memoryOf(process.pid)).toBeLessThan(own * 2)
})

it('there is no memory of a process that does not exist', () => {
  expect(memoryOf(2 ** 30)).toBeNull()
})
