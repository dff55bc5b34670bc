import type { Customer } from '../../customers/index.ts'
import type { Organizer } from '../../organizers/index.ts'

/** Whether somebody could log in to an account without providers. */
export function hasOwnWay(
  { settings }: Pick<Organizer, 'settings'>,
  { hasPassword, email }: Pick<Customer, 'hasPassword' | 'email'>,
  hasPasskey: boolean,
): boolean {
  return (
    (settings.customer_accounts_native && hasPassword) ||
    (settings.customer_accounts_login_code && email !== null) ||
    (settings.customer_accounts_passkeys && hasPasskey)
  )
}
