import type { Permission } from '../../../core/permissions.ts'

/** Who asks: a person in the back office, or an API token. */
export interface Principal {
  /** Administers the installation. */
  readonly isAdmin: boolean
  /** At the organizer that it is about; null when there is none, or when it does not exist for them. */
  readonly permissions: ReadonlySet<Permission> | null
}

/** Whether somebody may do something. */
export type Policy = (who: Principal) => boolean

/** May be done by whoever has one of these permissions at the organizer. */
export function can(...permissions: readonly Permission[]): Policy {
  return (who) => permissions.some((permission) => who.permissions?.has(permission) === true)
}

/** May be done by whoever meets each of these. */
export function all(...policies: readonly Policy[]): Policy {
  return (who) => policies.every((policy) => policy(who))
}

/** May be done by everybody who works for the organizer. */
export const colleague: Policy = (who) => who.permissions !== null

/** May be done by administrators of the installation. */
export const administrator: Policy = (who) => who.isAdmin
