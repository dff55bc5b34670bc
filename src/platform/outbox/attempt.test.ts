import { expect, test } from 'vitest'
import { describeOnBoth, openTestDb } from '../../../test/support/databases.ts'
import { systemRandom } from '../../core/random.ts'
import { createSecretBox } from '../crypto/secret-box.ts'
import type { Db } from '../db/db.ts'
import { createCollectingLog } from '../observe/testing.ts'
import { attempter } from './attempt.ts'
import { createOutboxStore, type OutboxStore } from './store.ts'
import { createNoteOutbox, createSettableClock, notePayload } from './testing.ts'

async function leased(db: Db, change: (store: OutboxStore) => Partial<OutboxStore> = () => ({})) {
  const clock = createSettableClock()
  const { add, outbox, secrets } = createNoteOutbox(db, clock)
  await add('entry')
  const store = createOutboxStore(db)
  const now = clock.now()
  const rows = await store.lease({ kind: 'note', owner: 'me', now, until: now + 60_000, limit: 1 })
  const [row] = rows
  if (row === undefined) throw new Error('nothing leased')
  const log = createCollectingLog()
  const deps = { store: { ...store, ...change(store) }, owner: 'me', clock, random: systemRandom, secrets, log }
  const state = () => db.q.selectFrom('outbox').select(['state', 'attempts', 'last_error']).executeTakeFirst()
  return { row, deps, log, outbox, state }
}

describeOnBoth('an attempt', (kind) => {
  test('that takes too long has failed, and its delivery is told', async () => {
    await using opened = await openTestDb(kind)
    const { row, deps, state } = await leased(opened.db)
    let told = false
    const endless = attempter(
      deps,
      notePayload,
      (_payload, { signal }) =>
        new Promise(() => {
          signal.addEventListener('abort', () => {
            told = true
          })
        }),
      30,
    )
    await endless(row)
    expect(told).toBe(true)
    expect(await state()).toEqual({ state: 'pending', attempts: 1, last_error: 'no answer in time' })
  })

  test('that succeeded is noted although the database fails twice', async () => {
    await using opened = await openTestDb(kind)
    let failures = 2
    const { row, deps, state } = await leased(opened.db, (store) => ({
      markSent: (id, now) => (failures-- > 0 ? Promise.reject(new Error('busy')) : store.markSent(id, now)),
    }))
    await attempter(deps, notePayload, async () => {})(row)
    expect(await state()).toMatchObject({ state: 'sent' })
  })

  test('whose failure cannot be noted is logged and left to its lease', async () => {
    await using opened = await openTestDb(kind)
    const { row, deps, log, state } = await leased(opened.db, () => ({
      markFailed: () => Promise.reject(new Error('database away')),
    }))
    await attempter(deps, notePayload, () => Promise.reject(new Error('no')))(row)
    expect(await state()).toMatchObject({ state: 'pending', attempts: 0 })
    expect(log.lines.at(-1)).toMatchObject({ level: 'error', fields: { err: { message: 'database away' } } })
  })

  test('of an entry whose key is missing waits for the key', async () => {
    await using opened = await openTestDb(kind)
    const { row, deps, state } = await leased(opened.db)
    const secrets = createSecretBox(['another secret, 32 characters long'])
    await attempter({ ...deps, secrets }, notePayload, async () => {})(row)
    expect(await state()).toMatchObject({
      state: 'pending',
      attempts: 1,
      last_error: expect.stringContaining('its key'),
    })
  })
})
