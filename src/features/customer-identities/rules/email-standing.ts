import type { SsoProvider } from '../../sso-providers/index.ts'

export type EmailPolicy = SsoProvider['settings']['emailPolicy']

/** `good`: it is the person's. `unconfirmed`: a mail of ours has to show that. `refused`: the provider would have to say so itself. */
export type EmailStanding = 'good' | 'unconfirmed' | 'refused'

/**
 * What an address counts that a provider names.
 * @param says what the provider says of it; null when it says nothing
 */
export function emailStanding(policy: EmailPolicy, says: boolean | null): EmailStanding {
  if (says === true || (policy === 'trust' && says === null)) return 'good'
  return policy === 'require' ? 'refused' : 'unconfirmed'
}
