import { looksLikeId, type MembershipId } from '../core/ids.ts'
import type { Memberships, MembershipType, UsedMembership } from '../features/memberships/index.ts'
import type { Organizer } from '../features/organizers/index.ts'
import { NothingFound } from './nothing-found.ts'
import { UsageError } from './usage-error.ts'

/** @throws NothingFound */
export async function findMembership(
  memberships: Memberships,
  organizer: Organizer,
  id: string,
): Promise<UsedMembership> {
  const found = looksLikeId(id) ? await memberships.byId(organizer.id, id as MembershipId) : null
  if (!found) throw new NothingFound(`${organizer.slug} has no membership "${id}"`)
  return found
}

/**
 * The type with this ID, or with this name in any language.
 * @throws NothingFound
 * @throws UsageError when several have this name
 */
export async function findMembershipType(
  memberships: Memberships,
  organizer: Organizer,
  idOrName: string,
): Promise<MembershipType> {
  const types = await memberships.types(organizer.id)
  const byId = types.find(({ id }) => id === idOrName)
  if (byId) return byId
  const [named, second] = types.filter(({ name }) => Object.values(name).includes(idOrName))
  if (!named) throw new NothingFound(`${organizer.slug} has no membership type "${idOrName}"`)
  if (second) throw new UsageError(`several membership types are called "${idOrName}": give the ID`)
  return named
}
