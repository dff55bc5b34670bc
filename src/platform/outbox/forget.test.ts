import { expect, test } from 'vitest'
import { describeOnBoth, openTestDb } from '../../../test/support/databases.ts'
import { Undeliverable } from './errors.ts'
import { addOrganizer, createNoteOutbox, createSettableClock } from './testing.ts'

const ANN = 'ann@example.org'
const BEN = 'ben@example.org'

describeOnBoth('an address that is forgotten', (kind) => {
  test('leaves what was sent without a recipient, and what was not is never sent', async () => {
    await using test = await openTestDb(kind)
    const clock = createSettableClock()
    const { outbox, add, texts } = createNoteOutbox(test.db, clock, (text) => {
      if (text === 'given up') throw new Undeliverable(`550 no such user ${ANN}`)
    })
    const organizerId = await addOrganizer(test.db, 'acme')
    await add('sent', { organizerId, recipient: ANN })
    await add('given up', { organizerId, recipient: ANN })
    await outbox.drain()
    clock.advance(1000)
    await add('waits', { organizerId, recipient: ANN })
    await test.db.transaction((q) => outbox.forget(q, organizerId, ANN))
    await outbox.drain()
    expect(texts()).toEqual(['sent'])
    const rows = await test.db.q.selectFrom('outbox').selectAll().orderBy('done_at').orderBy('state').execute()
    const nothing = { recipient: '', payload: '', last_error: null, lease_owner: null }
    expect(rows).toMatchObject([
      { ...nothing, state: 'discarded', done_at: 1_800_000_000_000 },
      { ...nothing, state: 'sent', done_at: 1_800_000_000_000 },
      { ...nothing, state: 'discarded', done_at: 1_800_000_001_000 },
    ])
    expect(await outbox.listDead(organizerId, 9)).toEqual([])
  })

  test('is forgotten for this organizer only, and nobody else is', async () => {
    await using test = await openTestDb(kind)
    const { outbox, add, texts } = createNoteOutbox(test.db, createSettableClock())
    const [acme, other] = [await addOrganizer(test.db, 'acme'), await addOrganizer(test.db, 'other')]
    await add('to Ann from the other', { organizerId: other, recipient: ANN })
    await add('to Ben', { organizerId: acme, recipient: BEN })
    await add('to staff', { organizerId: null, recipient: ANN })
    await add('to Ann', { organizerId: acme, recipient: ANN })
    await test.db.transaction((q) => outbox.forget(q, acme, ANN))
    await outbox.drain()
    expect(texts().sort()).toEqual(['to Ann from the other', 'to Ben', 'to staff'])
    const rows = await test.db.q.selectFrom('outbox').select('recipient').execute()
    expect(rows.map(({ recipient }) => recipient).sort()).toEqual(['', ANN, ANN, BEN])
  })

  test('stays when the transaction is undone', async () => {
    await using test = await openTestDb(kind)
    const { outbox, add, texts } = createNoteOutbox(test.db, createSettableClock())
    const organizerId = await addOrganizer(test.db, 'acme')
    await add('waits', { organizerId, recipient: ANN })
    const undone = test.db.transaction(async (q) => {
      await outbox.forget(q, organizerId, ANN)
      throw new Error('no')
    })
    await expect(undone).rejects.toThrow('no')
    await outbox.drain()
    expect(texts()).toEqual(['waits'])
  })
})
