export { createMemberships } from './memberships.ts'
export type { Membership, Memberships, MembershipType } from './types.ts'
