import type { OrganizerId } from '../../../core/ids.ts'
import type { Database, Db } from '../../../platform/db/db.ts'
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
  const store = managerStore(q, kind)
  const sorted = [...organizers].sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const { id } of sorted) await store.lock(id)
  const managed: Named[] = []
  for (const organizer of sorted) if ((await store.anybody(organizer.id)) !== null) managed.push(organizer)
  const result = await change()
  for (const { id, name } of managed) if ((await store.anybody(id)) === null) throw new LastTeamManager(name)
  return result
}
