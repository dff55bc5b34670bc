import { describe, expect, it } from 'vitest'
import { createCollectingLog } from '../../platform/observe/testing.ts'
import { ask } from './ask.ts'
import { withDefaults } from './loaded-backend.ts'

const backend = withDefaults({ identifier: 'acme', verboseName: 'Acme' })

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

  it('does not wait for one that never answers', async () => {
    const log = createCollectingLog()
    const started = performance.now()
    const answer = await ask(backend, 'requestAuthenticate', () => new Promise(() => {}), { log, limitMs: 40 })
    expect(answer.ok).toBe(false)
    expect(performance.now() - started).toBeLessThan(1000)
    expect(log.lines).toHaveLength(1)
  })
})
