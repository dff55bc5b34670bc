import type { SsoProvider } from '../../sso-providers/index.ts'

/** Whether somebody may come with another address than the one that the provider says. */
export function mayTypeAddress({
  createsAccounts,
  emailPolicy,
}: Pick<SsoProvider['settings'], 'createsAccounts' | 'emailPolicy'>): boolean {
  return createsAccounts && emailPolicy !== 'require'
}
