export { createTeams, type Teams } from './teams.ts'
export type { Role, Team } from './types.ts'
