import { describe, expect, test } from 'vitest'
import { describeOnBoth, openTestDb } from '../../../test/support/databases.ts'
import type { OrganizerId, OutboxId } from '../../core/ids.ts'
import { systemRandom } from '../../core/random.ts'
import { MAX_ATTEMPTS, waitAfter } from './backoff.ts'
import { Undeliverable } from './errors.ts'
import { failureText } from './failure-text.ts'
import { addOrganizer, createNoteOutbox, createSettableClock } from './testing.ts'

const HOUR = 3_600_000

describe('waitAfter', () => {
  const fixed = (byte: number) => ({ bytes: (length: number) => new Uint8Array(length).fill(byte) })

  test('grows from half a minute to half a day, a fifth more or less', () => {
    expect(waitAfter(1, fixed(0))).toBe(24_000)
    expect(waitAfter(1, fixed(255))).toBe(36_000)
    expect(waitAfter(2, fixed(0))).toBe(96_000)
    expect(waitAfter(9, fixed(255))).toBe(14.4 * HOUR)
  })

  test('gives up after ten attempts in about two days', () => {
    const waits = Array.from({ length: MAX_ATTEMPTS }, (_, i) => waitAfter(i + 1, systemRandom))
    expect(waits).toHaveLength(10)
    expect(waits.at(-1)).toBeNull()
    const total = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0)
    expect(total).toBeGreaterThan(36 * HOUR)
    expect(total).toBeLessThan(56 * HOUR)
  })
})

describe('failureText', () => {
  test('is one short line without secrets', () => {
    const text = failureText(
      new Error(`550 no\r\n such user https://a:b@x.example/y?token=hush ${'long '.repeat(100)}`),
    )
    expect(text).toMatch(/^550 no such user https:\/\/…@x\.example\/y\?… long /)
    expect(text).toHaveLength(300)
  })

  test('names what hides in a group of errors', () => {
    expect(failureText(new AggregateError([new Error('connect ECONNREFUSED ::1'), new Error('and 127.0.0.1')]))).toBe(
      'connect ECONNREFUSED ::1; and 127.0.0.1',
    )
    expect(failureText('a text')).toBe('unknown failure')
  })
})

describeOnBoth('failed deliveries', (kind) => {
  const refuse = () => Promise.reject(new Error('mail server away'))

  test('are tried again after the wait, until they succeed', async () => {
    await using test = await openTestDb(kind)
    const clock = createSettableClock()
    let broken = true
    const { outbox, add, texts, metrics } = createNoteOutbox(test.db, clock, () => (broken ? refuse() : undefined))
    await add('entry')
    await outbox.drain()
    expect(await outbox.lag()).toEqual({ pending: 1, oldestDueMs: 0, dead: 0 })
    broken = false
    clock.advance(23_000)
    await outbox.drain()
    expect(texts()).toEqual([])
    clock.advance(14_000)
    await outbox.drain()
    expect(texts()).toEqual(['entry'])
    expect(await outbox.lag()).toEqual({ pending: 0, oldestDueMs: 0, dead: 0 })
    const text = await metrics.render()
    expect(text).toContain('foyer_outbox_deliveries_total{kind="note",result="failed"} 1')
    expect(text).toContain('foyer_outbox_deliveries_total{kind="note",result="sent"} 1')
  })

  test('are given up after ten attempts, visibly, and a retry begins anew', async () => {
    await using test = await openTestDb(kind)
    const clock = createSettableClock()
    let attempts = 0
    let broken = true
    const note = createNoteOutbox(test.db, clock, () => {
      attempts++
      return broken ? refuse() : undefined
    })
    const id = await note.add('entry')
    for (let i = 0; i < 30; i++) {
      await note.outbox.drain()
      clock.advance(15 * HOUR)
    }
    expect(attempts).toBe(10)
    expect(await note.outbox.lag()).toMatchObject({ pending: 0, dead: 1 })
    expect(await note.outbox.listDead('installation', 10)).toMatchObject([
      { id, kind: 'note', recipient: 'ann@example.org', topic: 'test', attempts: 10, lastError: 'mail server away' },
    ])
    expect(note.log.lines.at(-1)).toMatchObject({ level: 'error', message: 'outbox entry given up' })
    broken = false
    expect(await note.outbox.retry('installation', id)).toBe(true)
    await note.outbox.drain()
    expect(note.texts()).toEqual(['entry'])
    expect(await note.outbox.retry('installation', id)).toBe(false)
  })

  test('that cannot succeed are given up at once', async () => {
    await using test = await openTestDb(kind)
    const note = createNoteOutbox(test.db, createSettableClock(), () => {
      throw new Undeliverable('550 no such user')
    })
    await note.add('entry')
    await note.outbox.drain()
    expect(await note.outbox.listDead('installation', 10)).toMatchObject([
      { attempts: 1, lastError: '550 no such user' },
    ])
  })

  test('a payload of another form is given up without showing it', async () => {
    await using test = await openTestDb(kind)
    const note = createNoteOutbox(test.db, createSettableClock())
    await note.add('', { payload: { text: ['hush'] } })
    await note.outbox.drain()
    const dead = await note.outbox.listDead('installation', 10)
    expect(dead).toMatchObject([{ lastError: 'its content is not of the expected form' }])
    expect(JSON.stringify(note.log.lines)).not.toContain('hush')
  })

  test('one failing entry does not hold up the others', async () => {
    await using test = await openTestDb(kind)
    const note = createNoteOutbox(test.db, createSettableClock(), (text) => (text === 'bad' ? refuse() : undefined))
    for (const text of ['a', 'bad', 'b']) await note.add(text)
    await note.outbox.drain()
    expect(note.texts().sort()).toEqual(['a', 'b'])
  })

  test('lag tells how long the oldest due entry waits', async () => {
    await using test = await openTestDb(kind)
    const clock = createSettableClock()
    const { outbox, add } = createNoteOutbox(test.db, clock)
    await add('a')
    clock.advance(90_000)
    await add('b')
    expect(await outbox.lag()).toEqual({ pending: 2, oldestDueMs: 90_000, dead: 0 })
  })
})

