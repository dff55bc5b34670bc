import { describe, expect, it } from 'vitest'
import { afterCheck, healthOf } from './health.ts'

const PROBLEM = JSON.stringify({ key: 'ssoProviders:discovery.timeout', params: { url: 'https://id.example' } })

describe('the health of a provider', () => {
  it('turns bad with the second scheduled check that fails in a row, and says so once', () => {
    const first = afterCheck(null, PROBLEM, true)
    expect([first.turned, healthOf(first.problem)]).toEqual([null, { failures: 1, isTold: false }])
    const second = afterCheck(first.problem, PROBLEM, true)
    expect([second.turned, healthOf(second.problem)]).toEqual(['bad', { failures: 2, isTold: true }])
    const third = afterCheck(second.problem, PROBLEM, true)
    expect([third.turned, healthOf(third.problem)]).toEqual([null, { failures: 3, isTold: true }])
    expect(JSON.parse(third.problem ?? '')).toMatchObject(JSON.parse(PROBLEM))
  })

  it('is well again once, and only if it was said to be bad', () => {
    const first = afterCheck(null, PROBLEM, true)
    expect(afterCheck(first.problem, null, true)).toEqual({ problem: null, turned: null })
    const second = afterCheck(first.problem, PROBLEM, true)
    expect(afterCheck(second.problem, null, false)).toEqual({ problem: null, turned: 'good' })
    expect(afterCheck(null, null, true)).toEqual({ problem: null, turned: null })
  })

  it('is not bad because somebody looks again and again', () => {
    let { problem, turned } = afterCheck(null, PROBLEM, false)
    for (let times = 0; times < 5; times++) ({ problem, turned } = afterCheck(problem, PROBLEM, false))
    expect([turned, healthOf(problem)]).toEqual([null, { failures: 0, isTold: false }])
  })

  it('is read from problems that were kept without it', () => {
    expect(healthOf(PROBLEM)).toEqual({ failures: 0, isTold: false })
  })
})
