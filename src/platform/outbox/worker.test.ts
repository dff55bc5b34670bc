import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { describeOnBoth, openTestDb } from '../../../test/support/databases.ts'
import { createNoteOutbox, createSettableClock, notePayload } from './testing.ts'

const HOUR = 3_600_000

describeOnBoth('the worker', (kind) => {
  test('delivers when it starts, when woken, and by itself within seconds', async () => {
    await using test = await openTestDb(kind)
    const { outbox, add, texts } = createNoteOutbox(test.db, createSettableClock(), undefined, HOUR)
    await add('before')
    outbox.wake()
    outbox.start()
    await expect.poll(texts).toEqual(['before'])
    await add('woken')
    outbox.wake()
    await expect.poll(texts).toEqual(['before', 'woken'])
    await outbox.stop()
    const often = createNoteOutbox(test.db, createSettableClock(), undefined, 20)
    often.outbox.start()
    await add('polled')
    await expect.poll(often.texts).toEqual(['polled'])
    await often.outbox.stop()
    await add('after')
    often.outbox.wake()
    outbox.wake()
    await sleep(100)
    expect([...texts(), ...often.texts()]).not.toContain('after')
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
    await expect.poll(() => begun).toBe(5)
    let stopped = false
    const stopping = first.outbox.stop().then(() => {
      stopped = true
    })
    const second = createNoteOutbox(test.db, clock)
    await expect
      .poll(async () => {
        await second.outbox.drain()
        return second.texts()
      })
      .toHaveLength(4)
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
    await expect.poll(() => begun).toBe(1)
    await outbox.stop(100)
    resolve()
    await expect.poll(() => outbox.lag()).toMatchObject({ pending: 0 })
    expect(texts()).toEqual(['slow'])
  })

  test('survives a database that fails, says so once, and a kind is handled once', async () => {
    const test = await openTestDb(kind)
    const note = createNoteOutbox(test.db, createSettableClock(), undefined, 50)
    await test[Symbol.asyncDispose]()
    note.outbox.start()
    await expect.poll(() => note.metrics.render()).toMatch(/foyer_db_errors_total\{where="outbox"\} ([2-9]|\d\d)/)
    expect(note.log.lines.filter((line) => line.level === 'error')).toHaveLength(1)
    await note.outbox.stop()
    expect(() => note.outbox.handle('note', notePayload, async () => {})).toThrow('handled twice')
  })
})
