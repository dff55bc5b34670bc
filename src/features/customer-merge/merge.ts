import { DAY } from '../../core/clock.ts'
import { InvalidInput } from '../../core/errors.ts'
import { type CustomerEmailId, type CustomerMergeId, newId } from '../../core/ids.ts'
import type { Database } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Audit, AuditActor } from '../audit/index.ts'
import { type Customer, type Customers, customerObject, type SavedCustomer } from '../customers/index.ts'
import type { MailTexts } from '../mail-texts/index.ts'
import type { Organizer } from '../organizers/index.ts'
import { createMergeMails } from './mails.ts'
import { mergedFields } from './rules/fields.ts'
import { sealSnapshot } from './snapshot.ts'
import { mergeStore } from './store.ts'
import type { MergeOrder } from './types.ts'

/** How long a merge can be undone, in ms. */
export const UNDO_MS = 30 * DAY

export interface MergeDeps {
  readonly customers: Customers
  readonly audit: Audit
  readonly mailTexts: MailTexts
}

/** Makes `removed` a part of `kept`, in one transaction. */
export function createMerge(platform: Platform, { customers, audit, mailTexts }: MergeDeps) {
  const { db, clock, random } = platform
  const { merging } = customers
  const mails = createMergeMails(platform, mailTexts)

  async function letters(organizer: Organizer, kept: Customer, removed: Customer, { choices, tells }: MergeOrder) {
    if (tells !== true) return []
    const before = await merging.save(db.q, organizer.id, kept.id)
    const { email } = mergedFields(before, await merging.save(db.q, organizer.id, removed.id), choices)
    return mails(organizer, kept, removed, email)
  }

  /** The fields of the kept account, with the address that it does not log in with as a further one. */
  async function keepOtherAddress(
    q: Database,
    organizer: Organizer,
    kept: Customer,
    saved: SavedCustomer,
    after: SavedCustomer,
  ) {
    const { email, isVerified } = saved
    if (email === null || !isVerified || email === after.email) return null
    const address = { id: newId<CustomerEmailId>(random), customer: kept.id, email, now: clock.now() }
    return (await mergeStore(q).keepAddress(organizer.id, address)) ? email : null
  }

  /** What each feature says that it moved, by its key. */
  async function moveAll(q: Database, organizer: Organizer, kept: Customer, removed: Customer) {
    const moved: Record<string, unknown> = {}
    for (const holder of customers.personalData) {
      const what = await holder.move(q, organizer, removed.id, kept.id)
      if (what != null) moved[holder.key] = what
    }
    return moved
  }

  /** In the history of both. */
  async function note(q: Database, organizer: Organizer, kept: Customer, removed: Customer, actor: AuditActor) {
    const detail = { kept: kept.identifier, merged: removed.identifier }
    const gone = { type: 'customer', id: removed.id, name: removed.identifier } as const
    for (const object of [customerObject(kept), gone]) {
      await audit.record(q, organizer.id, { action: 'foyer.customer.merged', actor, object, detail })
    }
  }

  return async function merge(
    organizer: Organizer,
    kept: Customer,
    removed: Customer,
    order: MergeOrder,
    actor: AuditActor,
  ): Promise<void> {
    const { choices, seen } = order
    refuseUnfit(kept, removed)
    const told = await letters(organizer, kept, removed, order)
    await db.transaction(async (q) => {
      await merging.lock(q, organizer.id, [kept.id, removed.id])
      const [keptNow, removedNow] = [
        await merging.at(q, organizer.id, kept.id),
        await merging.at(q, organizer.id, removed.id),
      ]
      refuseUnfit(keptNow, removedNow)
      if (keptNow.modifiedAt !== seen.kept || removedNow.modifiedAt !== seen.removed)
        throw bad('customerMerge:bad.changed')

      const keptBefore = await merging.save(q, organizer.id, kept.id)
      const saved = await merging.save(q, organizer.id, removed.id)
      const keptAfter = mergedFields(keptBefore, saved, choices)
      const moved = await moveAll(q, organizer, kept, removed)
      await merging.takeOut(q, organizer.id, removed.id, kept.id)
      await mergeStore(q).moveParts(organizer.id, removed.id, kept.id)
      const endsAccess = keptAfter.email !== keptBefore.email || keptAfter.passwordHash !== keptBefore.passwordHash
      await merging.write(q, organizer.id, kept.id, keptAfter, { endsAccess })
      const other = keptAfter.email === saved.email ? keptBefore : saved
      const keptAddress = await keepOtherAddress(q, organizer, kept, other, keptAfter)
      const now = clock.now()
      const id = newId<CustomerMergeId>(random)
      await mergeStore(q).insert(organizer.id, {
        id,
        kept_id: kept.id,
        removed_id: removed.id,
        at: now,
        actor_name: 'name' in actor ? (actor.name ?? '') : '',
        snapshot: sealSnapshot(platform, { keptBefore, keptAfter, removed: saved, moved, keptAddress }),
        undo_until: now + UNDO_MS,
        undone_at: null,
      })
      await note(q, organizer, keptNow, removed, actor)
      for (const mail of told) await platform.mailer.queue(q, mail)
    })
    platform.outbox.wake()
  }
}

/** @throws InvalidInput when the two cannot be one */
export function refuseUnfit(kept: Customer, removed: Customer): void {
  if (kept.id === removed.id) throw bad('customerMerge:bad.same')
  for (const { mergedInto, email, isActive, hasPassword, name } of [kept, removed]) {
    if (mergedInto !== null) throw bad('customerMerge:bad.merged')
    if (email === null && !isActive && !hasPassword && name === '') throw bad('customerMerge:bad.anonymised')
  }
}

function bad(key: string): InvalidInput {
  return new InvalidInput({ with: { key } })
}
