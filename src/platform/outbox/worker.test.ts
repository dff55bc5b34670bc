import { expect, test, vi } from 'vitest'
import { describeOnBoth, openTestDb } from '../../../test/support/databases.ts'
import { createNoteOutbox, createSettableClock, notePayload } from './testing.ts'

describeOnBoth('the worker', (kind) => {
  test('delivers when it starts, when woken, and by itself within seconds', async () => {
    await using test = await openTestDb(kind)
    const { outbox, add, texts } = createNoteOutbox(test.db, createSettableClock())
    await add('before')
    outbox.wake()
    outbox.start()
    await vi.waitFor(() => expect(texts()).toEqual(['before']), 900)
    await add('woken')
    const wokenAt = performance.now()
    outbox.wake()
    await vi.waitFor(() => expect(texts()).toContain('woken'), { interval: 5, timeout: 3000 })
    expect(performance.now() - wokenAt).toBeLessThan(900)
    await add('polled')
    await vi.waitFor(() => expect(texts()).toContain('polled'), 3000)
    await outbox.stop()
    await add('after')
    outbox.wake()
    await new Promise((resolve) => setTimeout(resolve, 1200))
    expect(texts()).not.toContain('after')
  })

  test('stops after what is under way and gives back what it has not begun', async () => {
    await using test = await openTestDb(kind)
    const clock = createSettableClock()
    const { promise, resolve } = Promise.withResolvers<void>()
    let begun = 0
    const first = createNoteOutbox(test.db, clock, () => {
      begun++
      return promise
    })
    for (let i = 0; i < 9; i++) await first.add(`${i}`)
    first.outbox.start()
    await vi.waitFor(() => expect(begun).toBe(5))
    let stopped = false
    const stopping = first.outbox.stop().then(() => {
      stopped = true
    })
    const second = createNoteOutbox(test.db, clock)
    await vi.waitFor(async () => {
      await second.outbox.drain()
      expect(second.texts()).toHaveLength(4)
    })
    expect(stopped).toBe(false)
    resolve()
    await stopping
    expect(first.texts()).toHaveLength(5)
    expect(await first.outbox.lag()).toMatchObject({ pending: 0 })
  })

  test('does not wait longer than the limit', async () => {
    await using test = await openTestDb(kind)
    const { promise, resolve } = Promise.withResolvers<void>()
    let begun = 0
    const { outbox, add, texts } = createNoteOutbox(test.db, createSettableClock(), () => {
      begun++
      return promise
    })
    await add('slow')
    outbox.start()
    await vi.waitFor(() => expect(begun).toBe(1))
    const startedAt = performance.now()
    await outbox.stop(100)
    expect(performance.now() - startedAt).toBeLessThan(2000)
    resolve()
    await vi.waitFor(async () => expect(await outbox.lag()).toMatchObject({ pending: 0 }))
    expect(texts()).toEqual(['slow'])
  })

  test('survives a database that fails, says so once, and a kind is handled once', async () => {
    const test = await openTestDb(kind)
    const note = createNoteOutbox(test.db, createSettableClock())
    await test[Symbol.asyncDispose]()
    note.outbox.start()
    await vi.waitFor(async () => {
      expect(await note.metrics.render()).toMatch(/foyer_db_errors_total\{where="outbox"\} [2-9]/)
    }, 5000)
    expect(note.log.lines.filter((line) => line.level === 'error')).toHaveLength(1)
    await note.outbox.stop()
    expect(() => note.outbox.handle('note', notePayload, async () => {})).toThrow('handled twice')
  })
})
