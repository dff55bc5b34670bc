import { afterEach, describe, expect, it, vi } from 'vitest'
import { createCollectingLog } from '../../platform/observe/testing.ts'
import { ask } from './ask.ts'
import { withDefaults } from './loaded-backend.ts'

const backend = withDefaults({ identifier: 'acme', verboseName: 'Acme' })

afterEach(() => vi.useRealTimers())

describe('asking a backend', () => {
  it('passes its answer on', async () => {
    const log = createCollectingLog()
    expect(await ask(backend, 'authenticationUrl', () => '/x', { log })).toEqual({ ok: true, value: '/x' })
    expect(log.lines).toEqual([])
  })

  it.each([
    ['an error', () => Promise.reject(new Error('directory is down'))],
    [
      'an error without promise',
      () => {
        throw new Error('directory is down')
      },
    ],
  ])('turns %s into a failed answer and a line that names it', async (_what, run) => {
    const log = createCollectingLog()
    const answer = await ask(backend, 'formAuthenticate', run, { log })
    expect(answer.ok).toBe(false)
    expect(log.lines[0]).toMatchObject({ level: 'warn', fields: { backend: 'acme', call: 'formAuthenticate' } })
  })

  it.each([
    ['the page', 3000, {}],
    ['a form', 20_000, { isForm: true }],
  ])('does not wait any longer than %s may take', async (_what, limitMs, options) => {
    vi.useFakeTimers()
    const log = createCollectingLog()
    let answer: Awaited<ReturnType<typeof ask>> | undefined
    const asking = ask(backend, 'requestAuthenticate', () => new Promise(() => {}), { log, ...options }).then(
      (given) => {
        answer = given
      },
    )
    await vi.advanceTimersByTimeAsync(limitMs - 1)
    expect(answer).toBeUndefined()
    await vi.advanceTimersByTimeAsync(1)
    await asking
    expect(answer?.ok).toBe(false)
    expect(log.lines).toHaveLength(1)
  })
})
