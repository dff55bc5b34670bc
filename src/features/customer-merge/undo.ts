import { type Message, NotFound } from '../../core/errors.ts'
import type { CustomerId, CustomerMergeId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { AuditActor } from '../audit/index.ts'
import { type Customer, customerObject } from '../customers/index.ts'
import type { Organizer } from '../organizers/index.ts'
import type { MergeDeps } from './merge.ts'
import { undoneFields } from './rules/fields.ts'
import { openSnapshot, type Snapshot } from './snapshot.ts'
import { mergeStore } from './store.ts'

/** One undo, in its transaction. */
interface Undo {
  readonly q: Database
  readonly organizer: Organizer
  readonly kept: Customer
  readonly removed: Customer
  readonly snapshot: Snapshot
  /** What could not be brought back. */
  readonly lost: Message[]
}

/** Makes two accounts of one again, in one transaction. */
export function createUndo(platform: Platform, { customers, audit }: Omit<MergeDeps, 'mailTexts'>) {
  const { db, clock, outbox } = platform
  const { merging, personalData } = customers

  /** Whether nobody but `owner` logs in with this address by now; otherwise that is written down. */
  async function isFree({ q, organizer, lost }: Undo, email: string | null, owner: CustomerId): Promise<boolean> {
    const other = email === null ? null : await merging.emailOwner(q, organizer.id, email)
    if (other === null || other === owner) return true
    lost.push({ key: 'customerMerge:lost.email', params: { email: email ?? '' } })
    return false
  }

  /** First, because it may free the address that the other account logs in with. */
  async function restoreKept(undo: Undo): Promise<void> {
    const { q, organizer, kept, snapshot } = undo
    const now = await merging.save(q, organizer.id, kept.id)
    const undone = undoneFields(now, snapshot.keptAfter, snapshot.keptBefore)
    const free = await isFree(undo, undone.email, kept.id)
    const endsAccess = undone.email !== now.email || undone.passwordHash !== now.passwordHash
    await merging.write(q, organizer.id, kept.id, free ? undone : { ...undone, email: now.email }, { endsAccess })
    if (snapshot.keptAddress !== null) await mergeStore(q).dropAddress(organizer.id, kept.id, snapshot.keptAddress)
  }

  async function restoreRemoved(undo: Undo): Promise<void> {
    const { q, organizer, kept, removed, snapshot } = undo
    const saved = snapshot.removed
    const free = await isFree(undo, saved.email, removed.id)
    await merging.putBack(q, organizer.id, removed.id, free ? saved : { ...saved, email: null, isVerified: false })
    for (const { key, moveBack } of [...personalData].reverse()) {
      if (snapshot.moved[key] !== undefined) await moveBack(q, organizer, removed.id, kept.id, snapshot.moved[key])
    }
  }

  async function record({ q, organizer, kept, removed }: Undo, actor: AuditActor): Promise<void> {
    const detail = { kept: kept.identifier, merged: removed.identifier }
    for (const id of [kept.id, removed.id]) {
      const object = customerObject(await merging.at(q, organizer.id, id))
      await audit.record(q, organizer.id, { action: 'foyer.customer.unmerged', actor, object, detail })
    }
  }

  /** @throws NotFound when there is nothing to undo, it is too late, or a later merge has to be undone first */
  async function take(q: Database, organizer: Organizer, kept: Customer, id: CustomerMergeId) {
    await merging.lock(q, organizer.id, [kept.id])
    const taken = await mergeStore(q).take(organizer.id, id, kept.id, clock.now())
    if (!taken) throw new NotFound('merge that can be undone')
    if (await mergeStore(q).hasLater(organizer.id, kept.id, taken.at)) throw new NotFound('latest merge')
    await merging.lock(q, organizer.id, [taken.removedId])
    const removed = await merging.at(q, organizer.id, taken.removedId)
    if (removed.mergedInto !== kept.id) throw new NotFound('merged account')
    return { removed, snapshot: openSnapshot(platform, taken.snapshot) }
  }

  return async function undo(
    organizer: Organizer,
    kept: Customer,
    id: CustomerMergeId,
    actor: AuditActor,
  ): Promise<readonly Message[]> {
    const lost = await db.transaction(async (q) => {
      const step: Undo = { q, organizer, kept, ...(await take(q, organizer, kept, id)), lost: [] }
      await restoreKept(step)
      await restoreRemoved(step)
      await record(step, actor)
      return step.lost
    })
    outbox.wake()
    return lost
  }
}
