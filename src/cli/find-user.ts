import type { Staff, User } from '../features/staff/index.ts'
import { NothingFound } from './nothing-found.ts'

/**
 * The staff account with this email address.
 * @throws NothingFound
 */
export async function findUser(staff: Staff, email: string): Promise<User> {
  const user = await staff.users.byEmail(email)
  if (!user) throw new NothingFound(`there is no staff account "${email}"`)
  return user
}
