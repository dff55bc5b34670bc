import type { OrganizerId } from '../../../core/ids.ts'
import type { Database, Db } from '../../../platform/db/db.ts'
import type { Audit, AuditActor } from '../../audit/index.ts'
import { LastTeamManager } from '../errors.ts'
import { managerStore } from '../store/managers.ts'

type Named = { readonly id: OrganizerId; readonly name: string }

/**
 * Makes a change of teams, one at a time for each organizer, unless it takes away the last active member who may manage
 * them. Administrators of the installation do not count: they are no members.
 *
 * @throws LastTeamManager, which rolls the transaction back
 */
export async function keepAManager<T>(
  q: Database,
  kind: Db['kind'],
  organizers: readonly Named[],
  change: () => Promise<T>,
): Promise<T> {
  const { result, lost } = await watchManagers(q, kind, organizers, change)
  const [first] = lost
  if (first) throw new LastTeamManager(first.name)
  return result
}

/** Who may take the last manager away, and what the history says beside their name. */
export interface LossBy {
  readonly actor: AuditActor
  readonly detail?: { readonly auth_backend: string }
}

/**
 * Makes a change that may take the last active member away who manages the teams of an organizer: an act of somebody who
 * can mend it. What it did stands in the history of the organizer.
 *
 * @returns the organizers that lost their last manager by it
 */
export async function noteLastManager<O extends Named>(
  q: Database,
  { kind, audit }: { kind: Db['kind']; audit: Audit },
  organizers: readonly O[],
  by: LossBy,
  change: () => Promise<unknown>,
): Promise<O[]> {
  const { lost } = await watchManagers(q, kind, organizers, change)
  for (const { id, name } of lost) {
    await audit.record(q, id, { action: 'foyer.team.unmanaged', object: { type: 'organizer', id, name }, ...by })
  }
  return lost
}

async function watchManagers<T, O extends Named>(
  q: Database,
  kind: Db['kind'],
  organizers: readonly O[],
  change: () => Promise<T>,
): Promise<{ result: T; lost: O[] }> {
  const store = managerStore(q, kind)
  const sorted = [...organizers].sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const { id } of sorted) await store.lock(id)
  const managed: O[] = []
  for (const organizer of sorted) if ((await store.anybody(organizer.id)) !== null) managed.push(organizer)
  const result = await change()
  const lost: O[] = []
  for (const organizer of managed) if ((await store.anybody(organizer.id)) === null) lost.push(organizer)
  return { result, lost }
}
