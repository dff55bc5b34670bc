import { afterEach, describe, expect, it, vi } from 'vitest'
import { FoyerError } from '../../core/errors.ts'
import { createCollectingLog } from '../../platform/observe/testing.ts'
import { type AskOptions, ask, BackendResting } from './ask.ts'
import { isTroubled } from './circuit.ts'
import { type LoadedBackend, withDefaults } from './loaded-backend.ts'

const acme = () => withDefaults({ identifier: 'acme', verboseName: 'Acme' })
const broken = () => Promise.reject(new Error('directory is down'))

afterEach(() => vi.useRealTimers())

describe('asking a backend', () => {
  it('passes its answer on', async () => {
    const log = createCollectingLog()
    expect(await ask(acme(), 'authenticationUrl', () => '/x', { log })).toEqual({ ok: true, value: '/x' })
    expect(log.lines).toEqual([])
  })

  it.each([
    ['an error', broken],
    [
      'an error without promise',
      () => {
        throw new Error('directory is down')
      },
    ],
  ])('turns %s into a failed answer and a line that names it', async (_what, run) => {
    const log = createCollectingLog()
    const answer = await ask(acme(), 'formAuthenticate', run, { log })
    expect(answer.ok).toBe(false)
    expect(log.lines[0]).toMatchObject({ level: 'warn', fields: { backend: 'acme', call: 'formAuthenticate' } })
  })

  const patiences: [string, number, Pick<AskOptions, 'patience'>][] = [
    ['a page', 3000, {}],
    ['a person', 20_000, { patience: 'person' }],
  ]
  it.each(patiences)('does not wait any longer than %s does', async (_what, limitMs, options) => {
    vi.useFakeTimers()
    const log = createCollectingLog()
    let answer: Awaited<ReturnType<typeof ask>> | undefined
    const asking = ask(acme(), 'requestAuthenticate', () => new Promise(() => {}), { log, ...options }).then(
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

describe('a backend that fails again and again', () => {
  const START = 1_000_000

  async function failThrice(backend: LoadedBackend, call = 'authenticationUrl') {
    const log = createCollectingLog()
    for (let time = 0; time < 3; time++) await ask(backend, call, broken, { log, now: () => START })
    return log
  }

  it('is left out for 30 s by what a page waits for, then tried once', async () => {
    const backend = acme()
    const log = await failThrice(backend)
    const run = vi.fn(async () => '/x')
    const at = (nowMs: number) => ask(backend, 'authenticationUrl', run, { log, now: () => nowMs })
    expect(await at(START + 29_999)).toMatchObject({ ok: false, error: expect.any(BackendResting) })
    expect(run).not.toHaveBeenCalled()
    expect(isTroubled(backend, START + 29_999)).toBe(true)
    expect(await at(START + 30_000)).toEqual({ ok: true, value: '/x' })
    expect(isTroubled(backend, START + 30_000)).toBe(false)
    expect(await at(START + 30_001)).toEqual({ ok: true, value: '/x' })
  })

  it('is tried by one call only while the others pass by', async () => {
    const backend = acme()
    const log = await failThrice(backend)
    const pending = Promise.withResolvers<string>()
    const options = { log, now: () => START + 30_000 }
    const probe = ask(backend, 'authenticationUrl', () => pending.promise, options)
    expect((await ask(backend, 'authenticationUrl', () => '/y', options)).ok).toBe(false)
    pending.resolve('/x')
    expect(await probe).toEqual({ ok: true, value: '/x' })
  })

  it('is still asked when a person waits for this one answer, and by its other calls', async () => {
    const backend = acme()
    const log = await failThrice(backend)
    const now = () => START + 1
    expect((await ask(backend, 'authenticationUrl', () => 1, { log, now, patience: 'person' })).ok).toBe(true)
    await failThrice(backend)
    expect((await ask(backend, 'requestAuthenticate', () => 1, { log, now })).ok).toBe(true)
    expect((await ask(acme(), 'authenticationUrl', () => 1, { log, now })).ok).toBe(true)
  })

  it('does not count refusals: they are answers', async () => {
    const backend = acme()
    const log = createCollectingLog()
    const refuse = () =>
      Promise.reject(new FoyerError('no', { code: 'no', status: 403, text: { key: 'errors:forbidden' } }))
    for (let time = 0; time < 5; time++) await ask(backend, 'requestAuthenticate', refuse, { log, now: () => START })
    expect(isTroubled(backend, START)).toBe(false)
    expect(log.lines.every(({ level }) => level === 'info')).toBe(true)
  })
})
