import type { Staff, User } from '../features/staff/index.ts'
import { UsageError } from './usage-error.ts'

/**
 * The staff account with this email address.
 * @throws UsageError when there is none
 */
export async function findUser(staff: Staff, email: string): Promise<User> {
  const user = await staff.users.byEmail(email)
  if (!user) throw new UsageError(`there is no staff account "${email}"`)
  return user
}
