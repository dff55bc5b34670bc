import { z } from 'zod'
import { newId, type OrganizerId, type OutboxId } from '../../core/ids.ts'
import { systemRandom } from '../../core/random.ts'
import { createSecretBox } from '../crypto/secret-box.ts'
import type { Db } from '../db/db.ts'
import { createMetrics } from '../observe/metrics.ts'
import { createCollectingLog } from '../observe/testing.ts'
import { createOutbox } from './outbox.ts'
import type { DeliveryEntry, NewEntry } from './types.ts'

export interface SettableClock {
  now(): number
  /** @param ms how far it goes on */
  advance(ms: number): void
}

export function createSettableClock(start = 1_800_000_000_000): SettableClock {
  let time = start
  return {
    now: () => time,
    advance(ms) {
      time += ms
    },
  }
}

export const notePayload = z.object({ text: z.string() })

/** An outbox with one kind, `note`, that keeps what it delivers; `behave` runs in each delivery and may throw or wait. */
export function createNoteOutbox(
  db: Db,
  clock: SettableClock,
  behave: (text: string) => Promise<void> | void = () => {},
  pollMs?: number,
) {
  const delivered: { text: string; entry: DeliveryEntry }[] = []
  const log = createCollectingLog()
  const metrics = createMetrics()
  const secrets = createSecretBox(['a secret of at least 32 characters'])
  const outbox = createOutbox<'note' | 'other'>({ db, clock, random: systemRandom, secrets, log, metrics, pollMs })
  outbox.handle('note', notePayload, async ({ text }, entry) => {
    await behave(text)
    delivered.push({ text, entry })
  })
  const add = (text: string, more: Partial<NewEntry<'note' | 'other'>> = {}): Promise<OutboxId> =>
    db.transaction((q) => {
      const payload = { text }
      return outbox.add(q, {
        kind: 'note',
        organizerId: null,
        recipient: 'ann@example.org',
        topic: 'test',
        payload,
        ...more,
      })
    })
  return { outbox, add, delivered, log, metrics, secrets, texts: () => delivered.map(({ text }) => text) }
}

/** Stores an organizer that entries can belong to. */
export async function addOrganizer(db: Db, slug: string): Promise<OrganizerId> {
  const id = newId<OrganizerId>(systemRandom)
  const row = {
    id,
    slug,
    name: slug,
    locale: 'en',
    time_zone: 'UTC',
    brand_color: '#000000',
    tagline: null,
    created_at: 0,
  }
  await db.q.insertInto('organizers').values(row).execute()
  return id
}
