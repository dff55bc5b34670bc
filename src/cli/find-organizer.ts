import type { Organizer, Organizers } from '../features/organizers/index.ts'
import { NothingFound } from './nothing-found.ts'

/**
 * The organizer with this short form.
 * @throws NothingFound
 */
export async function findOrganizer(organizers: Organizers, slug: string): Promise<Organizer> {
  const organizer = await organizers.bySlug(slug)
  if (!organizer) throw new NothingFound(`there is no organizer "${slug}"`)
  return organizer
}
