import { expect, test } from 'vitest'
import { describeOnBoth, openTestDb } from '../../../test/support/databases.ts'
import { createNoteOutbox, createSettableClock, notePayload } from './testing.ts'

const rowsOf = (db: Awaited<ReturnType<typeof openTestDb>>['db']) =>
  db.q.selectFrom('outbox').selectAll().orderBy('created_at').execute()

/** A gate at which deliveries wait. */
function gate() {
  const { promise, resolve } = Promise.withResolvers<void>()
  let waiting = 0
  const wait = () => {
    waiting++
    return promise
  }
  return { open: resolve, wait, someWait: (count: number) => expect.poll(() => waiting).toBe(count) }
}

describeOnBoth('delivery', (kind) => {
  test('what was committed is delivered once, what was rolled back never', async () => {
    await using test = await openTestDb(kind)
    const { outbox, add, texts } = createNoteOutbox(test.db, createSettableClock())
    await add('kept')
    const rolledBack = test.db.transaction(async (q) => {
      await outbox.add(q, { kind: 'note', organizerId: null, recipient: '', topic: '', payload: { text: 'undone' } })
      throw new Error('no')
    })
    await expect(rolledBack).rejects.toThrow('no')
    await outbox.drain()
    await outbox.drain()
    expect(texts()).toEqual(['kept'])
  })

  test('a payload is encrypted at rest and emptied once delivered', async () => {
    await using test = await openTestDb(kind)
    const { outbox, add } = createNoteOutbox(test.db, createSettableClock())
    await add('https://shop.example/activate?token=hush')
    expect(JSON.stringify(await rowsOf(test.db))).not.toContain('hush')
    await outbox.drain()
    expect(await rowsOf(test.db)).toMatchObject([
      { state: 'sent', payload: '', done_at: 1_800_000_000_000, lease_owner: null, attempts: 0 },
    ])
  })

  test('fifty workers at once deliver each entry once', async () => {
    await using test = await openTestDb(kind)
    const clock = createSettableClock()
    const workers = Array.from({ length: 50 }, () => createNoteOutbox(test.db, clock))
    const [first] = workers
    const texts = Array.from({ length: 60 }, (_, i) => `entry ${i}`)
    for (const text of texts) await first?.add(text)
    await Promise.all(workers.map(({ outbox }) => outbox.drain()))
    expect(workers.flatMap((worker) => worker.texts()).sort()).toEqual(texts.sort())
  })

  test('what a killed worker had leased is taken over when the lease runs out, not before', async () => {
    await using test = await openTestDb(kind)
    const clock = createSettableClock()
    const hang = gate()
    const killed = createNoteOutbox(test.db, clock, hang.wait)
    const other = createNoteOutbox(test.db, clock)
    const id = await killed.add('entry')
    const draining = killed.outbox.drain()
    await hang.someWait(1)
    clock.advance(59_000)
    await other.outbox.drain()
    expect(other.texts()).toEqual([])
    clock.advance(2_000)
    await other.outbox.drain()
    expect(other.delivered).toMatchObject([{ text: 'entry', entry: { id } }])
    hang.open()
    await draining
    expect(await rowsOf(test.db)).toMatchObject([{ state: 'sent' }])
  })

  test('a worker that slept past its leases does not begin what another has delivered', async () => {
    await using test = await openTestDb(kind)
    const clock = createSettableClock()
    const hang = gate()
    const sleeper = createNoteOutbox(test.db, clock, hang.wait)
    const other = createNoteOutbox(test.db, clock)
    for (let i = 0; i < 7; i++) await sleeper.add(`entry ${i}`)
    const draining = sleeper.outbox.drain()
    await hang.someWait(5)
    clock.advance(61_000)
    await other.outbox.drain()
    expect(other.texts()).toHaveLength(7)
    hang.open()
    await draining
    expect(sleeper.texts()).toHaveLength(5)
  })

  test('a lease is prolonged for an entry that waited for its turn', async () => {
    await using test = await openTestDb(kind)
    const clock = createSettableClock()
    const hang = gate()
    const leases: (number | null | undefined)[] = []
    const slow = createNoteOutbox(test.db, clock, async (text) => {
      await hang.wait()
      const row = (await rowsOf(test.db)).find((one) => one.topic === text)
      leases.push(row?.lease_until)
    })
    for (let i = 0; i < 6; i++) await slow.add(`${i}`, { topic: `${i}` })
    const draining = slow.outbox.drain()
    await hang.someWait(5)
    clock.advance(30_000)
    hang.open()
    await draining
    expect(slow.texts()).toHaveLength(6)
    expect(Math.max(...leases.map(Number))).toBe(clock.now() + 60_000)
  })

  test('at most five of a kind are under way, and a slow kind holds up no other', async () => {
    await using test = await openTestDb(kind)
    const hang = gate()
    let most = 0
    let now = 0
    const { outbox, add, texts } = createNoteOutbox(test.db, createSettableClock(), async () => {
      most = Math.max(most, ++now)
      await hang.wait()
      now--
    })
    const others: string[] = []
    outbox.handle('other', notePayload, async ({ text }) => void others.push(text))
    for (let i = 0; i < 8; i++) await add(`${i}`)
    await add('quick', { kind: 'other' })
    const draining = outbox.drain()
    await expect.poll(() => others).toEqual(['quick'])
    expect(texts()).toEqual([])
    hang.open()
    await draining
    expect(most).toBe(5)
    expect(texts()).toHaveLength(8)
  })

  test('an entry of a kind that nobody handles waits for a process that does', async () => {
    await using test = await openTestDb(kind)
    const clock = createSettableClock()
    const { outbox, add } = createNoteOutbox(test.db, clock)
    await add('later', { kind: 'other' })
    await outbox.drain()
    const newer = createNoteOutbox(test.db, clock)
    const others: string[] = []
    newer.outbox.handle('other', notePayload, async ({ text }) => void others.push(text))
    await newer.outbox.drain()
    expect(others).toEqual(['later'])
  })
})
