import type { CustomerId, OrganizerId } from '../../../core/ids.ts'
import type { Database } from '../../../platform/db/db.ts'
import { type Params, prepare } from '../../../platform/db/prepared.ts'
import { PROFILE_COLUMNS } from './profile-columns.ts'

const findProfile = prepare((q: Database, p: Params<{ organizerId: OrganizerId; id: CustomerId }>) =>
  q
    .selectFrom('customers as c')
    .select([...PROFILE_COLUMNS])
    .where('c.organizer_id', '=', p('organizerId'))
    .where('c.id', '=', p('id')),
)

/** What is known about customers, for claims. */
export function profileStore(q: Database) {
  return {
    byId: (organizerId: OrganizerId, id: CustomerId) => findProfile.first(q, { organizerId, id }),
  }
}
