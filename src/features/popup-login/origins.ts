import type { Organizer } from '../organizers/index.ts'

/** Whether pages of this origin may open a popup: an address of the organizer itself, or one that it listed. Compared whole. */
export function isAllowedOrigin(
  origin: string,
  { domains, settings }: Pick<Organizer, 'domains' | 'settings'>,
  mainOrigin: string,
): boolean {
  const scheme = new URL(mainOrigin).protocol
  const own = [new URL(mainOrigin).origin, ...domains.map((host) => `${scheme}//${host}`)]
  return own.includes(origin) || settings.customer_accounts_popup_origins.includes(origin)
}
