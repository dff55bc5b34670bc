import type { Organizer, Organizers } from '../features/organizers/index.ts'
import { UsageError } from './usage-error.ts'

/**
 * The organizer with this short form.
 * @throws UsageError when there is none
 */
export async function findOrganizer(organizers: Organizers, slug: string): Promise<Organizer> {
  const organizer = await organizers.bySlug(slug)
  if (!organizer) throw new UsageError(`there is no organizer "${slug}"`)
  return organizer
}
