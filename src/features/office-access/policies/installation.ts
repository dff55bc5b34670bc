import { administrator } from './policy.ts'

/** What belongs to no organizer. */
export const installation = {
  seeHistory: administrator,
  manageMails: administrator,
  manageUsers: administrator,
  impersonate: administrator,
} as const
