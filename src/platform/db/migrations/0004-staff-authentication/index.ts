import type { Migration } from '../../columns.ts'
import { extendStaff } from './accounts.ts'
import { createLogins, createStaffFactors } from './logins.ts'
import { createTeams, moveMembersToTeams } from './teams.ts'

/** Staff log in through any backend, with a second factor, and work in teams. */
export const staffAuthentication: Migration = {
  async up(context) {
    await extendStaff(context)
    await createLogins(context)
    await createStaffFactors(context)
    await createTeams(context)
    await moveMembersToTeams(context)
  },
}
