import { can } from './policy.ts'

const see = can('organizer.customers:read')
const change = can('organizer.customers:write')

/** Customer accounts. */
export const customers = {
  see,
  change,
  /** Takes the data of many out of the house. */
  export: change,
  import: change,
  merge: change,
  anonymize: change,
  endSessions: change,
  resetSecondFactor: change,
} as const
