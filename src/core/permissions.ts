/** What a team may be allowed, in the words of the reference. */
export const PERMISSIONS = [
  'organizer.settings.general:write',
  'organizer.teams:write',
  'organizer.customers:read',
  'organizer.customers:write',
] as const

export type Permission = (typeof PERMISSIONS)[number]