describeOnBoth('dead entries', (kind) => {
  async function withDead(db: Parameters<typeof createNoteOutbox>[0]) {
    const clock = createSettableClock()
    const note = createNoteOutbox(db, clock, () => {
      throw new Undeliverable('no')
    })
    const organizers: [OrganizerId, OrganizerId] = [await addOrganizer(db, 'a'), await addOrganizer(db, 'b')]
    const ids: OutboxId[] = []
    for (let i = 0; i < 5; i++) {
      ids.push(await note.add(`${i}`, { organizerId: organizers[i % 2] ?? null }))
      if (i !== 2) clock.advance(1000)
    }
    await note.outbox.drain()
    return { ...note, clock, organizers, ids }
  }

  test('are listed by pages, the latest first', async () => {
    await using test = await openTestDb(kind)
    const { outbox, ids } = await withDead(test.db)
    const listed: OutboxId[] = []
    for (let before: OutboxId | undefined; ; ) {
      const page = await outbox.listDead('installation', 2, before)
      listed.push(...page.map((entry) => entry.id))
      before = page.at(-1)?.id
      if (page.length < 2) break
    }
    expect([...listed].sort()).toEqual([...ids].sort())
    expect(listed.at(0)).toBe(ids[4])
    expect(listed.at(-1)).toBe(ids[0])
  })

  test('of one organizer are out of reach for another', async () => {
    await using test = await openTestDb(kind)
    const { outbox, organizers, ids } = await withDead(test.db)
    const [a, b] = organizers
    const ofA = await outbox.listDead(a, 10)
    expect(ofA.map((entry) => entry.id).sort()).toEqual([ids[0], ids[2], ids[4]].sort())
    const id = ids[0] as OutboxId
    expect(await outbox.retry(b, id)).toBe(false)
    expect(await outbox.discard(b, id)).toBe(false)
    expect(await outbox.listDead(a, 10)).toHaveLength(3)
    expect(await outbox.retry(a, id)).toBe(true)
  })

  test('are discarded with their payload', async () => {
    await using test = await openTestDb(kind)
    const { outbox, ids } = await withDead(test.db)
    const id = ids[1] as OutboxId
    expect(await outbox.discard('installation', id)).toBe(true)
    expect(await outbox.retry('installation', id)).toBe(false)
    const row = await test.db.q
      .selectFrom('outbox')
      .select(['state', 'payload'])
      .where('id', '=', id)
      .executeTakeFirst()
    expect(row).toEqual({ state: 'discarded', payload: '' })
    expect(await outbox.lag()).toMatchObject({ dead: 4 })
  })

  test('stay when old entries that were delivered or discarded are cleaned up', async () => {
    await using test = await openTestDb(kind)
    const { outbox, ids, clock } = await withDead(test.db)
    const delivering = createNoteOutbox(test.db, clock)
    await delivering.add('delivered')
    await delivering.outbox.drain()
    await outbox.discard('installation', ids[0] as OutboxId)
    expect(await outbox.cleanup(HOUR)).toBe(0)
    clock.advance(HOUR + 1)
    await delivering.add('waits')
    expect(await outbox.cleanup(HOUR)).toBe(2)
    const rows = await test.db.q.selectFrom('outbox').select('state').orderBy('state').execute()
    expect(rows.map((row) => row.state)).toEqual(['dead', 'dead', 'dead', 'dead', 'pending'])
  })
})
